package import Content
import Domain

/// Turns catalog values into a compiled catalog, noting rules that cannot work.
package struct CatalogCompiler {
    private let catalog: Catalog
    private let normalizer: Normalizer
    private let log: FindingLog
    /// Every literal, by its number.
    private(set) var literals = Numbering<[UInt32]>()
    private var features = Numbering<[Int32]>()
    private var clauses: [RuleIndex.Clause] = []
    private var patterns: [Pattern] = []
    private var concepts: [String: [[UInt32]]] = [:]

    /// Compiles; the result leaves out rules that cannot work, and the log says which and why.
    package static func compile(_ catalog: Catalog, digest: String, into log: FindingLog) -> CompiledCatalog {
        var compiler = CatalogCompiler(catalog, log)
        return compiler.run(digest)
    }

    init(_ catalog: Catalog, _ log: FindingLog) {
        self.catalog = catalog
        self.log = log
        normalizer = Normalizer(catalog.lexicon)
        concepts = catalog.lexicon.concepts.mapValues { [normalizer] members in
            Array(Set(members.map(normalizer.normalize(word:)))).filter { !$0.isEmpty }
        }
    }

    mutating func run(_ digest: String) -> CompiledCatalog {
        let rules = catalog.rules.map(compiled)
        for (number, rule) in catalog.rules.enumerated() { addClauses(of: rule, number: Int32(number)) }
        let index = RuleIndex(
            clauses, patterns: patterns, features: features.values, literalWeight: literalWeights())
        let texts = IntentTexts(catalog, normalizer)
        let pairs = CharacterPairs(texts)
        return CompiledCatalog(
            digest: digest, catalog: catalog, normalizer: normalizer, automaton: LiteralAutomaton(literals.values),
            index: index, pairs: pairs, likeness: LikenessIndex(texts, pairs),
            topicLikeness: TopicLikeness(texts, pairs), rules: rules)
    }

    private func compiled(_ rule: Rule) -> CompiledRule {
        guard case .intent(let topic, let answerID) = rule.meaning, let answer = catalog.answers[answerID] else {
            return CompiledRule(id: rule.id, meaning: rule.meaning, candidate: nil)
        }
        let candidate = Candidate(
            intent: IntentID(rule.id), topic: topic, name: rule.name, answer: answerID, score: 1,
            sensitivity: answer.sensitivity, staleFrom: answer.reviewBy)
        return CompiledRule(id: rule.id, meaning: rule.meaning, candidate: candidate)
    }

    // MARK: Clauses

    private mutating func addClauses(of rule: Rule, number: Int32) {
        for keyword in rule.keywords { add(keyword, .keyword, number) }
        for keyword in rule.not { add(keyword, .veto, number) }
        for pattern in rule.patterns { add(pattern, number) }
    }

    private mutating func add(_ keyword: Keyword, _ kind: RuleIndex.Clause.Kind, _ rule: Int32) {
        var needed: [Int32] = []
        for part in keyword.parts {
            var choice: [[UInt32]] = []
            for term in part {
                switch term {
                case .word(let word): choice.append(normalizer.normalize(word: word))
                case .concept(let name): choice += concepts[name] ?? []
                }
            }
            choice.removeAll(where: \.isEmpty)
            guard !choice.isEmpty else {
                log.error(keyword.location, "关键词“\(keyword.source)”里有一段什么也认不出", rule: "keyword-empty-part")
                return
            }
            needed.append(feature(choice))
        }
        if kind == .keyword, keyword.parts.count == 1, keyword.parts[0].contains(where: isOneCharacter),
            catalog.rules[Int(rule)].answer != nil
        {
            log.warning(
                keyword.location, "关键词“\(keyword.source)”只有一个字，太容易误中", rule: "keyword-too-short")
        }
        clauses.append(
            RuleIndex.Clause(rule: rule, kind: kind, features: unique(needed), source: keyword.source))
    }

    private mutating func add(_ written: Located<String>, _ rule: Int32) {
        guard let source = spelledOut(written) else { return }
        let pattern: Pattern
        do {
            pattern = try Pattern(source)
        } catch {
            var place = written.location
            place.column += error.offset
            log.error(place, "模式写错了：\(error.message)（第 \(error.offset + 1) 个字附近）", rule: "pattern-syntax")
            return
        }
        let choices = RequiredLiterals(source).choices.compactMap(NumberEdge.demanded)
        guard !choices.isEmpty else {
            log.error(
                written.location, "模式里没有一定会出现的字词，没法快速筛选，请加上", rule: "pattern-no-literal")
            return
        }
        let needed = choices.map { choice in feature(choice.map { $0.unicodeScalars.map(\.value) }) }
        for choice in choices { reviewRewriting(of: choice, at: written.location) }
        patterns.append(pattern)
        clauses.append(
            RuleIndex.Clause(
                rule: rule, kind: .pattern(Int32(patterns.count - 1)), features: unique(needed),
                source: written.value))
    }

    /// Warns of words that the normaliser replaces; one of several spellings may be such a word, all of them may not.
    private func reviewRewriting(of choice: [String], at location: Location) {
        let rewritten = choice.map { ($0, normalizer.normalize($0).text) }
        guard rewritten.allSatisfy({ $0 != $1 }) else { return }
        for (text, normal) in rewritten {
            log.warning(location, "模式里的“\(text)”规范化后会变成“\(normal)”，永远碰不上", rule: "pattern-rewritten")
        }
    }

    /// The pattern with `{concept}` written out and characters folded.
    private func spelledOut(_ written: Located<String>) -> String? {
        var text = ""
        var rest = written.value[...]
        while let open = rest.firstIndex(of: "{") {
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(of: "}"), rest[after].isLetter,
                !Self.isArgument(behind: rest[..<open])
            else {
                text += rest[..<after]
                rest = rest[after...]
                guard rest.isEmpty else { continue }
                break
            }
            let name = String(rest[after..<close])
            guard let members = catalog.lexicon.concepts[name] else {
                log.error(written.location, "没有叫 \(name) 的概念", rule: "unknown-concept")
                return nil
            }
            // Longest first, so that 老婆婆 is not read as 老婆.
            let words = members.map { normalizer.normalize($0).text }.sorted { ($1.count, $0) < ($0.count, $1) }
            text += rest[..<open] + "(?:" + words.map(escaped).joined(separator: "|") + ")"
            rest = rest[rest.index(after: close)...]
        }
        return normalizer.fold(pattern: text + rest)
    }

    /// Whether a brace belongs to an escape, such as `\p{Han}` or `\x{ff01}`.
    private static func isArgument(behind text: Substring) -> Bool {
        ["\\p", "\\P", "\\x", "\\o", "\\N", "\\k", "\\g"].contains { text.hasSuffix($0) }
    }

    private func escaped(_ word: String) -> String {
        word.reduce(into: "") { text, character in
            if character.isASCII && !character.isLetter && !character.isNumber { text += "\\" }
            text.append(character)
        }
    }

    private func isOneCharacter(_ term: Keyword.Term) -> Bool {
        if case .word(let word) = term { word.count == 1 } else { false }
    }

    private mutating func feature(_ choice: [[UInt32]]) -> Int32 {
        features.number(unique(choice.map { literals.number($0) }))
    }

    private func unique(_ numbers: [Int32]) -> [Int32] { Array(Set(numbers)).sorted() }

    // MARK: Weights

    private func literalWeights() -> [Double] {
        var users = [Set<Int32>](repeating: [], count: literals.count)
        var intents: Set<Int32> = []
        for clause in clauses where clause.kind != .veto {
            guard case .intent = catalog.rules[Int(clause.rule)].meaning else { continue }
            intents.insert(clause.rule)
            for feature in clause.features {
                for literal in features.values[Int(feature)] { users[Int(literal)].insert(clause.rule) }
            }
        }
        return users.map { Scoring.weight(users: $0.count, of: intents.count) }
    }
}

/// Numbers for values, in the order of their first appearance.
struct Numbering<Value: Hashable> {
    private var numbers: [Value: Int32] = [:]
    private(set) var values: [Value] = []

    var count: Int { values.count }

    mutating func number(_ value: Value) -> Int32 {
        if let known = numbers[value] { return known }
        let number = Int32(values.count)
        numbers[value] = number
        values.append(value)
        return number
    }
}
