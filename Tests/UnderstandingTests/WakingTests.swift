import Content
import Domain
import Testing

@testable import Understanding

/// What matching costs: the clauses that a message wakes, not the clauses that there are.
struct WakingTests {
    private static let count = 3_000

    /// Three thousand intents that share words in many ways, each with a word of its own.
    private static let compiled = CatalogFixture.compile(
        CatalogFixture.catalog(
            (0..<count).map { number in
                CatalogFixture.intent(
                    "intent-\(number)", keywords: ["离婚 + \(word(number))", "\(word(number)) + {spouse}"],
                    patterns: ["离婚.{0,9}\(word(number))"], not: ["贷款 + \(word(number))"])
            }, concepts: ["spouse": ["老公", "老婆"]]))

    /// Two rare characters that together belong to one intent alone.
    private static func word(_ number: Int) -> String {
        var view = String.UnicodeScalarView()
        for value in [0x6000 + number / 60, 0x7000 + number % 60] {
            if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        return String(view)
    }

    private func awake(_ text: String) -> Int {
        Self.compiled.clausesAwake(in: Self.compiled.normalizer.normalize(text).scalars)
    }

    @Test func `every clause is watched at one feature, its rarest`() {
        let index = Self.compiled.index
        var uses = [Int](repeating: 0, count: index.featureCount)
        for clause in index.clauses { for feature in clause.features { uses[Int(feature)] += 1 } }
        var watched = [Int](repeating: 0, count: index.clauses.count)
        for feature in 0..<index.featureCount {
            for clause in index.clauses(at: feature) {
                watched[clause] += 1
                let rarest = index.clauses[clause].features.map { uses[Int($0)] }.min()
                #expect(uses[feature] == rarest)
            }
        }

        #expect(index.clauses.count == Self.count * 4)
        #expect(watched.allSatisfy { $0 == 1 })
    }

    @Test func `a word that all share wakes nobody`() {
        #expect(awake("我要离婚，老公贷款") == 0)
    }

    @Test func `a rare word wakes its own clauses alone`() {
        #expect(awake(Self.word(1_234)) == 4)
        #expect(awake("离婚老公贷款" + Self.word(1_234)) == 4)
        #expect(awake("离婚\(Self.word(1))和\(Self.word(2_999))") == 8)
    }

    @Test func `the right intent is found among thousands`() {
        let heard = Matcher(Self.compiled).interpret("离婚和\(Self.word(1_234))")

        #expect(heard.candidates.map(\.intent.text) == ["intent-1234"])
    }
}
