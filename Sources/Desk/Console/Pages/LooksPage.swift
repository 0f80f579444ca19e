import Domain
import Store

extension ConsolePage {
    /// Who looked at which case.
    package static let looks = ConsolePage(.looks, "查看记录", for: .wholeDistrict) { request in
        let (rows, total) = try await request.database.looks(
            in: request.query.span, by: request.query["viewer"], offset: request.query.offset, limit: 50)
        let ways: [CaseAccess.Way: String] = [.link: "链接", .console: "后台", .export: "导出"]
        return ConsoleSheet(
            "查看记录", lead: "谁在什么时候看过哪一件。", filters: request.days,
            [
                .table(
                    ConsoleTable(
                        columns: ["时间", "谁", "方式", "件号"],
                        rows.map { row in
                            [
                                ConsoleTable.Cell(row.access.at.listText), .init(request.looker(row.access.viewer)),
                                .init(ways[row.access.way] ?? ""),
                                .init("\(row.number)", to: "\(Path.cases.text)/\(row.number)"),
                            ]
                        }, window: request.window(total)))
            ])
    }
}
