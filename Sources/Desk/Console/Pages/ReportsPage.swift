import Content
import Domain
import Store

extension ConsolePage {
    /// The monthly report, to read and to keep; the month row by row; what the neighbouring departments are told.
    package static let reports = ConsolePage(
        .reports, "报表",
        content: { request in
            let shelf = ReportShelf(for: request.viewer, database: request.database, names: request.knowledge.names)
            let choices = shelf.choices
            let month = request.query["month"].flatMap { CivilMonth($0) } ?? CivilMonth(of: request.now.chinaDate)
            guard let key = request.query["of"] ?? choices.first?.key, choices.contains(where: { $0.key == key }) else {
                return choices.isEmpty ? .sheet(ConsoleSheet("报表", lead: "没有归您看的村。", [])) : nil
            }
            let desk = ReportDesk(request, key: key, month: month)
            switch (request.query["export"], request.query["referrals"], request.query["format"]) {
            case (let kind?, _, let format): return try await desk.rows(kind, format ?? "csv")
            case (_, let department?, let format): return try await desk.referrals(department, format ?? "html")
            case (_, _, let format?): return try await desk.file(try shelf.report(key, month), format)
            // A district's month takes its while, so that it is opened on demand only.
            case (_, _, nil) where request.query["month"] == nil && request.query["of"] == nil:
                return .sheet(desk.entrance(choices))
            default: return .sheet(try await desk.sheet(try shelf.report(key, month), choices))
            }
        })
}

/// One subject and month of the page of reports.
private struct ReportDesk {
    let request: ConsoleRequest
    let key: String
    let month: CivilMonth

    init(_ request: ConsoleRequest, key: String, month: CivilMonth) {
        self.request = request
        self.key = key
        self.month = month
    }

    /// What there is to open and to take away, before anything was chosen.
    func entrance(_ choices: [ReportShelf.Choice]) -> ConsoleSheet {
        ConsoleSheet(
            "报表", lead: "先选月份和范围。本月还没有完，月报里的数还会变。", filters: filters(choices),
            [.facts("看月报", [ConsoleSheet.Fact("月报", "在这里看", to: link([]))]), .facts("下载", downloads)])
    }

    func sheet(_ report: MonthlyReport, _ choices: [ReportShelf.Choice]) async throws -> ConsoleSheet {
        let document = try await report.document(at: request.now)
        return ConsoleSheet(
            document.title, lead: document.notes.joined(separator: " "), filters: filters(choices),
            [.facts("下载", downloads)]
                + document.tables.map { table in
                    .table(
                        ConsoleTable(
                            table.title, columns: table.columns,
                            table.rows.map { $0.map { ConsoleTable.Cell($0) } }, empty: "（无）"))
                })
    }

    private func filters(_ choices: [ReportShelf.Choice]) -> [ConsoleFilter] {
        let months = ReportShelf.months(upTo: request.now).map {
            ConsoleFilter.Choice(value: $0.description, name: "\($0.year)年\($0.month)月")
        }
        return [
            ConsoleFilter(key: "month", label: "月份", kind: .choice(months), value: month.description),
            ConsoleFilter(
                key: "of", label: "范围",
                kind: .choice(choices.map { ConsoleFilter.Choice(value: $0.key, name: $0.name) }), value: key),
        ]
    }

    private var downloads: [ConsoleSheet.Fact] {
        let formats = [("html", "网页，能打印成 PDF"), ("csv", "Excel 表"), ("md", "文本"), ("json", "给程序读")]
        var facts = formats.map { ConsoleSheet.Fact("月报", $0.1, to: link([("format", $0.0)])) }
        facts += [("cases", "案件，一件一行"), ("interactions", "咨询，一条一行")].map {
            ConsoleSheet.Fact($0.1, "Excel 表", to: link([("export", $0.0), ("format", "csv")]))
        }
        guard mayRefer else { return facts }
        facts += request.directory.departments.map {
            ConsoleSheet.Fact("移交清单", $0.name, to: link([("referrals", $0.id), ("format", "html")]))
        }
        return facts
    }

    /// The lists go to the joint meeting, where the bureau and its offices sit.
    private var mayRefer: Bool { request.viewer.role != .adviser }

    private func link(_ more: [(String, String)]) -> String {
        ConsoleQuery.address(
            ConsolePage.Path.reports.text, [("month", month.description), ("of", key)] + more)
    }

    func file(_ report: MonthlyReport, _ format: String) async throws -> ConsolePage.Body? {
        guard let format = ReportFormat(rawValue: format) else { return nil }
        let text = try format.render(try await report.document(at: request.now))
        return .file(name: "月报-\(month).\(format.rawValue)", type: format.mediaType, text: text)
    }

    func rows(_ kind: String, _ format: String) async throws -> ConsolePage.Body? {
        guard let kind = RowExport.Kind(rawValue: kind), let format = RowExport.Format(rawValue: format),
            let (viewer, _) = try narrowed()
        else { return nil }
        let export = RowExport(
            kind, month, for: viewer, database: request.database, names: request.knowledge.names)
        let type = format == .csv ? ReportFormat.csv.mediaType : ReportFormat.json.mediaType
        return .rows(name: export.fileName(format), type: type) { [now = request.now] sink in
            try await export.write(format, at: now, to: sink)
        }
    }

    func referrals(_ department: String, _ format: String) async throws -> ConsolePage.Body? {
        guard mayRefer, let format = ReportFormat(rawValue: format), let (viewer, name) = try narrowed(),
            request.directory.departments.contains(where: { $0.id == department })
        else { return nil }
        let list = try ReferralList(
            department, month, of: name, for: viewer, database: request.database, knowledge: request.knowledge)
        return .file(
            name: "移交清单-\(department)-\(month).\(format.rawValue)", type: format.mediaType,
            text: try format.render(try await list.document(at: request.now)))
    }

    /// The viewer, with no more to see than was chosen, which they may see as a whole.
    private func narrowed() throws -> (Viewer, String)? {
        guard let (scope, name) = try MonthlyReport.Subject(key: key)?.resolve(in: request.directory) else {
            return nil
        }
        var viewer = request.viewer
        viewer.scope = scope
        return (viewer, name)
    }
}

extension ReportFormat {
    /// What a browser takes it for.
    fileprivate var mediaType: String {
        switch self {
        case .md: "text/markdown; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        case .json: "application/json"
        }
    }
}
