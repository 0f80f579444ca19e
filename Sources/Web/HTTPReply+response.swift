import Domain
import HTTPTypes
import Hummingbird
import NIOCore

extension HTTPReply {
    /// The reply as Hummingbird sends it.
    var response: Response {
        var headers = HTTPFields()
        if let contentType { headers[.contentType] = contentType }
        if let retryAfterSeconds { headers[.retryAfter] = "\(retryAfterSeconds)" }
        return Response(
            status: .init(code: status), headers: headers,
            body: body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The answer to a body beyond every channel's limit.
    static let tooLarge = HTTPReply.json(
        413, Array(#"{"error":{"code":"too-large","message":"the body is too large"}}"#.utf8))

    /// Plain text.
    static func text(_ text: String, status: Int = 200) -> HTTPReply {
        HTTPReply(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }
}
