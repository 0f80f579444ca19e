/// A request as it arrived at `/webhooks/{channel}`, before anything in it is believed.
package struct WebhookEnvelope: Sendable {
    /// The HTTP method that was used.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// GET for a platform's URL check, POST for events.
    package let method: Method
    /// The query, percent-decoded once; a repeated key keeps its first value.
    package let query: [String: String]
    /// The header fields that codecs read, by lower-case name.
    package let headers: [String: String]
    /// The raw body, over which signatures are computed.
    package let body: [UInt8]

    /// Takes the parts of a request; header names must be lower-case.
    package init(
        method: Method = .post, query: [String: String] = [:], headers: [String: String] = [:], body: [UInt8]
    ) {
        self.method = method
        self.query = query
        self.headers = headers
        self.body = body
    }
}
