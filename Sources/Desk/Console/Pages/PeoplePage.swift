import Content
import Domain
import Store

extension ConsolePage {
    /// The people: what they have in hand, how fast they are, and when nobody is there.
    package static let people = ConsolePage(.people, "人员") { request in
        let database = request.database
        let place = request.query.fields.filter { ["township", "village"].contains($0.key) }
        func counts(_ fields: [String: String]) async throws -> [String: Int] {
            try await database.caseCountsByOwner(request.with(place.merging(fields) { $1 }).cases)
        }
        let columns: [(name: String, fields: [String: String])] = [
            ("没办完", ["stage": "open"]), ("等接单", ["stage": "waiting"]), ("超时", ["overdue": "1"]),
        ]
        var numbers: [[String: Int]] = []
        for column in columns { numbers.append(try await counts(column.fields)) }
        let days = place.merging(["from": "\(request.query.from)", "to": "\(request.query.to)"]) { $1 }
        let responses = try await database.responses(request.with(days).cases)
        func link(_ person: String, _ fields: [String: String]) -> String {
            ConsoleQuery.address(
                Path.cases.text, place.merging(fields) { $1 }.map { ($0.key, $0.value) } + [("person", person)])
        }
        let rows = shown(request, Set(responses.keys).union(numbers.flatMap(\.keys))).map { id in
            let person = request.directory.people[PersonID(id)]
            let key = id.isEmpty ? ConsoleRequest.none : id
            let speed = responses[id] ?? ResponseFigures()
            return [
                ConsoleTable.Cell(request.name(id.isEmpty ? nil : PersonID(id))), .init(person?.hoursText ?? ""),
            ]
                + zip(columns, numbers).map { column, numbers in
                    ConsoleTable.Cell(numbers[id] ?? 0, to: link(key, column.fields))
                } + [
                    ConsoleTable.Cell(speed.cases, to: link(key, days)),
                    .init(speed.responded, to: link(key, days.merging(["responded": "1"]) { $1 })),
                    .init(speed.average.map(MonthlyReport.duration) ?? "—"),
                    .init(speed.slowest.map(MonthlyReport.duration) ?? "—"),
                ]
        }
        return ConsoleSheet(
            "人员", lead: "手上的活是现在的；收到、响应和快慢是 \(request.query.from) 到 \(request.query.to) 开出的件。",
            filters: request.days + request.places,
            [
                .table(
                    ConsoleTable(
                        columns: ["姓名", "工作时间"] + columns.map(\.name) + ["收到", "已响应", "平均多久响应", "最慢"], rows)),
                .table(gaps(request)),
            ])
    }

    /// The people on the chains of the villages that are asked for, and whoever has cases; at the end nobody.
    private static func shown(_ request: ConsoleRequest, _ busy: Set<String>) -> [String] {
        let villages = request.villages.filter { request.scope.contains($0.id) }
        let ids = Set(villages.flatMap { request.directory.chain(for: $0).map(\.id.text) }).union(busy)
        return ids.filter { !$0.isEmpty }.sorted() + (busy.contains("") ? [""] : [])
    }

    /// When nobody on a village's chain works, in the days that come.
    private static func gaps(_ request: ConsoleRequest) -> ConsoleTable {
        let villages = request.villages.filter { request.scope.contains($0.id) }
        let rows = villages.flatMap { village in
            Content.Roster(village, request.directory, from: request.now.chinaDate, days: 7).gaps.map { gap in
                [
                    ConsoleTable.Cell(village.name), .init(gap.from.listText), .init(gap.to.listText),
                    .init(MonthlyReport.duration(gap.to.milliseconds - gap.from.milliseconds)),
                ]
            }
        }
        return ConsoleTable(
            "值班空档", note: "今后七天里，顾问、替补、司法所和区值班都没有人的时段。", columns: ["村（社区）", "从", "到", "多久"], rows,
            empty: "今后七天每个钟头都排了人。")
    }
}
