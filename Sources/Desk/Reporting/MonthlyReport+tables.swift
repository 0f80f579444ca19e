import Content
import Domain
import Store

extension MonthlyReport {
    func overview() async throws -> ReportDocument.Table {
        let topics = try await figures(.topics)
        let sum = { (column: Int) in topics.reduce(Int64(0)) { $0 + $1.values[column] } }
        let cases = try await figures(.caseTopics)
        let rows = [
            ["群众咨询", "\(sum(0))"], ["机器人直接答复", "\(sum(1))"], ["请群众选择或补充", "\(sum(2))"],
            ["转人工", "\(sum(3))"], ["紧急情况", "\(sum(4))"],
            ["新立案件", "\(cases.reduce(Int64(0)) { $0 + $1.values[0] })"],
            ["其中已办结", "\(cases.reduce(Int64(0)) { $0 + $1.values[1] })"],
        ]
        return ReportDocument.Table("一、总体情况", columns: ["项目", "数量"], rows: rows)
    }

    func topics() async throws -> ReportDocument.Table {
        let rows = try await figures(.topics).map { line in
            [topicName(line.keys[0])] + line.values.prefix(5).map { "\($0)" }
        }
        return ReportDocument.Table("二、咨询类别", columns: ["类别", "咨询", "答复", "请补充", "转人工", "紧急"], rows: rows)
    }

    func answers() async throws -> ReportDocument.Table {
        let rows = try await figures(.villages).map { line in
            [villageName(line.keys[0])] + line.values.prefix(5).map { "\($0)" }
        }
        return ReportDocument.Table("三、各村咨询", columns: ["村（社区）", "咨询", "答复", "请补充", "转人工", "紧急"], rows: rows)
    }

    func cases() async throws -> ReportDocument.Table {
        let rows = try await figures(.caseStates).map { line in
            [
                Self.states[line.keys[0]] ?? line.keys[0], line.keys[1] == "emergency" ? "紧急" : "一般",
                "\(line.values[0])",
            ]
        }
        return ReportDocument.Table("四、案件办理（月底时的状态）", columns: ["状态", "急缓", "件数"], rows: rows)
    }

    private static let states = [
        "open": "待通知", "notified": "已通知", "reassigned": "已转办", "reopened": "重新打开", "acknowledged": "已接",
        "asked-back": "等群众补充", "answered": "已答复", "resolved": "已办结", "withdrawn": "已撤回",
    ]

    func people() async throws -> ReportDocument.Table {
        let rows = try await figures(.responses).map { line in
            let responded = line.values[1]
            return [
                personName(line.keys[0]), "\(line.values[0])", "\(responded)", "\(line.values[4])",
                responded == 0 ? "—" : Self.duration(line.values[2] / responded),
                responded == 0 ? "—" : Self.duration(line.values[3]),
            ]
        }
        return ReportDocument.Table(
            "五、谁办的、多快", columns: ["承办人", "件数", "已响应", "已答复", "平均首次响应", "最慢"], rows: rows)
    }

    func promises() async throws -> ReportDocument.Table {
        let names = [
            "notify": "按时通知", "remind": "再次提醒", "acknowledge": "按时接件", "answer": "按时答复", "alarm": "紧急呼叫",
            "settle": "到期结案",
        ]
        let outcomes = ["kept": "守住", "lapsed": "没守住", "void": "作废", "": "还没到"]
        let rows = try await figures(.promises).map { line in
            [names[line.keys[0]] ?? line.keys[0], outcomes[line.keys[1]] ?? line.keys[1], "\(line.values[0])"]
        }
        return ReportDocument.Table("六、承诺", columns: ["承诺", "结果", "次数"], rows: rows)
    }

    func contentment() async throws -> ReportDocument.Table {
        var rows = try await figures(.ratings).map { ["案件评分 \($0.keys[0]) 分", "\($0.values[0])"] }
        rows += try await figures(.verdicts).map { [$0.keys[0] == "1" ? "答复有用" : "答复没用", "\($0.values[0])"] }
        return ReportDocument.Table("七、满意度", columns: ["评价", "次数"], rows: rows)
    }

