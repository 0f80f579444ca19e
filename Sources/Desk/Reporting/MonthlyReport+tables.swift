import Content
import Domain
import Store

extension MonthlyReport {
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
        let standards = names.directory.standards
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
                names.village(village.text), "\(spent / 60)小时\(spent % 60)分／\(standards.visitHoursPerMonth)小时",
                "\(held)／\(standards.lecturesPerQuarter)", "\(sent)／\(standards.pushDays.count)",
                missing.isEmpty ? "达标" : missing.joined(separator: "、"),
            ]
        }
        return ReportDocument.Table(
            "九、服务标准", columns: ["村（社区）", "到村／应到", "本季讲座／应办", "推送／应推", "结论"], rows: rows)
    }

    func risks() async throws -> ReportDocument.Table {
        let rows = try await figures(.risks).map { line in
            ["紧急或反复", names.village(line.keys[0]), names.topic(line.keys[1]), "\(line.values[0])"]
        }
        return ReportDocument.Table("十、纠纷风险", columns: ["种类", "村（社区）", "类别", "件数"], rows: rows)
    }
}
