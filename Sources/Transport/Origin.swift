import CCurl
import Domain

/// Scheme, host and port of an address, read by libcurl's own parser so that both see the same host (RFC 6454).
struct Origin: Hashable, Sendable {
    /// "http" or "https".
    let scheme: String
    /// The host in lower case.
    let host: String
    /// The port, the scheme's own where the address names none.
    let port: String

    /// Reads an address; throws `.badURL` for all but http and https with a host.
    init(of url: String) throws(TransportError) {
        // A NUL would end the address early on the C side, a space or line break would end it on the wire.
        guard !url.isEmpty, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw Self.refused }
        guard let parser = curl_url() else { throw TransportError(.other, "no memory for the address") }
        defer { curl_url_cleanup(parser) }

        guard curl_url_set(parser, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: parser)?.lowercased(), ["http", "https"].contains(scheme),
            let host = Self.part(CURLUPART_HOST, of: parser)?.lowercased(), !host.isEmpty,
            let port = Self.part(CURLUPART_PORT, of: parser)
        else { throw Self.refused }
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    private static func part(_ what: CURLUPart, of parser: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parser, what, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    private static let refused = TransportError(.badURL, "not an http or https address")
}
