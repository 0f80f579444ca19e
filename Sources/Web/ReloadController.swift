import Desk
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix

/// `POST /-/reload`: reads the files again and says what came of it.
struct ReloadController: Sendable {
    let office: Office
    let adminToken: AdminToken?

    func addRoutes(to router: Router<WebContext>) {
        router.post("/-/reload", use: reload)
    }

    @Sendable
    private func reload(_ request: Request, _ context: WebContext) async throws -> Response {
        guard mayReload(request, context) else {
            return HTTPReply.json(
                401, Array(#"{"error":{"code":"unauthorized","message":"not allowed"}}"#.utf8)
            ).response
        }
        // Reading and compiling is work: not on the threads that serve messages.
        let result = try await NIOThreadPool.singleton.runIfActive { [office] in office.reload() }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return HTTPReply.json(result.status == "reloaded" ? 200 : 422, Array(try encoder.encode(result))).response
    }

    /// With a token configured, its bearer; otherwise whoever sits on this machine and is no proxy.
    private func mayReload(_ request: Request, _ context: WebContext) -> Bool {
        if let adminToken { return adminToken.isBorne(by: request.headers[.authorization]) }
        let isProxied = request.headers.contains { $0.name.canonicalName == "x-forwarded-for" }
        return context.isLoopback && !isProxied
    }
}
