import Content
import Domain
import Store

/// What was done before disputes broke out: warnings, rounds, pushes; and when nobody was on duty.
extension MonthlyReport {
    func warnings() async throws -> ReportDocument.Table {
        var counts: [WarningLevel: [String: Int64]] = [:]
        for line in try await figures(.warnings) {
            guard let level = WarningLevel(rawValue: line.keys[0]) else { continue }
            counts[level, default: [:]][line.keys[1], default: 0] += line.values[0]
        }
        let rows = WarningLevel.allCases.reversed().compactMap { level -> [String]? in
            guard let count = counts[level] else { return nil }
            let (real, wrong, open) = (count["real"] ?? 0, count["false"] ?? 0, count[""] ?? 0)
            return [
                level.name, "\(real + wrong + open)", "\(real)", "\(wrong)", "\(open)",
                Self.share(real, of: real + wrong),
            ]
        }
        return ReportDocument.Table(
            "十一、纠纷预警", columns: ["级别", "预警", "属实", "误报", "未反馈", "属实率"], rows: rows)
    }

    /// Rounds that ended in the month, by level; of those not done, which places.
    func screenings() async throws -> ReportDocument.Table {
        let rounds = try await database.screenings(endingIn: month.firstDay..<month.endDay, at: places, limit: 5_000)
        let end = month.span.upperBound
        let plan = ScreeningPlan(names.directory)
        let rows = ScreeningLevel.allCases.compactMap { level -> [String]? in
            let own = rounds.filter { $0.level == level }
            guard !own.isEmpty else { return nil }
            let done = own.filter { $0.doneAt.map { $0 < end } ?? false }
            let late = done.count { round in
                round.doneAt.map { $0.chinaDate > round.period.upperBound } ?? false
            }
            let missing = own.filter { round in !(round.doneAt.map { $0 < end } ?? false) }
            let missed = Set(missing.map { plan.name($0) }).sorted()
            let listed = missed.prefix(8).joined(separator: "、") + (missed.count > 8 ? "等\(missed.count)处" : "")
            return [
                level.name, "\(own.count)", "\(done.count)", "\(late)", "\(done.reduce(0) { $0 + ($1.found ?? 0) })",
                "\(missing.count)", listed,
            ]
        }
        return ReportDocument.Table(
            "十二、矛盾纠纷排查", columns: ["层级", "应排查", "已排查", "其中迟报", "发现纠纷", "没有排查", "没有排查的地方"], rows: rows)
    }

    /// What was published: each text once, with where it arrived.
    func pushes() async throws -> ReportDocument.Table {
        let pushes = try await database.pushes(in: month.firstDay..<month.endDay, scope: scope)
        let groups = Dictionary(grouping: pushes) { "\($0.dueOn) \($0.campaign)" }
        let rows = groups.sorted { $0.key < $1.key }.map { _, own -> [String] in
            let failed = own.filter { $0.failure != nil && $0.sentAt == nil }
            let missed = Set(failed.map { push in push.village.map { names.village($0.text) } ?? push.target }).sorted()
            let listed = missed.prefix(8).joined(separator: "、") + (missed.count > 8 ? "等\(missed.count)处" : "")
            let theme = names.campaigns.first { $0.id == own[0].campaign }?.theme ?? own[0].campaign
            return [
                own[0].dueOn.description, theme, own[0].title, "\(own.count)", "\(own.count { $0.sentAt != nil })",
                "\(failed.count)", listed,
            ]
        }
        return ReportDocument.Table(
            "十三、普法推送", columns: ["日期", "主题", "内容", "应发（处）", "送到", "没送到", "没送到的地方"], rows: rows)
    }

    /// Villages of whose own people nobody was on duty in office hours of working days.
    func rosterGaps() async throws -> ReportDocument.Table {
        let calendar = names.directory.calendar
        let office = WorkingHours(week: Array(repeating: [540..<720, 840..<1_020], count: 5) + [[], []])
        let span = month.span
        let hours = (span.lowerBound.chinaHour..<span.upperBound.chinaHour).filter { hour in
            let start = Timestamp(milliseconds: hour * 3_600_000 - Timestamp.chinaOffset)
            return office.contains(start, calendar: calendar)
        }
        let gaps = try await database.unstaffedHours(of: villages, among: hours)
        let rows = gaps.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { village, count in
            [names.village(village.text), "\(count)", "\(hours.count)"]
        }
        return ReportDocument.Table(
            "十四、上班时间没有人的村", columns: ["村（社区）", "没有人的小时", "当月上班小时"], rows: rows)
    }

    /// The villages and townships of the report; nil for the whole district.
    private var places: Set<String>? {
        guard case .villages(let villages) = scope else { return nil }
        var places = Set(villages.map(\.text))
        if case .township(let id) = subject { places.insert(id) }
        return places
    }
}
