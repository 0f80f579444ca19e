/// PKCS#7 padding (RFC 5652, 6.3), whose every byte says how many there are.
package struct BlockPadding: Sendable {
    private let block: Int

    /// Takes the size of a block in bytes, 1…255; platforms use 16 and 32.
    package init(block: Int) { self.block = min(max(block, 1), 255) }

    /// The bytes filled up to whole blocks; bytes that fill theirs already get a block more.
    package func padded(_ bytes: [UInt8]) -> [UInt8] {
        let count = block - bytes.count % block
        return bytes + [UInt8](repeating: UInt8(count), count: count)
    }

    /// The bytes without their padding; nil when its bytes differ, or are none, or more than a block or than there is.
    package func unpadded(_ bytes: [UInt8]) -> [UInt8]? {
        guard let last = bytes.last, last > 0, last <= block, Int(last) <= bytes.count else { return nil }
        guard bytes.suffix(Int(last)).allSatisfy({ $0 == last }) else { return nil }
        return Array(bytes.dropLast(Int(last)))
    }
}
