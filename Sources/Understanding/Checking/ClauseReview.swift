package import Content
import Domain

/// Finds what stands in the files and does nothing: keywords said twice, ruled out by their own `not`, or never asked.
package struct ClauseReview {
    private let compiled: CompiledCatalog
    private let log: FindingLog

    /// Takes the catalog.
    package init(_ compiled: CompiledCatalog, into log: FindingLog) {
        self.compiled = compiled
        self.log = log
    }

    /// A keyword as matching sees it: from each part one word must occur.
    private typealias Parts = Set<Set<[UInt32]>>

    /// Notes every dead or doubled clause, example and rewrite, and every concept that nobody names.
    package func run() {
        let concepts = compiled.catalog.lexicon.concepts.mapValues { members in
            Set(members.map(compiled.normalizer.normalize(word:)))
        }
        for rule in compiled.catalog.rules { review(rule, concepts) }
        reviewExamples()
        reviewRewrites()
        reviewConcepts()
    }

    private func review(_ rule: Rule, _ concepts: [String: Set<[UInt32]>]) {
        func parts(_ keyword: Keyword) -> Parts {
            Set(
                keyword.parts.map { part in
                    part.reduce(into: Set<[UInt32]>()) { words, term in
                        switch term {
                        case .word(let word): words.insert(compiled.normalizer.normalize(word: word))
                        case .concept(let name): words.formUnion(concepts[name] ?? [])
                        }
                    }
                })
        }
        let vetoes = rule.not.map { (keyword: $0, parts: parts($0)) }
        var seen: [Parts: Keyword] = [:]
        for keyword in rule.keywords {
            let own = parts(keyword)
            if let first = seen.updateValue(keyword, forKey: own) {
                log.warning(
                    keyword.location, "\(rule.id) 的“\(keyword.source)”和“\(first.source)”是一回事，删一条",
                    rule: "keyword-duplicate")
            }
            if let veto = vetoes.first(where: { covers($0.parts, own) }) {
                log.warning(
                    keyword.location, "\(rule.id) 的“\(keyword.source)”总是先被 not 里的“\(veto.keyword.source)”排除，永远不起作用",
                    rule: "keyword-dead")
            }
        }
        var patterns: Set<String> = []
        for pattern in rule.patterns {
            if !patterns.insert(pattern.value).inserted {
                log.warning(pattern.location, "\(rule.id) 的模式写了两遍，删一条", rule: "keyword-duplicate")
            }
            if AnchorReview(pattern.value).isDead {
                log.warning(
                    pattern.location, "\(rule.id) 的模式里，^ 前面或 $ 后面还有字，永远碰不上；把 ^ 放到最前、$ 放到最后",
                    rule: "pattern-dead")
            }
            let needed = RequiredLiterals(pattern.value).choices.map { choice in
                Set(choice.map { $0.unicodeScalars.map(\.value) })
            }
            if let veto = vetoes.first(where: { covers($0.parts, Set(needed)) }) {
                log.warning(
                    pattern.location, "\(rule.id) 的模式总是先被 not 里的“\(veto.keyword.source)”排除，永远不起作用",
                    rule: "keyword-dead")
            }
        }
    }

    /// Whether a `not` is seen whenever a clause is: each of its parts lies within one part of the clause.
    private func covers(_ veto: Parts, _ clause: Parts) -> Bool {
        veto.allSatisfy { ruledOut in
            clause.contains { part in
                !part.isEmpty && part.allSatisfy { word in ruledOut.contains { isInside($0, word) } }
            }
        }
    }

    private func isInside(_ short: [UInt32], _ long: [UInt32]) -> Bool {
        guard !short.isEmpty, short.count <= long.count else { return false }
        return (0...(long.count - short.count)).contains { long[$0..<($0 + short.count)].elementsEqual(short) }
    }

    /// One sentence cannot be the example of two answers, nor example and counterexample of one.
    private func reviewExamples() {
        var owners: [String: (rule: Rule, location: Location)] = [:]
        for rule in compiled.catalog.rules {
            guard case .intent(_, let answer) = rule.meaning else { continue }
            let ruledOut = Set(rule.counterexamples.map(\.value))
            for example in rule.examples {
                if ruledOut.contains(example.value) {
                    log.error(
                        example.location, "“\(example.value)”既是 \(rule.id) 的例句又是它的反例，删一个", rule: "example-conflict")
                }
                let normal = compiled.normalizer.normalize(example.value).text
                if let owner = owners[normal], owner.rule.answer != answer {
                    log.error(
                        example.location, "例句“\(example.value)”在 \(owner.rule.id)（\(owner.location)）也有，只能留一边",
                        rule: "example-conflict")
                }
                owners[normal] = owners[normal] ?? (rule, example.location)
            }
        }
    }

    /// Of two entries for one word the first stands; and what an entry writes must not be rewritten by another.
    private func reviewRewrites() {
        var first: [String: Lexicon.Rewrite] = [:]
        for rewrite in compiled.catalog.lexicon.rewrites {
            for word in rewrite.from {
                if let other = first[word] {
                    log.warning(
                        rewrite.location, "“\(word)”在 \(other.location) 已经改写成“\(other.to)”，这里的不起作用",
                        rule: "rewrite-shadowed")
                } else {
                    first[word] = rewrite
                }
            }
            let again = compiled.normalizer.normalize(rewrite.to).text
            if again != compiled.normalizer.fold(pattern: rewrite.to) {
                log.warning(
                    rewrite.location, "改写成的“\(rewrite.to)”自己又会被改写成“\(again)”，直接写成后一个", rule: "rewrite-chain")
            }
        }
    }

    private func reviewConcepts() {
        var named: Set<String> = []
        for rule in compiled.catalog.rules {
            for keyword in rule.keywords + rule.not { named.formUnion(keyword.concepts) }
            for pattern in rule.patterns { named.formUnion(ConceptNames(in: pattern.value)) }
        }
        for concept in compiled.catalog.lexicon.concepts.keys.sorted() where !named.contains(concept) {
            log.warning(
                Location(path: "intents/concepts.yaml"), "概念 \(concept) 没有哪条规则用到，删掉或用上", rule: "concept-unused")
        }
    }
}
