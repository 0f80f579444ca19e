import Content
import Domain
import Store

extension ConsolePage {
    /// The villages, each with its adviser, what was asked in it and what is open.
    package static let villages = ConsolePage(.villages, "村（社区）") { request in
        let counts = try await request.database.questionCountsByVillage(request.questions)
        let open = try await request.database.caseCountsByVillage(request.with(["stage": "open"]).cases)
        let shown = request.villages.filter { request.scope.contains($0.id) && !request.questions.isUnbound }
        var rows = shown.map { village in
            let id = village.id.text
            return [
                ConsoleTable.Cell(village.name), .init(request.directory.townships[village.township]?.name ?? ""),
                .init(request.directory.people[village.adviser]?.name ?? "没有顾问"),
                .init(village.groups.isEmpty ? "还没有登记群" : "\(village.groups.count) 个群"),
            ] + questionCells(counts[village.id], request, ["village": id]) + [
                ConsoleTable.Cell(
                    open[id] ?? 0, to: ConsoleQuery.address(Path.cases.text, [("village", id), ("stage", "open")]))
            ]
        }
        if let strangers = counts[nil] {
            rows.append(
                [ConsoleTable.Cell("未登记的群"), .init(""), .init(""), .init("")]
                    + questionCells(strangers, request, ["village": ConsoleRequest.none]) + [.init("")])
        }
        return ConsoleSheet(
            "村（社区）", filters: request.days + request.places,
            [
                .table(
                    ConsoleTable(
                        columns: ["村（社区）", "乡镇", "法律顾问", "群"] + questionColumns + ["没办完的件"], request.shown(rows),
                        window: request.window(rows.count)))
            ])
    }

    /// The heads above `questionCells`.
    static let questionColumns = ["提问", "小助手答的", "有人办的", "还没有人接的"]

    /// The four numbers of questions, each with the rows that it counts.
    static func questionCells(
        _ counts: QuestionCounts?, _ request: ConsoleRequest, _ more: [String: String]
    ) -> [ConsoleTable.Cell] {
        let counts = counts ?? QuestionCounts()
        func cell(_ number: Int, _ fate: String) -> ConsoleTable.Cell {
            var fields = request.query.fields.filter { ["township", "village", "topic"].contains($0.key) }
            fields.merge(more) { $1 }
            fields["from"] = "\(request.query.from)"
            fields["to"] = "\(request.query.to)"
            fields["fate"] = fate
            return ConsoleTable.Cell(
                number, to: ConsoleQuery.address(Path.questions.text, fields.map { ($0.key, $0.value) }))
        }
        return [
            cell(counts.all, ""), cell(counts.bot, "bot"), cell(counts.human, "human"),
            cell(counts.waiting, "waiting"),
        ]
    }
}
