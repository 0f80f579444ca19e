import Domain
import Store

/// What was asked, and whether the bot or a person answered.
extension MonthlyReport {
    func overview(_ answered: [Tally], _ asked: [Tally]) async throws -> ReportDocument.Table {
        let emergencies = asked.reduce(Int64(0)) { $0 + $1.values[4] }
        let sum = { (column: Int) in answered.reduce(Int64(0)) { $0 + $1.values[column] } }
        let cases = try await figures(.caseTopics)
        let rows = [
            ["群众咨询", "\(sum(0))"], ["机器人答复", "\(sum(1))"], ["请群众选择或补充", "\(sum(2))"],
            ["转人工，已由人答复", "\(sum(3))"], ["转人工，还没答复", "\(sum(4))"], ["补充到正在办的案件等，不另答复", "\(sum(5))"],
            ["其中紧急情况", "\(emergencies)"],
            ["新立案件", "\(cases.reduce(Int64(0)) { $0 + $1.values[0] })"],
            ["其中已办结", "\(cases.reduce(Int64(0)) { $0 + $1.values[1] })"],
        ]
        return ReportDocument.Table("一、总体情况", columns: ["项目", "数量"], rows: rows)
    }

    func topics(_ asked: [Tally]) -> ReportDocument.Table {
        let rows = asked.map { line in
            [names.topic(line.keys[0])] + line.values.map { "\($0)" }
        }
        return ReportDocument.Table("二、咨询类别", columns: ["类别", "咨询", "答复", "请补充", "转人工", "紧急", "不另答复"], rows: rows)
    }

    func answers(_ answered: [Tally]) -> ReportDocument.Table {
        let rows = answered.map { line in
            [names.village(line.keys[0])] + line.values.map { "\($0)" }
        }
        return ReportDocument.Table(
            "三、各村咨询，谁答复的", columns: ["村（社区）", "咨询", "机器人答复", "请补充", "人工已答复", "人工未答复", "不另答复"], rows: rows)
    }
}
