import Domain
import Store

extension ConsolePage {
    /// The messages that wait or were given up; what is in them stays sealed.
    package static let outbox = ConsolePage(
        .outbox, "待发消息", for: .wholeDistrict,
        act: { request, form in
            guard let id = form["again"].flatMap({ Int64($0) }) else { return "没有说是哪一条。" }
            do {
                try await request.database.requeue(id, at: request.now)
                return nil
            } catch StoreError.notFound {
                return "这一条已经不在了，或者已经重新发了。"
            }
        },
        sheet: { request in
            let isDead = request.query["state"] == "dead"
            let status = try await request.database.outboxStatus()
            let list = try await request.database.outboxList(isDead: isDead, offset: request.query.offset, limit: 50)
            let rows = list.map { row -> [ConsoleTable.Cell] in
                let about = row.caseNumber.map { ConsoleTable.Cell("\($0)", to: "\(Path.cases.text)/\($0)") }
                let again = isDead ? [ConsoleButton("再发一次", ["again": "\(row.id)"])] : []
                return [
                    ConsoleTable.Cell("\(row.id)"), .init(row.createdAt.listText), .init(purposes[row.purpose] ?? ""),
                    .init(row.channel.text), .init("\(row.attempts)"), .init(row.lastError ?? ""),
                    about ?? .init(""), .init(again),
                ]
            }
            return ConsoleSheet(
                "待发消息", lead: "等着发的 \(status.depth) 条，发不出去的 \(status.dead) 条。内容是加密的，这里不显示。",
                filters: [request.choice("state", "哪些", [("dead", "发不出去的")])],
                [
                    .table(
                        ConsoleTable(
                            columns: ["编号", "什么时候", "种类", "通道", "试过几次", "最近的错误", "件号", "办法"], rows,
                            empty: "没有。", window: request.window(isDead ? status.dead : status.depth)))
                ])
        })

    private static let purposes: [OutboxDraft.Purpose: String] = [
        .reply: "小助手的答复", .word: "给提问人的话", .ping: "通知承办人", .notice: "通知",
    ]
}
