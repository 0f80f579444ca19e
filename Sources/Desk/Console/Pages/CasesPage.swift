import Content
import Domain
import Store

extension ConsolePage {
    /// The cases, one a row.
    package static let cases = ConsolePage(.cases, "咨询件") { request in
        let filter = request.cases
        let rows = try await request.database.caseList(filter).map { file in
            let promise = file.promise(.answer) ?? file.promise(.acknowledge) ?? file.promise(.alarm)
            let isOverdue = promise.map { $0.dueAt <= request.now } ?? false
            return [
                ConsoleTable.Cell("\(file.number)", to: "\(Path.cases.text)/\(file.number)"),
                .init(file.openedAt.listText), .init(request.name(file.village)), .init(file.summary),
                .init(request.name(file.owner)),
                .init((file.urgency == .emergency ? "紧急，" : "") + file.state.name + (isOverdue ? "，超时" : "")),
            ]
        }
        let total = try await request.database.caseCount(filter)
        return ConsoleSheet(
            "咨询件", lead: filter.opened == nil ? "所有时间开出的，没办完的都在。" : "这些天里开出的。",
            filters: (filter.opened == nil ? [] : request.days) + request.places + [
                request.choice(
                    "stage", "办到哪一步", [("open", "没办完"), ("waiting", "等接单"), ("taken", "在办"), ("closed", "已办完")]),
                request.choice("person", "谁在办", staff(request)),
                request.choice("overdue", "超时", [("1", "只看超时的")]),
                request.choice("emergency", "紧急", [("1", "只看紧急的")]),
            ] + request.kept("topic", "responded"),
            [
                .table(
                    ConsoleTable(
                        columns: ["件号", "开出", "村（社区）", "摘要", "谁在办", "办到哪一步"], rows,
                        window: request.window(total)))
            ])
    }

    /// Whoever may have a case of the viewer's villages.
    private static func staff(_ request: ConsoleRequest) -> [(value: String, name: String)] {
        let ids = Set(request.villages.flatMap { request.directory.chain(for: $0).map(\.id) })
        let known = ids.sorted().map { ($0.text, request.name($0)) }
        let wanted = request.query["person"].map { PersonID($0) }
        let gone = wanted.flatMap {
            ids.contains($0) || $0.text == ConsoleRequest.none ? nil : ($0.text, request.name($0))
        }
        return known + [gone].compactMap(\.self) + [(ConsoleRequest.none, "还没有人")]
    }
}
