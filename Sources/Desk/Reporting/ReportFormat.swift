import Foundation

/// How a report is written down.
package enum ReportFormat: String, Sendable, CaseIterable {
    case md, csv, html, json

    /// The document in this format; the same document, the same bytes.
    package func render(_ document: ReportDocument) throws -> String {
        switch self {
        case .md: Self.markdown(document)
        case .csv: Self.csv(document)
        case .html: Self.html(document)
        case .json: try Self.json(document)
        }
    }

    private static func markdown(_ document: ReportDocument) -> String {
        var lines = ["# \(document.title)", ""]
        for note in document.notes { lines += ["> \(note)", ""] }
        for table in document.tables {
            lines += ["## \(table.title)", ""]
            lines.append("| " + table.columns.map(cell).joined(separator: " | ") + " |")
            lines.append("|" + String(repeating: "---|", count: table.columns.count))
            for row in table.rows { lines.append("| " + row.map(cell).joined(separator: " | ") + " |") }
            if table.rows.isEmpty { lines.append("| （无）" + String(repeating: " |", count: table.columns.count)) }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private static func cell(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("\n", with: " ")
            .replacing("<", with: "&lt;")
    }

    private static func csv(_ document: ReportDocument) -> String {
        var rows = [[document.title]] + document.notes.map { [$0] }
        for table in document.tables { rows += [[], [table.title], table.columns] + table.rows }
        return CSV.text(rows)
    }

    private static func html(_ document: ReportDocument) -> String {
        let tables = document.tables.map { table in
            let head = table.columns.map { "<th scope=\"col\">\(escape($0))</th>" }.joined()
            let body = table.rows.map { row in
                "<tr>" + row.map { "<td>\(escape($0))</td>" }.joined() + "</tr>"
            }.joined(separator: "\n")
            let empty = "<tr><td colspan=\"\(table.columns.count)\">（无）</td></tr>"
            return """
                <section><h2>\(escape(table.title))</h2>
                <table><thead><tr>\(head)</tr></thead><tbody>
                \(table.rows.isEmpty ? empty : body)
                </tbody></table></section>
                """
        }.joined(separator: "\n")
        let notes = document.notes.map { "<p class=\"note\">\(escape($0))</p>" }.joined(separator: "\n")
        return """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>\(escape(document.title))</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#111;max-width:60em;margin:2em auto;padding:0 1em}
            h1{font-size:1.5em;text-align:center}h2{font-size:1.1em;margin:1.4em 0 .4em}.note{color:#555;margin:.2em 0}
            table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.25em .5em;text-align:left}
            th{background:#eee}td:not(:first-child){font-variant-numeric:tabular-nums}
            @page{size:A4;margin:15mm}
            @media print{body{margin:0;max-width:none;font-size:10.5pt}thead{display:table-header-group}
            tr{break-inside:avoid}h2{break-after:avoid}th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
            </style></head><body>
            <h1>\(escape(document.title))</h1>
            \(notes)
            \(tables)
            </body></html>

            """
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    private static func json(_ document: ReportDocument) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}

/// Comma-separated values as Excel opens them: UTF-8 with a byte order mark, lines end in CRLF (RFC 4180).
package enum CSV {
    /// The rows; no cell can be taken for a formula.
    package static func text(_ rows: [[String]]) -> String {
        byteOrderMark + rows.map(line).joined()
    }

    /// What a file begins with, so that Excel takes it for UTF-8.
    package static let byteOrderMark = "\u{FEFF}"

    /// One row with its line end.
    package static func line(_ row: [String]) -> String { row.map(cell).joined(separator: ",") + "\r\n" }

    /// What a spreadsheet would run (=, +, -, @, tab, return) gets an apostrophe before it, unless it is a plain number.
    static func cell(_ text: String) -> String {
        var cell = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first), Double(text) == nil {
            cell = "'" + text
        }
        let needsQuotes = cell.unicodeScalars.contains { ["\"", ",", "\r", "\n"].contains($0) }
        return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
}
