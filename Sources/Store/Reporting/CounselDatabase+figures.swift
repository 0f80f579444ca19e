package import Domain
import Foundation
import GRDB

extension CounselDatabase {
    /// The lines of a query, for a span of moments and the villages that may be seen.
    ///
    /// `all` are the villages of the directory, for tables that are kept by village.
    package func figures(
        _ query: FigureQuery, in span: Range<Timestamp>, scope: ServiceScope, all: [VillageID]
    ) async throws -> [Tally] {
        let arguments = Self.arguments(query, span, scope, all)
        let sql = query.sql(inDistrict: scope == .district)
        return try await writer.read { db in
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
                let columns = row.databaseValues
                return Tally(
                    keys: columns.prefix(query.keys).map { String.fromDatabaseValue($0) ?? "\($0)" },
                    values: columns.dropFirst(query.keys).map { Int64.fromDatabaseValue($0) ?? 0 })
            }
        }
    }

    /// What the query's parameters stand for.
    static func arguments(
        _ query: FigureQuery, _ span: Range<Timestamp>, _ scope: ServiceScope, _ all: [VillageID]
    ) -> StatementArguments {
        let bound = { (moment: Timestamp) in
            switch query.unit {
            case .milliseconds: moment.milliseconds
            case .hours: moment.chinaHour
            case .days: Int64(moment.chinaDate.daysSince1970)
            }
        }
        var values: [String: (any DatabaseValueConvertible)?] = [
            "from": bound(span.lowerBound), "to": bound(span.upperBound),
        ]
        if scope != .district || query == .duty {
            let villages: [VillageID]
            if case .villages(let some) = scope { villages = Array(some) } else { villages = all }
            values["villages"] = jsonArray(villages.map(\.text).sorted())
        }
        return StatementArguments(values)
    }

    /// The stretches without service in a span of time, oldest first.
    package func outages(in span: Range<Timestamp>) async throws -> [Range<Timestamp>] {
        try await writer.read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: Self.outageSQL),
                arguments: [span.upperBound.milliseconds, span.lowerBound.milliseconds]
            ).map { Timestamp(milliseconds: $0["startedAt"])..<Timestamp(milliseconds: $0["endedAt"]) }
        }
    }

    static let outageSQL = """
        SELECT startedAt, endedAt FROM outage WHERE startedAt < ? AND endedAt > ? ORDER BY startedAt
        """

    /// Hours with a heartbeat and the beats in them, by hours since 1970.
    package func heartbeats(in span: Range<Timestamp>) async throws -> [Int64: Int] {
        try await writer.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.heartbeatSQL),
                arguments: [span.lowerBound.chinaHour, span.upperBound.chinaHour])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["hour"], $0["beats"]) })
        }
    }

    static let heartbeatSQL = "SELECT hour, beats FROM heartbeat WHERE hour >= ? AND hour < ?"

    /// The report of a closed month as it was first made.
    package func closedReport(_ month: CivilMonth, scope: String) async throws -> String? {
        try await writer.read { db in
            try String.fetchOne(
                db, sql: "SELECT document FROM closedReport WHERE month = ? AND scope = ?",
                arguments: [month.description, scope])
        }
    }

    /// Keeps the report of a closed month; what is kept already stays. Returns what is kept.
    package func close(
        _ month: CivilMonth, scope: String, document: String, at now: Timestamp
    ) async throws -> String {
        try await commits.perform { db in
            try db.execute(
                sql: """
                    INSERT INTO closedReport (month, scope, madeAt, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """, arguments: [month.description, scope, now.milliseconds, document])
            return try String.fetchOne(
                db, sql: "SELECT document FROM closedReport WHERE month = ? AND scope = ?",
                arguments: [month.description, scope]) ?? document
        }
    }
}

/// Texts as a JSON array.
func jsonArray(_ texts: [String]) -> String {
    (try? JSONEncoder().encode(texts)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
}
