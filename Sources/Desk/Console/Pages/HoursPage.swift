import Content
import Domain
import Store

extension ConsolePage {
    /// The hours of the week: what was asked and who answered, who was there, and when the service was down.
    package static let hours = ConsolePage(.hours, "7×24") { request in
        let questions = try await request.database.questionCountsByHour(request.questions)
        let outages = try await request.database.outages(in: request.query.span).map {
            $0.clamped(to: request.query.span)
        }
        let down = WeekMinutes(outages)
        let shown = request.query["show"].flatMap(Shown.init) ?? .all
        let places = request.villages.map(\.id).filter { request.scope.contains($0) }
        let duty = try await request.database.duty(in: request.query.span, for: places)
        return ConsoleSheet(
            "7×24 小时", lead: "\(request.query.from) 到 \(request.query.to)，一周里每个钟头。点一格看是哪些。",
            filters: request.days + request.places + [
                request.choice("show", "数什么", Shown.allCases.dropFirst().map { ($0.rawValue, $0.name) })
            ],
            [
                .week(asked(request, questions, shown, down)), .week(present(duty, down)),
                .table(byDay(request, questions)), .table(stops(outages, request.query.span)),
            ])
    }

    /// Which of the four numbers a field shows.
    private enum Shown: String, CaseIterable {
        case all, bot, human, waiting

        var name: String {
            switch self {
            case .all: "提问"
            case .bot: "小助手答的"
            case .human: "有人办的"
            case .waiting: "还没有人接的"
            }
        }

        var fate: String { self == .all ? "" : rawValue }

        func number(_ counts: QuestionCounts) -> Int {
            switch self {
            case .all: counts.all
            case .bot: counts.bot
            case .human: counts.human
            case .waiting: counts.waiting
            }
        }
    }

    private static func asked(
        _ request: ConsoleRequest, _ week: [[QuestionCounts]], _ shown: Shown, _ down: WeekMinutes
    ) -> WeekChart {
        let most = week.joined().map { shown.number($0) }.max() ?? 0
        let fields = week.enumerated().map { day, hours in
            hours.enumerated().map { hour, counts in
                let number = shown.number(counts)
                let stopped = down.minutes(day, hour)
                let words =
                    "\(WeekChart.days[day]) \(hour)点：提问 \(counts.all)，小助手答 \(counts.bot)，有人办 \(counts.human)，"
                    + "还没人接 \(counts.waiting)" + (stopped > 0 ? "，停机共 \(stopped) 分钟" : "")
                return WeekChart.Field(
                    text: number == 0 ? "" : "\(number)", step: WeekChart.step(number, of: most), words: words,
                    isDown: stopped > 0,
                    href: request.link(.questions, ["weekday": "\(day)", "hour": "\(hour)", "fate": shown.fate]))
            }
        }
        return WeekChart(title: shown.name, note: "颜色越深越多；角上有红三角的钟头停过机。", fields: fields)
    }

    private static func present(_ week: [[DutyFigures]], _ down: WeekMinutes) -> WeekChart {
        let fields = week.enumerated().map { day, hours in
            hours.enumerated().map { hour, duty in
                let share = duty.hours == 0 ? 0 : duty.minutes * 100 / (duty.hours * 60)
                let stopped = down.minutes(day, hour)
                return WeekChart.Field(
                    text: duty.hours == 0 ? "" : "\(share)", step: share == 0 ? 0 : 1 + min(4, share / 20),
                    words: "\(WeekChart.days[day]) \(hour)点：顾问、替补或司法所在岗的时间占 \(share)%"
                        + (stopped > 0 ? "，小助手停机共 \(stopped) 分钟" : ""), isDown: stopped > 0)
            }
        }
        return WeekChart(
            title: "有人在岗", note: "百分之几的时间有村顾问、替补或司法所的人在岗；其余时间由小助手先答，区值班兜底。", fields: fields)
    }

    private static func byDay(_ request: ConsoleRequest, _ week: [[QuestionCounts]]) -> ConsoleTable {
        ConsoleTable(
            "按星期", columns: ["星期"] + Shown.allCases.map(\.name),
            week.enumerated().map { day, hours in
                [ConsoleTable.Cell(WeekChart.days[day])]
                    + Shown.allCases.map { shown in
                        ConsoleTable.Cell(
                            hours.map { shown.number($0) }.reduce(0, +),
                            to: request.link(.questions, ["weekday": "\(day)", "fate": shown.fate]))
                    }
            })
    }

    private static func stops(_ outages: [Range<Timestamp>], _ span: Range<Timestamp>) -> ConsoleTable {
        let lost = outages.reduce(Int64(0)) { $0 + $1.length }
        let whole = span.length
        return ConsoleTable(
            "停机记录", note: "小助手可用的时间占 \(MonthlyReport.share(whole - lost, of: whole))。超过三分钟没有心跳就记为停机。",
            columns: ["开始", "结束", "多久"],
            outages.reversed().map {
                [
                    ConsoleTable.Cell($0.lowerBound.listText), .init($0.upperBound.listText),
                    .init(MonthlyReport.duration($0.length)),
                ]
            }, empty: "这段时间没有停过机。")
    }
}

/// How many minutes of each hour of the week fall into stretches of time.
struct WeekMinutes {
    private var milliseconds = [Int64](repeating: 0, count: 168)

    init(_ stretches: [Range<Timestamp>]) {
        for stretch in stretches {
            for hour in stretch.lowerBound.chinaHour...stretch.upperBound.chinaHour {
                let start = Timestamp(milliseconds: hour * 3_600_000 - Timestamp.chinaOffset)
                let part = stretch.clamped(to: start..<start.adding(minutes: 60))
                // 1970-01-01 was a Thursday.
                milliseconds[Int((hour + 72) % 168)] += part.length
            }
        }
    }

    /// The minutes, where a part of one counts as one.
    func minutes(_ day: Int, _ hour: Int) -> Int { Int((milliseconds[day * 24 + hour] + 59_999) / 60_000) }
}

extension Range<Timestamp> {
    /// Milliseconds from its beginning to its end.
    fileprivate var length: Int64 { upperBound.milliseconds - lowerBound.milliseconds }
}
