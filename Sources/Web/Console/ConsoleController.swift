import Desk
import Domain
import HTTPTypes
import Hummingbird

/// `/console/…`: the bureau's and offices' pages; nobody sees one without a session, nor more than their villages.
struct ConsoleController: Sendable {
    let reception: Reception
    let desk: ConsoleDesk
    let pages: Pages

    func addRoutes(to router: Router<WebContext>) {
        for page in ConsoleMenu.pages {
            let path = RouterPath(page.path.text + (page.hasSubject ? "/:subject" : ""))
            router.get(path) { request, context in
                await pages.orApology(context) { try await show(page, request, context) }
            }
            if page.takesForms {
                router.post(path) { request, context in
                    await pages.orApology(context) { try await act(page, request, context) }
                }
            }
        }
        router.get("/console/**") { _, _ in pages.notFound }
    }

    private func show(_ page: ConsolePage, _ request: Request, _ context: WebContext) async throws -> Response {
        guard let visit = try await visit(request) else { return pages.redirect(to: LoginController.path) }
        let call = Call(request, context)
        return try await answer(page, visit, call)
    }

    private func answer(
        _ page: ConsolePage, _ visit: Reception.Visit, _ call: Call, problem: String? = nil
    ) async throws -> Response {
        let content = try await desk.content(of: page, for: visit.viewer, subject: call.subject, call.fields)
        switch content {
        case nil: return pages.notFound
        case .file(let name, let type, let text): return pages.file(name, type: type, text)
        case .rows(let name, let type, let write): return pages.file(name, type: type, in: write)
        case .sheet(let sheet):
            let frame = ConsoleFrame(
                page, visit, seal: reception.seal.value(Self.purpose, for: visit.key, at: reception.now))
            let model = SheetModel(
                sheet, frame, path: call.path, fields: call.fields, mayAct: visit.viewer.role.mayAct,
                isDone: call.fields[Call.done] != nil, problem: problem)
            return pages.page("sheet", title: sheet.heading, model, status: problem == nil ? .ok : .conflict)
        }
    }

    private func act(_ page: ConsolePage, _ request: Request, _ context: WebContext) async throws -> Response {
        guard let visit = try await visit(request) else { return pages.redirect(to: LoginController.path) }
        let form: Form
        do {
            form = try await Form(request)
        } catch {
            return pages.badForm(error)
        }
        guard reception.seal.accepts(form["seal"] ?? "", Self.purpose, for: visit.key, at: reception.now) else {
            return pages.staleForm
        }
        let call = Call(request, context)
        let outcome = try await desk.act(
            on: page, for: visit.viewer, subject: call.subject, call.fields, form: form.all)
        switch outcome {
        case .forbidden: return pages.notFound
        case .refused(let reason): return try await answer(page, visit, call, problem: reason)
        case .done:
            let fields = call.fields.map { ($0.key, $0.value) } + [(Call.done, "1")]
            return pages.redirect(to: ConsoleQuery.address(call.path, fields))
        }
    }

    private func visit(_ request: Request) async throws -> Reception.Visit? {
        guard let token = request.cookies[LoginController.cookie]?.value else { return nil }
        return try await reception.visit(token)
    }

    /// To what the console's forms are bound besides the session.
    static let purpose = "console"

    /// What the address of a request says.
    private struct Call {
        static let done = "done"

        let path: String
        let subject: String
        let fields: [String: String]

        init(_ request: Request, _ context: WebContext) {
            path = request.uri.path
            subject = context.parameters.get("subject") ?? ""
            var fields: [String: String] = [:]
            for (key, value) in request.uri.queryParameters where fields[String(key)] == nil {
                fields[String(key)] = String(value)
            }
            self.fields = fields
        }
    }
}
