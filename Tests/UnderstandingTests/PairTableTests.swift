import TestSupport
import Testing

@testable import Understanding

struct PairTableTests {
    @Test func `it holds what a dictionary holds, however far it grows`() {
        var chance = SeededGenerator(seed: 3)
        var table = PairTable()
        var wanted: [[UInt32]: Int32] = [:]
        for _ in 0..<5_000 {
            let pair = [UInt32.random(in: 0...60, using: &chance), UInt32.random(in: 0...60, using: &chance)]
            let number = Int32.random(in: 0...9, using: &chance)
            table.set(pair[0], pair[1], to: number)
            wanted[pair] = number
        }
        for first in UInt32(0)...61 {
            for second in UInt32(0)...61 { #expect(table[first, second] == wanted[[first, second]] ?? -1) }
        }
    }

    @Test func `extreme numbers are pairs like others`() {
        var table = PairTable()
        #expect(table[0, 0] == -1 && table[.max, .max] == -1)
        table.set(0, 0, to: 0)
        table.set(.max, .max, to: .max)
        #expect(table[0, 0] == 0 && table[.max, .max] == .max && table[0, .max] == -1)
    }
}
