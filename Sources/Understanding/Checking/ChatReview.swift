package import Content
package import Domain

/// Measures the catalog on everyday talk, which it must let pass.
package struct ChatReview {
    private let compiled: CompiledCatalog
    private let rules: DecisionRules
    private let log: FindingLog

    /// Takes the catalog and the numbers by which overheard talk would be answered.
    package init(_ compiled: CompiledCatalog, policy: ServicePolicy, into log: FindingLog) {
        self.compiled = compiled
        rules = DecisionRules(policy: policy)
        self.log = log
    }

    /// The share of the talk that one keyword or pattern may hear, and the fewest lines that count as too many.
    private static let broadShare = 0.01
    private static let broadLines = 5

    /// Notes every line that would be answered, and every keyword or pattern that hears too many of them.
    package func run(_ lines: [Located<String>]) {
        let matcher = Matcher(compiled)
        let passing = DecisionRules.Circumstances(isAddressed: false, isGroup: true)
        var uses = [Int](repeating: 0, count: compiled.index.clauses.count)
        var samples: [Int: [String]] = [:]
        for line in lines {
            let heard = matcher.interpret(line.value)
            let decision = rules.decide(
                heard, in: passing, state: DialogueState(), at: Timestamp(seconds: 0), lookup: { _ in nil })
            if decision.kind != .silent {
                let instead = decision.emergency?.rule ?? decision.candidate?.intent.text ?? decision.reason.rawValue
                log.error(
                    line.location, "闲谈“\(line.value)”会被 \(instead) 接话；给它加 not，或把关键词写具体些",
                    rule: "chat-answered")
            }
            for clause in matcher.firedClauses(line.value) {
                uses[clause] += 1
                if samples[clause, default: []].count < 2 { samples[clause, default: []].append(line.value) }
            }
        }
        let limit = max(Self.broadLines, Int(Double(lines.count) * Self.broadShare))
        for (number, count) in uses.enumerated() where count > limit {
            let clause = compiled.index.clauses[number]
            let rule = compiled.catalog.rules[Int(clause.rule)]
            guard case .intent = rule.meaning, clause.kind != .veto else { continue }
            let heard = (samples[number] ?? []).map { "“\($0)”" }.joined()
            log.warning(
                place(of: clause, in: rule),
                "\(rule.id) 的“\(clause.source)”太宽，\(lines.count) 句闲谈里碰上 \(count) 句，如\(heard)；配上别的词",
                rule: "clause-too-broad")
        }
    }

    private func place(of clause: RuleIndex.Clause, in rule: Rule) -> Location {
        rule.keywords.first { $0.source == clause.source }?.location
            ?? rule.patterns.first { $0.value == clause.source }?.location ?? rule.location
    }
}
