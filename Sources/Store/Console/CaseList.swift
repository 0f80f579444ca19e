package import Domain
import GRDB

/// How fast somebody first did something about their cases.
package struct ResponseFigures: Sendable, Equatable {
    /// Cases.
    package var cases = 0
    /// Of those, where somebody did something.
    package var responded = 0
    /// Milliseconds from opening to the first response, on average of those.
    package var average: Int64?
    /// The longest.
    package var slowest: Int64?

    /// None.
    package init() {}

    init(_ row: Row) {
        cases = row["cases"]
        responded = row["responded"]
        average = row["average"]
        slowest = row["slowest"]
    }
}

extension CounselDatabase {
    /// The cases that a filter lets through, newest first.
    package func caseList(_ filter: CaseListFilter) async throws -> [LegalCase] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.caseListSQL(conditions)),
                arguments: conditions.arguments + [filter.limit, filter.offset]
            ).map { try db.legalCase($0) }
        }
    }

    static func caseListSQL(_ conditions: Conditions) -> String {
        """
        SELECT \(Database.caseColumns) FROM legalCase WHERE \(conditions.sql)
        ORDER BY openedAt DESC, number DESC LIMIT ? OFFSET ?
        """
    }

    /// How many cases a filter lets through, whatever its limit.
    package func caseCount(_ filter: CaseListFilter) async throws -> Int {
        try await caseCounts("NULL", filter).values.first ?? 0
    }

    /// How many cases each village has, of those that a filter lets through.
    package func caseCountsByVillage(_ filter: CaseListFilter) async throws -> [String: Int] {
        try await caseCounts("village", filter)
    }

    /// How many cases each person has, of those that a filter lets through; under an empty text those of nobody.
    package func caseCountsByOwner(_ filter: CaseListFilter) async throws -> [String: Int] {
        try await caseCounts("owner", filter)
    }

    private func caseCounts(_ key: String, _ filter: CaseListFilter) async throws -> [String: Int] {
        try await writer.read { db in
            let conditions = filter.conditions
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.caseCountsSQL(key, conditions)), arguments: conditions.arguments)
            return Dictionary(rows.map { ($0["key"], $0["cases"]) }) { first, _ in first }
        }
    }

    static func caseCountsSQL(_ key: String, _ conditions: Conditions) -> String {
        "SELECT coalesce(\(key), '') AS key, count(*) AS cases FROM legalCase WHERE \(conditions.sql) GROUP BY 1"
    }

    /// How fast each person was on the cases that a filter lets through; under an empty text those of nobody.
    package func responses(_ filter: CaseListFilter) async throws -> [String: ResponseFigures] {
        try await writer.read { db in
            let conditions = filter.conditions
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.responsesSQL(conditions)), arguments: conditions.arguments)
            return Dictionary(rows.map { ($0["owner"], ResponseFigures($0)) }) { first, _ in first }
        }
    }

    static func responsesSQL(_ conditions: Conditions) -> String {
        """
        SELECT coalesce(owner, '') AS owner, count(*) AS cases, count(firstAt) AS responded,
            CAST(avg(firstAt - openedAt) AS INTEGER) AS average, max(firstAt - openedAt) AS slowest
        FROM (SELECT owner, openedAt, \(CaseListFilter.firstResponse) AS firstAt FROM legalCase
            WHERE \(conditions.sql))
        GROUP BY 1
        """
    }
}
