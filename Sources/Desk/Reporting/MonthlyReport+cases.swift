import Content
import Domain
import Store

/// What became of the cases, and how fast people were.
extension MonthlyReport {
    func cases() async throws -> ReportDocument.Table {
        let rows = try await figures(.caseStates).map { line in
            [
                Self.outcomes[line.keys[0]] ?? line.keys[0], line.keys[1] == "emergency" ? "紧急" : "一般",
                "\(line.values[0])",
            ]
        }
        return ReportDocument.Table("四、案件办理结果（月底时）", columns: ["结果", "急缓", "件数"], rows: rows)
    }

    private static let outcomes = [
        "open": "待通知", "notified": "已通知，待接", "reassigned": "已转办，待接", "reopened": "群众说没解决，待接", "acknowledged": "已接，在办",
        "asked-back": "等群众补充", "answered": "已答复，待办结", "settled": "办结：群众说解决了", "closed": "办结：承办人办结",
        "lapsed": "办结：答复后没有新话，到期办结", "withdrawn": "群众撤回",
    ]

    /// By who responded first; the bot's own answers come within seconds and are counted in the first tables.
    func people() async throws -> ReportDocument.Table {
        let punctuality = Dictionary(try await figures(.punctuality).map { ($0.keys[0], $0.values) }) { $1 }
        let rows = try await figures(.responses).map { line in
            let responded = line.values[1]
            let taken = punctuality[line.keys[0]] ?? [0, 0]
            return [
                names.person(line.keys[0]), "\(line.values[0])", "\(responded)", "\(line.values[4])",
                responded == 0 ? "—" : Self.duration(line.values[2] / responded),
                responded == 0 ? "—" : Self.duration(line.values[3]), Self.share(taken[0], of: taken[0] + taken[1]),
            ]
        }
        let standard = names.directory.standards
        return ReportDocument.Table(
            "五、谁办的、多快（应在工作时间\(standard.firstResponseMinutes)分钟内接，紧急的\(standard.emergencyMinutes)分钟内）",
            columns: ["首次响应人", "件数", "已响应", "已答复", "平均首次响应", "最慢", "按时接件"], rows: rows)
    }

    func promises() async throws -> ReportDocument.Table {
        let kinds = [
            "notify": "按时通知", "remind": "再次提醒", "acknowledge": "按时接件", "answer": "按时答复", "alarm": "紧急呼叫",
            "settle": "到期结案",
        ]
        let outcomes = ["kept": "守住", "lapsed": "没守住", "void": "作废", "": "还没到"]
        let rows = try await figures(.promises).map { line in
            [kinds[line.keys[0]] ?? line.keys[0], outcomes[line.keys[1]] ?? line.keys[1], "\(line.values[0])"]
        }
        return ReportDocument.Table("六、承诺", columns: ["承诺", "结果", "次数"], rows: rows)
    }

    /// What askers made of the cases, and of the bot's replies where the platform has thumbs.
    func contentment() async throws -> ReportDocument.Table {
        var rows = try await figures(.ratings).map { ["案件评分 \($0.keys[0]) 分", "\($0.values[0])"] }
        rows += try await figures(.verdicts).map { [$0.keys[0] == "1" ? "答复有用" : "答复没用", "\($0.values[0])"] }
        var complaints: [String: Int64] = [:]
        for line in try await figures(.complaints) {
            for reason in line.keys[0].split(separator: " ") {
                complaints[String(reason), default: 0] += line.values[0]
            }
        }
        for (reason, name) in Self.complaints {
            if let count = complaints[reason] { rows.append(["没用的原因：\(name)", "\(count)"]) }
        }
        rows += try await figures(.unhelpful).prefix(10).map { line in
            [
                "说没用最多的：\(names.topic(line.keys[0]))\(line.keys[1].isEmpty ? "" : "（\(line.keys[1])）")",
                "\(line.values[0])",
            ]
        }
        return ReportDocument.Table("七、满意度", columns: ["评价", "次数"], rows: rows)
    }

    /// The platform's choices, as `WeComAIBotEvent` names them.
    private static let complaints = [
        ("off-topic", "答非所问"), ("incomplete", "没答全"), ("wrong", "说错了"), ("wrong-data", "数据、来源不对"),
    ]
}
