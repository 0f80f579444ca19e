package import Content
package import Domain

/// Runs the sentences that admins wrote beside their rules: each example must be recognised, no counterexample may be.
package struct ExampleReview {
    private let compiled: CompiledCatalog
    private let policy: ServicePolicy
    private let log: FindingLog
    /// Where each rule was written.
    private let places: [String: Location]

    /// Takes the catalog and the numbers by which an answer would be given.
    package init(_ compiled: CompiledCatalog, policy: ServicePolicy, into log: FindingLog) {
        self.compiled = compiled
        self.policy = policy
        self.log = log
        places = Dictionary(
            compiled.catalog.rules.map { ($0.id, $0.location) }, uniquingKeysWith: { first, _ in first })
    }

    /// Notes every sentence that comes out wrong, and what it came out as.
    package func run() {
        let matcher = Matcher(compiled)
        for rule in compiled.catalog.rules {
            for example in rule.examples { review(example, of: rule, matcher.interpret(example.value)) }
            for example in rule.counterexamples { reviewCounter(example, of: rule, matcher.interpret(example.value)) }
        }
        for rewrite in compiled.catalog.lexicon.rewrites { review(rewrite) }
        for example in compiled.catalog.lexicon.amounts?.counterexamples ?? [] { reviewAmounts(example) }
    }

    private func review(_ example: Located<String>, of rule: Rule, _ heard: Interpretation) {
        noteOverruns(heard, example.location)
        guard !isRecognised(rule, heard) else { return }
        guard case .intent = rule.meaning, let best = heard.candidates.first else {
            log.error(example.location, "例句“\(example.value)”没有认成 \(rule.id)", rule: "example-failed")
            return
        }
        let own = heard.candidates.first { $0.intent.text == rule.id }.map { "只得 \(round($0.score))" } ?? "没有上榜"
        let place = places[best.intent.text].map { "（\($0)）" } ?? ""
        log.error(
            example.location,
            "\(rule.id) 的例句“\(example.value)”被 \(best.intent)\(place)抢走：它得 \(round(best.score))，"
                + "\(rule.id) \(own)；给这边补词，或给那边加 not，真的分不开就合并", rule: "example-overlap")
    }

    private func reviewCounter(_ example: Located<String>, of rule: Rule, _ heard: Interpretation) {
        noteOverruns(heard, example.location)
        let isTaken: Bool
        if case .intent = rule.meaning {
            isTaken = wouldAnswer(heard)?.intent.text == rule.id
        } else {
            isTaken = isRecognised(rule, heard)
        }
        if isTaken {
            log.error(example.location, "反例“\(example.value)”被认成了 \(rule.id)", rule: "counterexample-failed")
        }
    }

    private func isRecognised(_ rule: Rule, _ heard: Interpretation) -> Bool {
        switch rule.meaning {
        case .intent(_, let answer): heard.candidates.first?.answer == answer
        case .emergency(let kind, _): heard.emergency?.kind == kind
        case .command(let command): heard.command == command
        case .signal(let signal): heard.signals.contains(signal)
        }
    }

    /// The candidate with which a question would be answered; talk that asks nothing is not.
    private func wouldAnswer(_ heard: Interpretation) -> Candidate? {
        guard let best = heard.candidates.first, best.score >= policy.answerScore, heard.isQuestion else { return nil }
        return best
    }

    private func review(_ rewrite: Lexicon.Rewrite) {
        for example in rewrite.counterexamples {
            let plain = compiled.normalizer.normalize(example.value).text
            for word in rewrite.from where example.value.contains(word) && !plain.contains(word) {
                log.error(
                    example.location, "反例“\(example.value)”里的“\(word)”被改写了：“\(plain)”", rule: "rewrite-counterexample")
            }
        }
    }

    private func reviewAmounts(_ example: Located<String>) {
        for amount in compiled.normalizer.amounts(in: example.value) {
            log.error(
                example.location, "反例“\(example.value)”里的“\(amount)”被当成了钱数", rule: "amount-counterexample")
        }
    }

    private func noteOverruns(_ heard: Interpretation, _ location: Location) {
        for rule in heard.overruns {
            log.error(location, "\(rule) 的模式在这句话上超出了限制，请改简单些", rule: "pattern-overrun")
        }
    }

    private func round(_ score: Double) -> String { String(Double(Int(score * 100)) / 100) }
}
