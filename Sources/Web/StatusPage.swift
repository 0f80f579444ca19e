import Desk
import Domain
import Hummingbird
import Mustache

/// `GET /`: one page that tells a person in a browser that the bot is there.
struct StatusPage: Sendable {
    private let office: Office
    private let template: MustacheTemplate?

    init(office: Office) {
        self.office = office
        template = try? MustacheTemplate(string: Self.source)
    }

    func addRoutes(to router: Router<WebContext>) {
        router.get("/") { _, _ in page().response }
    }

    private func page() -> HTTPReply {
        let overview = office.overview
        let facts: [String: String] = [
            "intents": "\(overview.intents)", "digest": overview.digest, "villages": "\(overview.villages)",
            "loaded": overview.loadedAt.iso8601, "started": overview.startedAt.iso8601,
            "reload": overview.reloadSucceeded ? "正常" : "文件有错误，仍在用上一版",
        ]
        let html = template?.render(facts) ?? ""
        return HTTPReply(status: 200, contentType: "text/html; charset=utf-8", body: Array(html.utf8))
    }

    private static let source = """
        <!doctype html>
        <html lang="zh-CN">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>一村一法律顾问</title>
        <style>
        body { font: 18px/1.7 "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 36rem; padding: 0 1rem }
        dt { color: #666 } dd { margin: 0 0 .6rem }
        </style>
        <h1>法律小助手在值班</h1>
        <dl>
        <dt>能回答的问题</dt><dd>{{intents}} 类</dd>
        <dt>服务的村（社区）</dt><dd>{{villages}} 个</dd>
        <dt>知识版本</dt><dd>{{digest}}，{{loaded}} 载入</dd>
        <dt>最近一次重新载入</dt><dd>{{reload}}</dd>
        <dt>本次启动</dt><dd>{{started}}</dd>
        </dl>
        </html>
        """
}
