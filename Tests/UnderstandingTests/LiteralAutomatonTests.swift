import TestSupport
import Testing

@testable import Understanding

struct LiteralAutomatonTests {
    /// One place of one literal.
    private struct Place: Hashable, Comparable {
        let literal: Int
        let start: Int
        let end: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.end, left.start, left.literal) < (right.end, right.start, right.literal)
        }
    }

    private func scanned(_ literals: [[UInt32]], _ text: [UInt32]) -> [Place] {
        var found: [Place] = []
        LiteralAutomaton(literals).scan(Buffer(text)) { found.append(Place(literal: $0, start: $1, end: $2)) }
        return found
    }

    private func searched(_ literals: [[UInt32]], _ text: [UInt32]) -> [Place] {
        literals.enumerated().flatMap { number, literal in
            guard literal.count <= text.count else { return [Place]() }
            return (0...(text.count - literal.count)).compactMap { start in
                let end = start + literal.count
                return text[start..<end].elementsEqual(literal) ? Place(literal: number, start: start, end: end) : nil
            }
        }.sorted()
    }

    @Test(arguments: [
        (["he", "she", "his", "hers"], "ushers"), (["a", "aa", "aaa"], "aaaa"), (["离婚", "婚", "离婚协议"], "离婚协议书"),
        (["ab", "bc", "abc", "c"], "abcabc"), (["x"], ""), ([], "abc"), (["abcd"], "abc"), (["😀a", "a😀"], "a😀a"),
    ])
    func `every place of every literal is found`(_ literals: [String], _ text: String) {
        let literals = literals.map { $0.unicodeScalars.map(\.value) }
        let text = text.unicodeScalars.map(\.value)

        #expect(scanned(literals, text).sorted() == searched(literals, text))
    }

    @Test func `it finds what a naive search finds`() {
        var chance = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            let alphabet = (0..<Int.random(in: 1...3, using: &chance)).map { UInt32($0) * 0xFFF0 + 0x61 }
            func word(_ lengths: ClosedRange<Int>) -> [UInt32] {
                (0..<Int.random(in: lengths, using: &chance)).compactMap { _ in alphabet.randomElement(using: &chance) }
            }
            let literals = Array(Set((0..<Int.random(in: 1...8, using: &chance)).map { _ in word(1...5) })).sorted {
                $0.lexicographicallyPrecedes($1)
            }
            let text = word(0...40)
            let found = scanned(literals, text)

            #expect(found.sorted() == searched(literals, text))
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.end <= $1.end })
        }
    }
}
