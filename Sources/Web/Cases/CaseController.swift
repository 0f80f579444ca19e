import Desk
import Domain
import HTTPTypes
import Hummingbird

/// `/c/{case}/{token}`: the page on an adviser's phone; a link is all it takes, and all it gives is one case.
struct CaseController: Sendable {
    let door: CaseDoor
    let pages: Pages

    func addRoutes(to router: Router<WebContext>) {
        router.get("/c/:case/:token", use: show)
        router.post("/c/:case/:token", use: act)
    }

    @Sendable
    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let (guest, view) = try await enter(context) else { return pages.notFound }
        let query = request.uri.queryParameters
        var shown = CasePage.Shown()
        shown.done = query["done"].flatMap { CasePage.Done(rawValue: String($0)) }
        if let answer = query["faq"].map({ AnswerID(String($0)) }) {
            shown.draft = door.casework.draft(answer, for: view.file)
            shown.faq = answer
        }
        return try await page(guest, view, shown)
    }

    @Sendable
    private func act(_ request: Request, _ context: WebContext) async throws -> Response {
        // Who may not come in learns nothing, whatever is in the form.
        guard let (guest, view) = try await enter(context) else { return pages.notFound }
        let form: Form
        do {
            form = try await Form(request)
        } catch {
            return pages.badForm(error)
        }
        guard door.seal.accepts(form["seal"] ?? "", purpose(guest), for: guest.token, at: door.now) else {
            return try await page(guest, view, .problem("页面放得太久了，刚才的操作没有执行，请再按一次。", form))
        }
        if form["act"] == "record" { return try await record(form, guest, view) }
        guard let action = action(form) else {
            return try await page(guest, view, .problem("还没有写内容，或者写得太长（最多\(Self.limit)字）。", form))
        }
        do {
            try await door.casework.act(action, on: guest.number, by: guest.person, seen: form.number("version"))
        } catch let refusal as CaseRefusal {
            guard let present = try await door.view(for: guest) else { return pages.notFound }
            return try await page(guest, present, .problem(text(refusal, present), form))
        }
        let done = CasePage.Done(action)
        guard try await door.view(for: guest) != nil else {
            return pages.message(done.text, "这件事现在由别人办，这个链接不再有效。", status: .ok)
        }
        return pages.redirect(to: "\(address(guest))?done=\(done.rawValue)")
    }

    /// Puts a service on record; a form sent twice is one record.
    private func record(_ form: Form, _ guest: CaseDoor.Guest, _ view: CaseView) async throws -> Response {
        guard let command = RecordForm(form, today: door.now.chinaDate).command else {
            return try await page(guest, view, .problem("服务记录没有保存：题目要写，时长最多24小时，照片要写完整的网址。", form))
        }
        let village = form["village"].map { VillageID($0) }
        let own = door.services.villages(of: guest.person).first { $0.id == village }?.id
        let source = "page/\(guest.number)/\(guest.person)/\(form["once"] ?? "")"
        _ = try await door.services.record(command, by: guest.person, in: own ?? view.file.village, source: source)
        return pages.redirect(to: "\(address(guest))?done=record")
    }

    /// The guest behind the address, and their case.
    private func enter(_ context: WebContext) async throws -> (guest: CaseDoor.Guest, view: CaseView)? {
        guard let number = context.parameters.get("case", as: Int64.self), let token = context.parameters.get("token")
        else { return nil }
        return try await door.enter(number, token)
    }

    private func page(_ guest: CaseDoor.Guest, _ view: CaseView, _ shown: CasePage.Shown) async throws -> Response {
        let model = CasePage(
            guest, view, shown, seal: door.seal.value(purpose(guest), for: guest.token, at: door.now),
            villages: door.services.villages(of: guest.person),
            records: try await door.services.records(of: guest.person), now: door.now)
        return pages.page(
            "case", title: "\(guest.number)号咨询", model, status: shown.problem == nil ? .ok : .conflict)
    }

    private func purpose(_ guest: CaseDoor.Guest) -> String { "case \(guest.number)" }

    private func address(_ guest: CaseDoor.Guest) -> String { "/c/\(guest.number)/\(guest.token)" }

    /// The most characters of an answer.
    private static let limit = 2_000

    private func action(_ form: Form) -> Casework.Action? {
        switch form["act"] {
        case "take": .take
        case "answer": form.text("answer", atMost: Self.limit).map { .answer($0) }
        case "ask": form.text("question", atMost: 500).map { .askBack($0) }
        case "hand": form["to"].map { .handOver(to: PersonID($0)) }
        case "close": .close
        case "release": .release
        case "again": .takeUp
        default: nil
        }
    }

    private func text(_ refusal: CaseRefusal, _ view: CaseView) -> String {
        switch refusal {
        case .unknown, .nothingToDo: "这一步现在做不了。"
        case .closed: "这件已经\(view.file.state.name)，刚才的操作没有执行。"
        case .taken(let person): "\(door.name(of: person))已经接了这件，刚才的操作没有执行。"
        case .notFor(let person): "不能转给\(door.name(of: person))：没有联系方式，或者需要回避。"
        case .outdated:
            "这件刚有新情况（现在：\(view.file.state.name)\(view.owner.map { "，" + $0 } ?? "")），刚才的操作没有执行。请看过再按。"
        }
    }
}
