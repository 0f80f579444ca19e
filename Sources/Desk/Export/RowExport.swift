import Channels
import Content
package import Domain
package import Store

/// A month's cases or questions, a row each, masked and page by page, so that memory stays flat however many there are.
package struct RowExport: Sendable {
    /// What stands in a row.
    package enum Kind: String, Sendable, CaseIterable {
        case cases, interactions
    }

    /// How rows are written.
    package enum Format: String, Sendable, CaseIterable {
        /// For Excel: UTF-8 with a byte order mark, no cell that could run.
        case csv
        /// One array of objects, a line each.
        case json
    }

    private let kind: Kind
    private let month: CivilMonth
    private let viewer: Viewer
    private let database: CounselDatabase
    private let names: ReportNames

    /// How many rows are in memory at a time.
    private static let page = 500

    /// Takes what to export, and for whom: the viewer's scope is what comes out.
    package init(_ kind: Kind, _ month: CivilMonth, for viewer: Viewer, database: CounselDatabase, names: ReportNames) {
        self.kind = kind
        self.month = month
        self.viewer = viewer
        self.database = database
        self.names = names
    }

    /// The name of a file that holds it.
    package func fileName(_ format: Format) -> String { "\(kind.rawValue)-\(month).\(format.rawValue)" }

    /// Writes everything to `sink`, a page at a time, and puts on record which cases were taken away; gives the rows.
    @discardableResult
    package func write(
        _ format: Format, at now: Timestamp, to sink: (String) async throws -> Void
    ) async throws -> Int {
        switch kind {
        case .interactions:
            let columns = Self.interactionColumns(names)
            return try await write(
                format, columns, sink: sink, mark: ExportMark.init(behind:),
                page: { [database, month, viewer] in
                    try await database.interactionRows(
                        in: month.span, scope: viewer.scope, seenBy: viewer.person, behind: $0, limit: Self.page)
                })
        case .cases:
            let columns = Self.caseColumns(names)
            return try await write(
                format, columns, sink: sink, mark: ExportMark.init(behind:),
                page: { [database, month, viewer] in
                    let rows = try await database.caseRows(
                        in: month.span, scope: viewer.scope, seenBy: viewer.person, behind: $0, limit: Self.page)
                    try await database.noteExport(of: rows.map(\.number), by: "@\(viewer.user)", at: now)
                    return rows
                })
        }
    }

    private func write<Row>(
        _ format: Format, _ columns: [Column<Row>], sink: (String) async throws -> Void,
        mark: (Row) -> ExportMark, page: (ExportMark) async throws -> [Row]
    ) async throws -> Int {
        try await sink(format == .csv ? CSV.byteOrderMark + CSV.line(columns.map(\.title)) : "[")
        var written = 0
        var place = ExportMark(before: month.span)
        while true {
            let rows = try await page(place)
            guard let last = rows.last else { break }
            place = mark(last)
            var text = ""
            for row in rows {
                switch format {
                case .csv: text += CSV.line(columns.map { $0.value(row).text })
                case .json:
                    let object = JSONValue.object(columns.map { .init($0.key, $0.value(row).json) })
                    text += (written == 0 ? "\n" : ",\n") + String(decoding: object.bytes, as: UTF8.self)
                }
                written += 1
            }
            try await sink(text)
        }
        if format == .json { try await sink("\n]\n") }
        return written
    }
}

/// One column of an export.
struct Column<Row> {
    /// What a cell holds.
    enum Value {
        case text(String)
        case number(Int64)
        case flag(Bool)
        case none

        init(_ text: String?) { self = text.map(Value.text) ?? .none }

        /// As a spreadsheet shows it.
        var text: String {
            switch self {
            case .text(let text): text
            case .number(let number): "\(number)"
            case .flag(let truth): truth ? "是" : "否"
            case .none: ""
            }
        }

        /// As a program reads it.
        var json: JSONValue {
            switch self {
            case .text(let text): .string(text)
            case .number(let number): .number("\(number)")
            case .flag(let truth): .bool(truth)
            case .none: .null
            }
        }
    }

    let key: String
    let title: String
    let value: (Row) -> Value

    init(_ key: String, _ title: String, _ value: @escaping (Row) -> Value) {
        self.key = key
        self.title = title
        self.value = value
    }
}
