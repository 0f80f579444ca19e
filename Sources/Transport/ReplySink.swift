/// Where libcurl's callbacks leave what arrives for one exchange, within limits.
final class ReplySink {
    /// The body so far.
    private(set) var body: [UInt8] = []
    /// Whether more arrived than was allowed.
    private(set) var hasOverflowed = false
    /// Whether the empty line after the header fields came; libcurl takes a head that is cut off for a reply.
    private(set) var hasWholeHead = false
    /// Whether an address was refused that the name led to.
    var hasRefusedAddress = false

    private var headerBytes = 0
    private let maximumBodyBytes: Int
    private let maximumHeaderBytes: Int

    /// An empty sink for one exchange.
    init(within limits: TransportLimits) {
        maximumBodyBytes = limits.maximumReplyBytes
        maximumHeaderBytes = limits.maximumHeaderBytes
    }

    /// Takes bytes of the body; false ends the transfer.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= maximumBodyBytes - body.count else { return overflow() }
        body.append(contentsOf: bytes)
        return true
    }

    /// Takes a header line; false ends the transfer. Only counted, since a reply could also be all header.
    func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.count <= maximumHeaderBytes - headerBytes else { return overflow() }
        headerBytes += line.count
        if line.starts(with: "HTTP/".utf8) {
            hasWholeHead = false  // a final reply may come after a "100 Continue"
        } else if line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8) {
            hasWholeHead = true
        }
        return true
    }

    private func overflow() -> Bool {
        hasOverflowed = true
        return false
    }
}
