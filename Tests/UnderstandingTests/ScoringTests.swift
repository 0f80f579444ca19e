import Domain
import Testing

@testable import Understanding

struct ScoringTests {
    @Test func `more bits never make a lower score`() {
        let scores = stride(from: 0.0, through: 200, by: 0.5).map(Scoring.squeeze)

        #expect(scores.first == 0)
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 || $1 > 0.9999 })
        #expect(scores.allSatisfy { (0...1).contains($0) })
    }

    @Test(arguments: [1, 2, 10, 300, 3_000])
    func `a rarer word tells more, and one that all use next to nothing`(_ count: Int) {
        let weights = (1...count).map { Scoring.weight(users: $0, of: count) }

        #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 > $1 })
        #expect(weights.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(Scoring.weight(users: 0, of: count) == 0)
    }

    @Test func `more evidence never makes a lower score`() throws {
        let matcher = CatalogFixture.matcher([
            CatalogFixture.intent("wages", keywords: ["老板", "工资", "拖欠"], patterns: ["拖欠.{0,4}工资"]),
            CatalogFixture.intent("other", keywords: ["合同"]),
        ])
        let scores = ["老板", "老板工资", "老板工资拖欠", "老板拖欠工资"].compactMap {
            matcher.interpret($0).candidates.first?.score
        }

        #expect(scores.count == 4)
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `a word said twice, or again inside a longer one, counts once`() throws {
        let once = CatalogFixture.matcher([CatalogFixture.intent("a", keywords: ["离婚协议"])])
        let twice = CatalogFixture.matcher([CatalogFixture.intent("a", keywords: ["离婚协议 + 离婚"])])
        let best = try #require(once.interpret("离婚协议").candidates.first)

        #expect(once.interpret("离婚协议，离婚协议").candidates.first?.score == best.score)
        #expect(twice.interpret("离婚协议").candidates.first?.score == best.score)
    }
}
