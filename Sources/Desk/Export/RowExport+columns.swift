import Channels
import Content
import Domain
import Store

/// What stands in the columns: Chinese headings for spreadsheets, English keys for programs.
extension RowExport {
    static func interactionColumns(_ names: ReportNames) -> [Column<InteractionRow>] {
        [
            Column("id", "编号") { .number($0.id) },
            Column("receivedAt", "时间") { .text(minute($0.at)) },
            Column("township", "乡镇") { .text(names.township(of: $0.village?.text ?? "")) },
            Column("village", "村（社区）") { .text(names.village($0.village?.text ?? "")) },
            Column("inGroup", "在群里") { .flag($0.isGroup) },
            Column("addressed", "叫了小助手") { .flag($0.isAddressed) },
            Column("text", "群众的话（已打码）") { .text($0.text) },
            Column("decision", "怎么处理") { .text(decisions[$0.decision] ?? $0.decision) },
            Column("reason", "原因代码") { .text($0.reason) },
            Column("topic", "类别") { .text(names.topic($0.topic?.text ?? "")) },
            Column("intent", "意图") { .init($0.intent?.text) },
            Column("answer", "答案") { .init($0.answer?.text) },
            Column("reply", "回复") { .init($0.reply) },
            Column("case", "案件号") { $0.caseNumber.map { .number($0) } ?? .none },
            Column("catalog", "目录版本") { .text($0.catalogDigest) },
        ]
    }

    static func caseColumns(_ names: ReportNames) -> [Column<CaseRow>] {
        [
            Column("number", "案件号") { .number($0.number) },
            Column("openedAt", "立案时间") { .text(minute($0.openedAt)) },
            Column("township", "乡镇") { .text(names.township(of: $0.village?.text ?? "")) },
            Column("village", "村（社区）") { .text(names.village($0.village?.text ?? "")) },
            Column("urgency", "急缓") { .text($0.urgency == .emergency ? "紧急" : "一般") },
            Column("topic", "类别") { .text(names.topic($0.topic?.text ?? "")) },
            Column("summary", "摘要（已打码）") { .text($0.summary) },
            Column("state", "状态（导出时）") { .text(name(of: $0.state)) },
            Column("owner", "承办人") { .text(names.person($0.owner?.text ?? "")) },
            Column("firstResponseAt", "首次响应时间") { .init($0.firstAt.map(minute)) },
            Column("firstResponseMinutes", "首次响应（分钟）") { row in
                row.firstAt.map { .number(($0.milliseconds - row.openedAt.milliseconds) / 60_000) } ?? .none
            },
            Column("answeredAt", "答复时间") { .init($0.answeredAt.map(minute)) },
            Column("closedAt", "办结时间") { .init($0.closedAt.map(minute)) },
            Column("reopenings", "说没解决的次数") { .number(Int64($0.reopenings)) },
            Column("rating", "评分（1到5）") { $0.rating.map { .number(Int64($0)) } ?? .none },
        ]
    }

    /// `2026-11-23 21:04`, which spreadsheets read as a time.
    static func minute(_ moment: Timestamp) -> String { "\(moment.chinaDate) \(moment.clock)" }

    private static let decisions = [
        "answer": "机器人答复", "clarify": "请群众选择或补充", "escalate": "转人工", "emergency": "紧急", "silent": "不另答复",
    ]

    /// A state as people say it.
    static func name(of state: CaseState) -> String {
        switch state {
        case .open: "待通知"
        case .notified: "已通知，待接"
        case .reassigned: "已转办，待接"
        case .reopened: "群众说没解决，待接"
        case .acknowledged: "已接，在办"
        case .askedBack: "等群众补充"
        case .answered: "已答复，待办结"
        case .resolved: "已办结"
        case .withdrawn: "群众撤回"
        }
    }
}
