package import Content
import Domain

/// A catalog of any size whose words are as rare as those of a real one, spread over as many topics as the taxonomy has;
/// more intents are more of each topic.
package struct SyntheticCatalog {
    /// The catalog.
    package let catalog: Catalog
    /// The same rules as patterns, one way of writing each.
    package let patterns: [String]
    /// Messages that each mean one of the intents.
    package let messages: [String]

    private static let topics = 77

    /// Makes so many intents and messages; the same numbers give the same catalog.
    package init(intents: Int, messages count: Int) {
        var chance = SplitMix(seed: UInt64(intents))
        let log = FindingLog()
        let words = (0..<intents * 6).map { _ in Self.word(&chance) }
        var catalog = Catalog()
        var patterns: [String] = []
        let start = Location(path: "synthetic")
        for number in 0..<intents {
            let pick = { words[(number * 6 + $0) % words.count] }
            let sources = ["\(pick(0)) + \(pick(1))", "\(pick(2)) + \(pick(3))", pick(4) + pick(5)]
            let pattern = "\(pick(0)).{0,8}\(pick(2))"
            catalog.rules.append(
                Rule(
                    id: "synthetic.i\(number)", name: "意图\(number)",
                    meaning: .intent(
                        topic: TopicID("synthetic.\(number % Self.topics)"), answer: AnswerID("a/\(number)")),
                    keywords: sources.compactMap { Keyword($0, at: start, into: log) },
                    patterns: [Located(pattern, at: start)], not: [],
                    examples: [Located("\(pick(0))怎么\(pick(1))\(pick(2))", at: start)], counterexamples: [],
                    location: start))
            catalog.answers[AnswerID("a/\(number)")] = Self.answer(number)
            patterns.append(pattern)
            patterns += [
                "\(pick(0)).*\(pick(1))|\(pick(1)).*\(pick(0))", "\(pick(2)).*\(pick(3))|\(pick(3)).*\(pick(2))",
                sources[2],
            ]
        }
        self.catalog = catalog
        self.patterns = patterns
        messages = (0..<count).map { _ in
            let number = Int(chance.next() % UInt64(intents))
            let own = (0..<3).map { words[number * 6 + $0] }
            return own[0] + Self.word(&chance) + "怎么" + own[1] + Self.word(&chance) + Self.word(&chance) + own[2]
                + Self.word(&chance) + "呢"
        }
    }

    private static func answer(_ number: Int) -> Answer {
        Answer(
            id: AnswerID("a/\(number)"), title: "答案\(number)", cites: [], reviewed: CivilDate(daysSince1970: 20_000),
            reviewBy: CivilDate(daysSince1970: 40_000), sensitivity: .public, next: [], short: "短答", sections: [],
            placeholders: [], location: Location(path: "synthetic"))
    }

    /// Two or three of the 3,000 commonest ideographs' block.
    private static func word(_ chance: inout SplitMix) -> String {
        let length = chance.next() % 4 == 0 ? 3 : 2
        var view = String.UnicodeScalarView()
        for _ in 0..<length {
            if let scalar = Unicode.Scalar(UInt32(0x4E00 + chance.next() % 3_000)) { view.append(scalar) }
        }
        return String(view)
    }
}

/// Chance that comes out the same in every run.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
