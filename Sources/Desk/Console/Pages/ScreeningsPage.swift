import Content
import Domain
import Store

extension ConsolePage {
    /// The rounds of looking for disputes, one a row: done, missed, or still to come.
    package static let screenings = ConsolePage(
        .screenings, "排查",
        act: { request, form in
            guard let id = form["screening"].flatMap({ Int64($0) }) else { return "没有说是哪一次。" }
            var filter = request.screenings
            filter.limit = 10_000
            filter.offset = 0
            guard try await request.database.screenings(filter).contains(where: { $0.id == id }) else {
                return "没有这一次排查。"
            }
            let done = InboundEffects.ScreeningDone(id, found: 0, person: "@\(request.viewer.user)")
            return try await request.database.finish(done, at: request.now) ? nil : "没有这一次排查。"
        },
        sheet: { request in
            let filter = request.screenings
            let plan = ScreeningPlan(request.directory)
            let total = try await request.database.screeningCount(filter)
            let rows = try await request.database.screenings(filter).map { round in
                screeningCells(round, filter.state(of: round), plan, request)
            }
            var figures: [ConsoleSheet.Figure] = []
            for (state, name) in [(nil, "应排查"), (.done, "已排查"), (.missed, "过了日子没排查"), (.open, "还没到期")]
                as [(ScreeningFilter.State?, String)]
            {
                var counted = filter
                counted.state = state
                let fields = request.query.fields.filter { ["township", "village", "level"].contains($0.key) }
                let href = ConsoleQuery.address(
                    Path.screenings.text,
                    fields.map { ($0.key, $0.value) } + [
                        ("from", "\(request.query.from)"), ("to", "\(request.query.to)"),
                        ("state", state?.rawValue ?? ""),
                    ])
                figures.append(
                    ConsoleSheet.Figure(
                        name: name, number: try await request.database.screeningCount(counted), href: href,
                        isBad: state == .missed))
            }
            return ConsoleSheet(
                "矛盾纠纷排查", lead: "村每周、乡镇每半月、区每月。发现了纠纷的，请在私聊里发：已排查 村名 发现2起 什么纠纷。",
                filters: request.days + request.places + [
                    request.choice("level", "层级", ScreeningLevel.allCases.map { ($0.rawValue, $0.name) }),
                    request.choice("state", "情况", [("done", "已排查"), ("missed", "过了日子没排查"), ("open", "还没到期")]),
                ],
                [
                    .figures(figures),
                    .table(
                        ConsoleTable(
                            columns: ["层级", "地方", "日子", "谁来排查", "情况", "发现几起", "说明", "办法"], rows,
                            empty: "没有排查任务。", window: request.window(total))),
                ])
        })

    private static func screeningCells(
        _ round: Screening, _ state: ScreeningFilter.State, _ plan: ScreeningPlan, _ request: ConsoleRequest
    ) -> [ConsoleTable.Cell] {
        let words: String
        switch state {
        case .done: words = round.doneAt.map { "\($0.chinaDate) 排查" } ?? ""
        case .missed: words = "没有排查"
        case .open: words = "还没到期"
        }
        let button = ConsoleButton("已排查，没有发现", ["screening": "\(round.id ?? 0)"])
        return [
            ConsoleTable.Cell(round.level.name), .init(plan.name(round)),
            .init("\(round.period.lowerBound) 到 \(round.period.upperBound)"), .init(request.name(round.person)),
            .init(words), .init(round.found.map { "\($0)" } ?? ""), .init(round.note ?? ""),
            .init(state == .done ? [] : [button]),
        ]
    }
}
