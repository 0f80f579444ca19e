/// Which pairs of numbers may be in a set: Bloom's filter (CACM 13:7, 1970) with one hash. It never denies a pair that
/// is there; of those that are not it lets about one in twenty pass.
struct PairFilter: Sendable {
    private var words: [UInt64]
    private let shift: UInt64

    /// Starts empty, with sixteen bits or more for each of so many pairs.
    init(capacity: Int) {
        var bits: UInt64 = 10
        while 1 << bits < capacity * 16 { bits += 1 }
        shift = 64 - bits
        words = [UInt64](repeating: 0, count: 1 << (bits - 6))
    }

    mutating func insert(_ first: UInt32, _ second: UInt32) {
        let place = place(first, second)
        words[Int(place >> 6)] |= 1 << (place & 63)
    }

    @inline(__always)
    func mayContain(_ first: UInt32, _ second: UInt32) -> Bool {
        let place = place(first, second)
        return words[Int(place >> 6)] & 1 << (place & 63) != 0
    }

    /// Fibonacci hashing: the golden ratio's bits, the product's highest ones.
    @inline(__always)
    private func place(_ first: UInt32, _ second: UInt32) -> UInt64 {
        ((UInt64(first) << 32 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15) >> shift
    }
}
