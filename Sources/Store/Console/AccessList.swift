package import Domain
import GRDB

/// One look at a case, with the case.
package struct CaseLook: Sendable, Equatable {
    /// When, who and how.
    package let access: CaseAccess
    /// Which case.
    package let number: Int64
}

extension CounselDatabase {
    /// Who looked at which case in a span of time, newest first; `by` is one person or console user.
    package func looks(
        in span: Range<Timestamp>, by viewer: String?, offset: Int, limit: Int
    ) async throws -> (rows: [CaseLook], total: Int) {
        try await writer.read { db in
            var conditions = Conditions()
            conditions.add("at", in: span)
            conditions.add("viewer", is: viewer)
            let total = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM caseAccess WHERE \(conditions.sql)", arguments: conditions.arguments)
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.looksSQL(conditions)), arguments: conditions.arguments + [limit, offset]
            ).map {
                CaseLook(
                    access: CaseAccess(
                        at: Timestamp(milliseconds: $0["at"]), viewer: $0["viewer"],
                        way: CaseAccess.Way(rawValue: $0["way"]) ?? .link), number: $0["caseNumber"])
            }
            return (rows, total ?? 0)
        }
    }

    static func looksSQL(_ conditions: Conditions) -> String {
        """
        SELECT at, viewer, way, caseNumber FROM caseAccess WHERE \(conditions.sql)
        ORDER BY at DESC, id DESC LIMIT ? OFFSET ?
        """
    }
}
