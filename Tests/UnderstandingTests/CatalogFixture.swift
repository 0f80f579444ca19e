import Domain
import Foundation

@testable import Content
@testable import Understanding

/// Small catalogs, written in values.
enum CatalogFixture {
    static let place = Location(path: "intents/a.yaml", line: 3, column: 5)

    /// An intent with its own answer and topic.
    static func intent(
        _ id: String, keywords: [String] = [], patterns: [String] = [], not: [String] = [], examples: [String] = [],
        counterexamples: [String] = []
    ) -> Rule {
        rule(
            id, .intent(topic: TopicID("topic-\(id)"), answer: AnswerID("answer-\(id)")), keywords: keywords,
            patterns: patterns, not: not, examples: examples, counterexamples: counterexamples)
    }

    static func rule(
        _ id: String, _ meaning: Rule.Meaning, keywords: [String] = [], patterns: [String] = [], not: [String] = [],
        examples: [String] = [], counterexamples: [String] = []
    ) -> Rule {
        Rule(
            id: id, name: id, meaning: meaning, keywords: words(keywords), patterns: located(patterns),
            not: words(not), examples: located(examples), counterexamples: located(counterexamples), location: place)
    }

    /// A catalog of these rules, with an answer for each.
    static func catalog(
        _ rules: [Rule], concepts: [String: [String]] = [:], rewrites: [Lexicon.Rewrite] = []
    ) -> Catalog {
        var catalog = Catalog()
        catalog.rules = rules
        catalog.lexicon.concepts = concepts
        catalog.lexicon.rewrites = rewrites
        for answer in rules.compactMap(\.answer) { catalog.answers[answer] = self.answer(answer) }
        return catalog
    }

    static func rewrite(
        _ from: [String], _ to: String, notIn: [String] = [], counterexamples: [String] = []
    ) -> Lexicon.Rewrite {
        Lexicon.Rewrite(
            from: from, to: to, notIn: notIn, counterexamples: located(counterexamples), location: place)
    }

    static func compile(_ catalog: Catalog, into log: FindingLog = FindingLog()) -> CompiledCatalog {
        CatalogCompiler.compile(catalog, digest: "test", into: log)
    }

    /// A matcher over these rules.
    static func matcher(_ rules: [Rule], concepts: [String: [String]] = [:]) -> Matcher {
        Matcher(compile(catalog(rules, concepts: concepts)))
    }

    private static func answer(_ id: AnswerID) -> Answer {
        let day = CivilDate(daysSince1970: 20_780)
        return Answer(
            id: id, title: "", cites: [], reviewed: day, reviewBy: day.next, sensitivity: .public, next: [], short: "",
            sections: [], placeholders: [], location: place)
    }

    private static func words(_ sources: [String]) -> [Keyword] {
        sources.compactMap { Keyword($0, at: place, into: FindingLog()) }
    }

    private static func located(_ texts: [String]) -> [Located<String>] { texts.map { Located($0, at: place) } }
}

/// The catalog that the project ships.
enum ShippedCatalog {
    static let catalog: Catalog = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let folders = ["intents", "faq"].map { root.appending(path: $0).path(percentEncoded: false) }
        return CatalogLoader(intents: folders[0], faq: folders[1]).load(into: FindingLog())
    }()

    static let compiled = CatalogFixture.compile(catalog)
}

extension CompiledCatalog {
    /// For each topic how like a normalised text is to it.
    func topicSums(_ scalars: [UInt32]) -> [Float] {
        var sums = Buffer<Float>(repeating: 0, count: topicLikeness.topicCount)
        topicLikeness.gather(Buffer(scalars), Buffer(pairs.numbers(of: scalars)), into: &sums)
        return sums.array
    }
}
