/// (number, number) → number from 0, by open addressing at most half full: what a trie's edges and pairs of
/// characters are looked up in.
struct PairTable: Sendable {
    private struct Slot: Sendable {
        var first: UInt32 = 0
        var second: UInt32 = 0
        /// -1 where nothing is.
        var value: Int32 = -1

        @inline(__always)
        func holds(_ first: UInt32, _ second: UInt32) -> Bool { self.first == first && self.second == second }
    }

    private var slots: [Slot]
    private var mask: Int
    private var count = 0

    /// Starts empty, with room for so many before it grows.
    init(capacity: Int = 8) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        mask = size - 1
    }

    /// The pair's number, -1 for none.
    @inline(__always)
    subscript(first: UInt32, second: UInt32) -> Int32 {
        var place = Self.hash(first, second) & mask
        while true {
            let slot = slots[place]
            if slot.holds(first, second) || slot.value < 0 { return slot.value }
            place = (place + 1) & mask
        }
    }

    /// Gives a pair a number from 0; a pair that has one gets the new one.
    mutating func set(_ first: UInt32, _ second: UInt32, to value: Int32) {
        precondition(value >= 0)
        if (count + 1) * 2 > slots.count { grow() }
        insert(Slot(first: first, second: second, value: value))
    }

    private mutating func insert(_ slot: Slot) {
        var place = Self.hash(slot.first, slot.second) & mask
        while slots[place].value >= 0, !slots[place].holds(slot.first, slot.second) { place = (place + 1) & mask }
        if slots[place].value < 0 { count += 1 }
        slots[place] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        mask = slots.count - 1
        count = 0
        for slot in old where slot.value >= 0 { insert(slot) }
    }

    /// Fibonacci hashing: the golden ratio's bits, the product's upper half.
    @inline(__always)
    private static func hash(_ first: UInt32, _ second: UInt32) -> Int {
        Int(((UInt64(first) << 32 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
