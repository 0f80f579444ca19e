import Domain

extension HTTPCall {
    /// Refuses what must not reach the wire: an address that is not http(s), or a field that could end its line.
    func check() throws(TransportError) -> Origin {
        let origin = try Origin(of: url)
        guard headers.allSatisfy(\.isSafe) else { throw TransportError(.badURL, "header field refused") }
        guard method == .post || body.isEmpty else { throw TransportError(.badURL, "a GET with a body") }
        return origin
    }
}

extension HTTPCall.Header {
    /// Whether the name is a token and the value has no control characters (RFC 9110, 5.1 and 5.5).
    fileprivate var isSafe: Bool {
        !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
