import Content
import Domain
import Store

extension ConsolePage {
    /// The questions, one a row.
    package static let questions = ConsolePage(.questions, "提问") { request in
        let filter = request.questions
        let rows = try await request.database.questions(filter).map { row -> [ConsoleTable.Cell] in
            let about = row.caseNumber.map { ConsoleTable.Cell("\($0)", to: "\(Path.cases.text)/\($0)") }
            return [
                ConsoleTable.Cell(row.at.listText), .init(request.name(row.village)), .init(row.text),
                .init(request.name(row.topic)), .init(fate(row)),
                about ?? .init(""),
            ]
        }
        let total = try await request.database.questionCounts(filter).all
        return ConsoleSheet(
            "提问", lead: "姓名、电话、证件号已经遮住。",
            filters: request.days + request.places + [
                request.choice(
                    "fate", "结果", [("bot", "小助手答的"), ("human", "有人办的"), ("waiting", "还没有人接的")])
            ] + request.kept("topic", "weekday", "hour", "digest"),
            [
                .table(
                    ConsoleTable(
                        columns: ["时间", "村（社区）", "问题", "主题", "结果", "件号"], rows,
                        window: request.window(total)))
            ])
    }

    private static func fate(_ row: QuestionRow) -> String {
        switch row.decision {
        case .answer: "小助手答了"
        case .clarify: "请他选是哪件事"
        case .escalate: "转给人"
        case .emergency: "紧急"
        case .silent: "人在谈，不插话"
        }
    }
}
