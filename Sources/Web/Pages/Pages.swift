import Desk
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers with pages: each carries the headers that keep it private and keep foreign scripts out.
struct Pages: Sendable {
    private let library = PageLibrary()

    /// A page from a template.
    func page(_ name: String, title: String, _ model: Any, status: HTTPResponse.Status = .ok) -> Response {
        html(library.render(name, title: title, model), status: status)
    }

    /// A page of one heading and one sentence.
    func message(_ heading: String, _ text: String, status: HTTPResponse.Status) -> Response {
        page("message", title: heading, Message(heading: heading, text: text), status: status)
    }

    /// The one page for whatever is not there, or not for this reader: it tells nobody which of the two.
    var notFound: Response {
        message("没有这个页面", "链接可能已经过期，或者不完整。请回到最近一次收到的消息里，重新点开链接。", status: .notFound)
    }

    /// The page for a form that was not made by us, or is too old.
    var staleForm: Response {
        message("页面放得太久了", "刚才填的内容没有提交。请返回上一页，刷新以后再试一次。", status: .forbidden)
    }

    /// The page for a form that cannot be read.
    func badForm(_ error: FormError) -> Response {
        switch error {
        case .tooLarge: message("内容太长了", "请返回上一页，写短一些再提交。", status: .contentTooLarge)
        case .malformed: message("表单不对", "请返回上一页，刷新以后再试一次。", status: .badRequest)
        }
    }

    /// A file to keep, not to show.
    func file(_ name: String, type: String, _ text: String) -> Response {
        file(name, type: type, .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// A file that comes piece by piece; one that breaks off ends the connection, so that nobody takes it for whole.
    func file(_ name: String, type: String, in write: @escaping ConsolePage.Writer) -> Response {
        let body = ResponseBody { writer in
            try await write { try await writer.write(ByteBuffer(string: $0)) }
            try await writer.finish(nil)
        }
        return file(name, type: type, body)
    }

    private func file(_ name: String, type: String, _ body: ResponseBody) -> Response {
        var headers = Self.headers
        headers[.contentType] = type
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "file"
        headers[.contentDisposition] = "attachment; filename*=UTF-8''\(encoded)"
        return Response(status: .ok, headers: headers, body: body)
    }

    /// Sends the browser on with GET, so that going back or reloading repeats nothing.
    func redirect(to path: String) -> Response {
        var headers = Self.headers
        headers[.location] = path
        return Response(status: .seeOther, headers: headers)
    }

    /// The style sheet, under an address that changes with it.
    func addRoutes(to router: Router<WebContext>) {
        router.get(RouterPath(PageLibrary.stylePath)) { _, _ in
            var headers = HTTPFields()
            headers[.contentType] = "text/css; charset=utf-8"
            headers[.cacheControl] = "public, max-age=31536000, immutable"
            headers[.xContentTypeOptions] = "nosniff"
            return Response(
                status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: PageLibrary.style)))
        }
    }

    private func html(_ text: String, status: HTTPResponse.Status) -> Response {
        var headers = Self.headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private struct Message {
        let heading: String
        let text: String
    }

    /// What every page is sent with: no scripts at all, no frames, nothing kept, no address told to others.
    static let headers: HTTPFields = {
        var headers = HTTPFields()
        headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
            + "base-uri 'none'"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = "no-store"
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"), ("X-Robots-Tag", "noindex, nofollow"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }()
}