    /// The proof of 7×24: when the bot was up, when a person was on duty, and what was not covered.
    func presence() async throws -> ReportDocument.Table {
        let span = month.span
        let outages = try await database.outages(in: span).map { $0.clamped(to: span) }
        let down = outages.reduce(Int64(0)) { $0 + $1.upperBound.milliseconds - $1.lowerBound.milliseconds }
        let beats = try await database.heartbeats(in: span)
        let hours = span.upperBound.chinaHour - span.lowerBound.chinaHour
        let duty = try await figures(.duty)
        let recorded = duty.reduce(Int64(0)) { $0 + $1.values[0] }
        let staffed = duty.reduce(Int64(0)) { $0 + $1.values[1] }
        return ReportDocument.Table(
            "八、全天候服务", columns: ["项目", "数值"],
            rows: [
                ["当月小时数", "\(hours)"], ["机器人有心跳的小时", "\(beats.count)"],
                ["心跳分钟占比", Self.share(Int64(beats.values.reduce(0, +)), of: hours * 60)],
                ["停机次数", "\(outages.count)"], ["停机时长", Self.duration(down)],
                [
                    "机器人可用率",
                    Self.share(
                        span.upperBound.milliseconds - span.lowerBound.milliseconds - down,
                        of: span.upperBound.milliseconds - span.lowerBound.milliseconds),
                ],
                ["有人值班时间占比（按村平均）", Self.share(staffed, of: recorded * 60)],
                ["整小时无人值班（村·小时）", "\(duty.reduce(Int64(0)) { $0 + $1.values[2] })"],
            ])
    }

    /// Visits, lectures and pushes against what each village is owed.
    func services() async throws -> ReportDocument.Table {
        let standards = knowledge.directory.standards
        var minutes: [String: Int64] = [:]
        for line in try await figures(.services) where line.keys[1] == "visit" {
            minutes[line.keys[0], default: 0] += line.values[1]
        }
        let quarter = month.quarterSoFar
        var lectures: [String: Int64] = [:]
        let quarterSpan = Timestamp(china: quarter.lowerBound)..<Timestamp(china: quarter.upperBound)
        for line in try await figures(.services, in: quarterSpan) where line.keys[1] == "lecture" {
            lectures[line.keys[0], default: 0] += line.values[0]
        }
        let pushes = Dictionary(try await figures(.pushes).map { ($0.keys[0], $0.values[0]) }, uniquingKeysWith: +)
        let rows = villages.map { village in
            let spent = minutes[village.text] ?? 0
            let held = lectures[village.text] ?? 0
            let sent = pushes[village.text] ?? 0
            let missing = [
                spent < Int64(standards.visitHoursPerMonth) * 60 ? "到村时间不足" : nil,
                month.month % 3 == 0 && held < Int64(standards.lecturesPerQuarter) ? "季度讲座不足" : nil,
                sent < Int64(standards.pushDays.count) ? "推送不足" : nil,
            ].compactMap(\.self)
            return [
                villageName(village.text), "\(spent / 60)小时\(spent % 60)分／\(standards.visitHoursPerMonth)小时",
                "\(held)／\(standards.lecturesPerQuarter)", "\(sent)／\(standards.pushDays.count)",
                missing.isEmpty ? "达标" : missing.joined(separator: "、"),
            ]
        }
        return ReportDocument.Table(
            "九、服务标准", columns: ["村（社区）", "到村／应到", "本季讲座／应办", "推送／应推", "结论"], rows: rows)
    }

    func risks() async throws -> ReportDocument.Table {
        let rows = try await figures(.risks).map { line in
            ["紧急或反复", villageName(line.keys[0]), topicName(line.keys[1]), "\(line.values[0])"]
        }
        return ReportDocument.Table("十、纠纷风险", columns: ["种类", "村（社区）", "类别", "件数"], rows: rows)
    }
}
