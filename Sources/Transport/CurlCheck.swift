import CCurl
import Domain

/// Throws unless an easy call succeeded; Swift lets a C result be dropped silently, so each one goes through here.
func check(_ code: CURLcode) throws(TransportError) {
    guard code == CURLE_OK else { throw TransportError(code) }
}

/// Throws unless a multi call succeeded.
func check(_ code: CURLMcode) throws(TransportError) {
    guard code == CURLM_OK else { throw TransportError(.other, String(cString: curl_multi_strerror(code))) }
}

extension TransportError {
    /// A failure in libcurl's fixed words, which name neither host nor content (unlike CURLOPT_ERRORBUFFER).
    init(_ code: CURLcode) {
        self.init(Self.classes[code.rawValue] ?? .other, String(cString: curl_easy_strerror(code)))
    }

    /// libcurl-errors(3); schemes are checked before, so CURLE_UNSUPPORTED_PROTOCOL is a server that speaks no HTTP.
    private static let classes: [UInt32: Code] = {
        let codes: [Code: [CURLcode]] = [
            .badURL: [CURLE_URL_MALFORMAT],
            .resolve: [CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY],
            .connect: [CURLE_COULDNT_CONNECT],
            .timeout: [CURLE_OPERATION_TIMEDOUT],
            .tooLarge: [CURLE_FILESIZE_EXCEEDED],
            .refusedRedirect: [CURLE_TOO_MANY_REDIRECTS],
            .interrupted: [
                CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2,
                CURLE_HTTP2_STREAM,
            ],
            .tls: [
                CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CLIENTCERT,
                CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_SHUTDOWN_FAILED,
                CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED,
            ],
        ]
        return codes.reduce(into: [:]) { table, entry in
            for code in entry.value { table[code.rawValue] = entry.key }
        }
    }()
}
