import Content
import Domain
import TestSupport
import Testing

@testable import Understanding

struct CharacterPairsTests {
    private let pairs = CatalogFixture.compile(
        CatalogFixture.catalog([
            CatalogFixture.rule("dog", .intent(topic: "animals", answer: "a"), examples: ["狗咬人,赔钱"])
        ])
    ).pairs

    private func numbers(_ text: String) -> [Int32] { pairs.numbers(of: text.unicodeScalars.map(\.value)) }

    @Test func `pairs are numbered in the order of the texts`() {
        #expect(numbers("狗咬人,赔钱") == [-2, 0, 1, -2, -2, 2])
    }

    @Test(arguments: [
        ("", []), ("狗", [-2]), ("人咬狗", [-2, -1, -1]), ("人赔", [-2, -1]), ("咬人 咬人", [-2, 1, -2, -2, 1]),
    ])
    func `what no text holds is unknown, and a mark parts`(_ text: String, _ wanted: [Int32]) {
        #expect(numbers(text) == wanted)
    }

    @Test func `a filter never denies what was put in, and lets little else pass`() {
        var chance = SeededGenerator(seed: 5)
        var filter = PairFilter(capacity: 2_000)
        let known = (0..<2_000).map { _ in
            (UInt32.random(in: 0x4E00...0x9FFF, using: &chance), UInt32.random(in: 0x4E00...0x9FFF, using: &chance))
        }
        for (first, second) in known { filter.insert(first, second) }
        #expect(known.allSatisfy { filter.mayContain($0, $1) })

        let passing = (0..<10_000).count { _ in
            filter.mayContain(
                UInt32.random(in: 0x4E00...0x9FFF, using: &chance), UInt32.random(in: 0x4E00...0x9FFF, using: &chance))
        }
        #expect(passing < 1_000)
    }
}
