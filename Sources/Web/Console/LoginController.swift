import Desk
import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOPosix

/// `/console/login` and `/console/logout`: who comes in, and out again.
struct LoginController: Sendable {
    let reception: Reception
    let pages: Pages
    /// Whether browsers reach the console by https, and may be told to keep the cookie to it.
    let isSecure: Bool

    /// Where it is.
    static let path = "/console/login"
    /// The cookie that holds a session's token.
    static let cookie = "counsel_session"

    func addRoutes(to router: Router<WebContext>) {
        router.get(RouterPath(Self.path)) { _, _ in page() }
        router.post(RouterPath(Self.path)) { request, context in
            await pages.orApology(context) { try await enter(request, context) }
        }
        router.post("/console/logout") { request, context in
            await pages.orApology(context) { try await leave(request) }
        }
    }

    private struct Model {
        let seal: String
        let problem: String?
        let user: String
    }

    private func page(_ problem: String? = nil, user: String = "", status: HTTPResponse.Status = .ok) -> Response {
        pages.page(
            "login", title: "登录",
            Model(seal: reception.seal.value("login", for: "anyone", at: reception.now), problem: problem, user: user),
            status: status)
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let form: Form
        do {
            form = try await Form(request)
        } catch {
            return pages.badForm(error)
        }
        guard reception.seal.accepts(form["seal"] ?? "", "login", for: "anyone", at: reception.now) else {
            return page("页面放得太久了，请再登录一次。", user: form["user"] ?? "", status: .forbidden)
        }
        let name = form["user"] ?? ""
        let password = form["password"] ?? ""
        switch try await reception.begin(name, from: context.caller(of: request)) {
        case .tooMany(let minutes):
            context.logger.warning("too many attempts to log in")
            return page("试得太多了，请过\(minutes)分钟再试。", user: name, status: .tooManyRequests)
        case .begun(let attempt):
            // Trying a password is work: not on the threads that serve messages.
            let isRight = try await NIOThreadPool.singleton.runIfActive { [reception] in
                try reception.check(name, password)
            }
            guard isRight else { return page("用户名或者密码不对。", user: name, status: .unauthorized) }
            let token = try await reception.enter(name, attempt: attempt)
            var response = pages.redirect(to: ConsolePage.Path.today.text)
            response.headers[.setCookie] = cookie(token, seconds: Reception.hours * 3_600)
            return response
        }
    }

    private func leave(_ request: Request) async throws -> Response {
        guard let token = request.cookies[Self.cookie]?.value, let visit = try await reception.visit(token) else {
            return pages.redirect(to: Self.path)
        }
        let form: Form
        do {
            form = try await Form(request)
        } catch {
            return pages.badForm(error)
        }
        guard
            reception.seal.accepts(form["seal"] ?? "", ConsoleController.purpose, for: visit.key, at: reception.now)
        else { return pages.staleForm }
        try await reception.leave(visit)
        var response = pages.redirect(to: Self.path)
        response.headers[.setCookie] = cookie("", seconds: 0)
        return response
    }

    private func cookie(_ token: String, seconds: Int) -> String {
        "\(Self.cookie)=\(token); Path=/console; Max-Age=\(seconds); HttpOnly; SameSite=Lax"
            + (isSecure ? "; Secure" : "")
    }
}

extension WebContext {
    /// The address that calls; behind a proxy on this machine, the one that the proxy saw.
    func caller(of request: Request) -> String {
        let address = remoteAddress?.ipAddress ?? ""
        guard isLoopback, let name = HTTPField.Name("X-Forwarded-For"), let chain = request.headers[name],
            let last = chain.split(separator: ",").last
        else { return address }
        return String(last.trimmed.prefix(64))
    }
}
