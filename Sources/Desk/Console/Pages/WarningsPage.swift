import Content
import Domain
import Store

extension ConsolePage {
    /// The disputes that may be coming, one a row, with what the office made of them.
    package static let warnings = ConsolePage(
        .warnings, "预警", for: [.district, .office, .auditor],
        act: { request, form in
            guard let number = form["warning"].flatMap({ Int64($0) }),
                try await request.database.warnings(WarningFilter(request.viewer, number: number)).isEmpty == false
            else { return "没有这条预警。" }
            let isReal = form["verdict"] == "real"
            guard isReal || form["verdict"] == "wrong" else { return "没有说是属实还是误报。" }
            let judgement = InboundEffects.Judgement(number, isReal: isReal, judge: "@\(request.viewer.user)")
            return try await request.database.judge(judgement, at: request.now) ? nil : "没有这条预警。"
        },
        sheet: { request in
            let filter = request.warnings
            let counts = try await request.database.warningCounts(filter)
            let all = counts.values.reduce(0, +)
            let rows = try await request.database.warnings(filter).map { warningCells($0, request) }
            func figure(_ name: String, _ number: Int, _ verdict: WarningFilter.Verdict?) -> ConsoleSheet.Figure {
                let fields = request.query.fields.filter { ["township", "village", "level"].contains($0.key) }
                let href = ConsoleQuery.address(
                    Path.warnings.text,
                    fields.map { ($0.key, $0.value) } + [
                        ("from", "\(request.query.from)"), ("to", "\(request.query.to)"),
                        ("verdict", verdict?.rawValue ?? ""),
                    ])
                return ConsoleSheet.Figure(name: name, number: number, href: href)
            }
            // With a verdict in the address the figures are of that verdict; each counts what its link shows.
            let figures =
                filter.verdict == nil
                ? [
                    figure("预警", all, nil), figure("属实", counts[.real] ?? 0, .real),
                    figure("误报", counts[.wrong] ?? 0, .wrong), figure("还没有反馈", counts[.open] ?? 0, .open),
                ] : [figure(verdictNames[filter.verdict ?? .open] ?? "预警", all, filter.verdict)]
            return ConsoleSheet(
                "纠纷预警", lead: "规则在 directory/warnings.yaml。去看过以后，记一下是属实还是误报。",
                filters: request.days + request.places + [
                    request.choice("level", "级别", WarningLevel.allCases.reversed().map { ($0.rawValue, $0.name) }),
                    request.choice(
                        "verdict", "反馈", WarningFilter.Verdict.allCases.map { ($0.rawValue, verdictNames[$0] ?? "") }),
                ],
                [
                    .figures(figures),
                    .table(
                        ConsoleTable(
                            columns: ["编号", "时间", "级别", "村（社区）", "规则", "主题", "几条", "反馈", "谁反馈的", "说明", "办法"],
                            rows, empty: "没有预警。", window: request.window(all))),
                ])
        })

    /// One warning with the questions that it counts.
    package static let warningFile = ConsolePage(
        .warnings, "一条预警", for: [.district, .office, .auditor], hasSubject: true
    ) { request in
        guard let number = Int64(request.subject),
            let warning = try await request.database.warnings(WarningFilter(request.viewer, number: number)).first
        else { return nil }
        let questions = try await request.database.questions(of: number, for: request.viewer)
        let rule = request.directory.warnings.first { $0.value.id == warning.rule }?.value
        var facts = [
            ConsoleSheet.Fact("级别", warning.level.name), .init("村（社区）", request.name(warning.village)),
            .init("时间", warning.at.listText), .init("几个人问", "\(warning.askers)"),
            .init("反馈", warning.isReal.map { $0 ? "属实" : "误报" } ?? "还没有"),
        ]
        if let rule { facts.insert(.init("看几天", "\(rule.days) 天"), at: 3) }
        if let topic = warning.topic { facts.append(.init("主题", request.name(topic))) }
        if let note = warning.note { facts.append(.init("说明", note)) }
        let rows = questions.map { row in
            [
                ConsoleTable.Cell(row.at.listText), .init(row.text), .init(request.name(row.topic)),
                row.caseNumber.map { .init("\($0)", to: "\(Path.cases.text)/\($0)") } ?? .init(""),
            ]
        }
        return .sheet(
            ConsoleSheet(
                "W\(number) \(rule?.name ?? warning.rule)", lead: "姓名、电话、证件号已经遮住。",
                [
                    .facts("", facts),
                    .table(
                        ConsoleTable(
                            "算进去的咨询", columns: ["时间", "问题", "主题", "件号"], rows,
                            window: ConsoleTable.Window(total: rows.count, offset: 0, limit: max(rows.count, 1)))),
                ]))
    }

    private static let verdictNames: [WarningFilter.Verdict: String] = [.real: "属实", .wrong: "误报", .open: "还没有反馈"]

    private static func warningCells(_ warning: StoredWarning, _ request: ConsoleRequest) -> [ConsoleTable.Cell] {
        let href = "\(Path.warnings.text)/\(warning.number)"
        let rule = request.directory.warnings.first { $0.value.id == warning.rule }?.value.name
        let judge = warning.judge.map { $0.hasPrefix("@") ? "\($0.dropFirst())（后台）" : request.name(PersonID($0)) }
        return [
            ConsoleTable.Cell("W\(warning.number)", to: href), .init(warning.at.listText), .init(warning.level.name),
            .init(request.name(warning.village)), .init(rule ?? warning.rule),
            .init(warning.topic.map { request.name($0) } ?? ""), .init(warning.questions, to: href),
            .init(warning.isReal.map { $0 ? "属实" : "误报" } ?? "还没有"), .init(judge ?? ""), .init(warning.note ?? ""),
            .init([
                ConsoleButton("属实", ["warning": "\(warning.number)", "verdict": "real"]),
                ConsoleButton("误报", ["warning": "\(warning.number)", "verdict": "wrong"]),
            ]),
        ]
    }
}
