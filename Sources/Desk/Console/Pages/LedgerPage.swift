import Domain
import Store

extension ConsolePage {
    /// What advisers did for the villages outside the cases, one record a row.
    package static let ledger = ConsolePage(.ledger, "服务台账") { request in
        let filter = request.services
        let totals = try await request.database.serviceTotals(filter)
        let rows = try await request.database.serviceRecords(filter).map { record in
            [
                ConsoleTable.Cell("\(record.day)"), .init(request.name(record.person)),
                .init(record.village.map { request.name($0) } ?? "几个村"), .init(record.kind.name),
                .init(record.duration), .init(record.title), .init(record.corrects.map { "更正第 \($0) 条" } ?? ""),
            ]
        }
        return ConsoleSheet(
            "服务台账", lead: "一共 \(totals.records) 次，\(totals.minutes / 60) 小时 \(totals.minutes % 60) 分。更正过的只算更正后的。",
            filters: request.days + request.places + [
                request.choice("kind", "种类", ServiceRecord.Kind.allCases.map { ($0.rawValue, $0.name) })
            ] + request.kept("person"),
            [
                .table(
                    ConsoleTable(
                        columns: ["日期", "谁", "村（社区）", "种类", "时长", "题目", "更正"], rows,
                        window: request.window(totals.records, limit: filter.limit)))
            ])
    }
}
