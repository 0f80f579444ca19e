/// A report as tables, before it is written as Markdown, CSV, HTML or JSON.
package struct ReportDocument: Sendable, Equatable, Codable {
    /// One table of it.
    package struct Table: Sendable, Equatable, Codable {
        /// What it shows.
        package var title: String
        /// The columns.
        package var columns: [String]
        /// The rows, as people read them.
        package var rows: [[String]]

        /// Takes the parts.
        package init(_ title: String, columns: [String], rows: [[String]]) {
            self.title = title
            self.columns = columns
            self.rows = rows
        }
    }

    /// What stands above it.
    package var title: String
    /// Whether the month is over and the figures will not change any more.
    package var isFinal: Bool
    /// Remarks under the title.
    package var notes: [String]
    /// The tables.
    package var tables: [Table]

    /// Takes the parts.
    package init(title: String, isFinal: Bool, notes: [String], tables: [Table]) {
        self.title = title
        self.isFinal = isFinal
        self.notes = notes
        self.tables = tables
    }
}
