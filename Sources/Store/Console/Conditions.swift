import Domain
import GRDB

/// What a query asks for, built once and used by its rows, its count and its groups alike, so that they agree.
struct Conditions {
    private var parts: [String] = []
    private(set) var arguments = StatementArguments()

    mutating func add(_ sql: String, _ values: StatementArguments = []) {
        parts.append(sql)
        arguments += values
    }

    /// The column names a village of the scope; the district's may also name none.
    mutating func add(_ column: String, in scope: ServiceScope) {
        guard case .villages(let villages) = scope else { return }
        add("\(column) IN (SELECT value FROM json_each(?))", [jsonArray(villages.map(\.text).sorted())])
    }

    /// The column has that value; nil asks for nothing.
    mutating func add(_ column: String, is value: String?) {
        if let value { add("\(column) = ?", [value]) }
    }

    /// The column of milliseconds lies in that span; nil asks for nothing.
    mutating func add(_ column: String, in span: Range<Timestamp>?) {
        guard let span else { return }
        add("\(column) >= ? AND \(column) < ?", [span.lowerBound.milliseconds, span.upperBound.milliseconds])
    }

    /// The case, a row of `legalCase`, does not keep this reader out for conflict of interest.
    mutating func addOpen(to reader: PersonID?) {
        if let reader { add("\(Self.keepsOut) = 0", [" \(reader) "]) }
    }

    /// The same for a row that may belong to a case, by its `caseNumber`.
    mutating func addCaseOpen(to reader: PersonID?) {
        guard let reader else { return }
        add(
            """
            (caseNumber IS NULL OR NOT EXISTS (
                SELECT 1 FROM legalCase WHERE number = caseNumber AND \(Self.keepsOut) > 0))
            """, [" \(reader) "])
    }

    /// Where a person stands among those whom a case keeps out, who are kept by space.
    private static let keepsOut = "instr(' ' || excluded || ' ', ?)"

    var sql: String { parts.isEmpty ? "1" : parts.joined(separator: " AND ") }
}
