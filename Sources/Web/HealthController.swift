import Desk
import Domain
import Hummingbird

/// `GET /healthz`, `/readyz` and `/metrics`: alive, able to serve, and how much of what.
struct HealthController: Sendable {
    let office: Office

    func addRoutes(to router: Router<WebContext>) {
        router.get("/healthz") { _, _ in HTTPReply.text("ok\n").response }
        router.get("/readyz") { _, _ in await ready().response }
        router.get("/metrics") { _, _ in
            HTTPReply(
                status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8",
                body: Array(await office.metrics().utf8)
            ).response
        }
    }

    /// One line a condition, `ok` or `fail`; 503 when any fails.
    private func ready() async -> HTTPReply {
        let conditions = await office.conditions()
        let lines = conditions.map { "\($0.name): \($0.failure.map { "fail, \($0)" } ?? "ok")\n" }
        return .text(lines.joined(), status: conditions.allSatisfy { $0.failure == nil } ? 200 : 503)
    }
}
