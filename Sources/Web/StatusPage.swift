import Desk
import Domain
import Hummingbird

/// `GET /`: one page that tells a person in a browser that the bot is there.
struct StatusPage: Sendable {
    let office: Office
    let pages: Pages

    func addRoutes(to router: Router<WebContext>) {
        router.get("/") { _, _ in page() }
    }

    private struct Model {
        let intents: Int
        let villages: Int
        let digest: String
        let loaded: String
        let started: String
        let reload: String
    }

    private func page() -> Response {
        let overview = office.overview
        return pages.page(
            "status", title: "一村一法律顾问",
            Model(
                intents: overview.intents, villages: overview.villages, digest: overview.digest,
                loaded: overview.loadedAt.dayAndClock, started: overview.startedAt.dayAndClock,
                reload: overview.reloadSucceeded ? "正常" : "文件有错误，仍在用上一版"))
    }
}

extension Timestamp {
    /// `2026年11月23日 21:04`, as people in China read a moment.
    var dayAndClock: String {
        let (year, month, day) = chinaDate.parts
        return "\(year)年\(month)月\(day)日 \(clock)"
    }
}
