/// A request that we want made.
package struct HTTPCall: Hashable, Sendable {
    /// The HTTP method.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// How to ask.
    package var method: Method
    /// The whole address, http or https; it may hold a secret and is never logged.
    package var url: String
    /// Header fields in order.
    package var headers: [Header]
    /// What to send.
    package var body: [UInt8]
    /// Milliseconds until the exchange is given up, connecting included.
    package var timeoutMilliseconds: Int

    /// One header field.
    package struct Header: Hashable, Sendable {
        /// The field's name.
        package let name: String
        /// The field's value, without line breaks.
        package let value: String

        /// Takes name and value.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Takes the parts of a request.
    package init(
        _ method: Method = .post, url: String, headers: [Header] = [], body: [UInt8] = [],
        timeoutMilliseconds: Int = 10_000
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutMilliseconds = timeoutMilliseconds
    }
}

/// An answer over HTTP, ours or somebody else's.
package struct HTTPReply: Hashable, Sendable {
    /// The status code, 100…599.
    package var status: Int
    /// The media type of the body, nil when there is none to name.
    package var contentType: String?
    /// Seconds that the caller should wait, from or for `Retry-After`.
    package var retryAfterSeconds: Int?
    /// The body.
    package var body: [UInt8]

    /// Takes the parts of an answer.
    package init(status: Int, contentType: String? = nil, retryAfterSeconds: Int? = nil, body: [UInt8] = []) {
        self.status = status
        self.contentType = contentType
        self.retryAfterSeconds = retryAfterSeconds
        self.body = body
    }

    /// An answer whose body is JSON text.
    package static func json(_ status: Int = 200, _ body: [UInt8]) -> HTTPReply {
        HTTPReply(status: status, contentType: "application/json; charset=utf-8", body: body)
    }
}

/// The way out: whoever can make a request for us.
package protocol HTTPTransport: Sendable {
    /// Makes the exchange; any HTTP status is an answer, only a missing answer is an error.
    func send(_ call: HTTPCall) async throws(TransportError) -> HTTPReply
}

/// Why no answer came; holds nothing of the request, so that it can be logged.
package struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The class of failure, which is also the metric label.
    package enum Code: String, Sendable {
        case badURL = "bad-url"
        case resolve, connect, tls, timeout, tooLarge = "too-large", refusedRedirect = "refused-redirect"
        case interrupted, shutdown, other
    }

    /// The class of failure.
    package let code: Code
    /// The library's own short words for it.
    package let detail: String

    /// Takes class and words.
    package init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// Class and words.
    package var description: String { detail.isEmpty ? code.rawValue : "\(code.rawValue): \(detail)" }
}
