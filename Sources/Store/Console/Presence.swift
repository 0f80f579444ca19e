package import Domain
import GRDB

/// Who was there in one hour of the week, over a span of time.
package struct DutyFigures: Sendable, Equatable {
    /// Hours on record, of all villages together.
    package var hours = 0
    /// Minutes in which somebody was on duty.
    package var minutes = 0
}

extension CounselDatabase {
    /// For each hour of the week, 7 × 24 and Monday first, how long somebody was on duty for these villages.
    package func duty(in span: Range<Timestamp>, for villages: [VillageID]) async throws -> [[DutyFigures]] {
        try await writer.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.dutySQL),
                arguments: [
                    jsonArray(villages.map(\.text).sorted()), span.lowerBound.chinaHour, span.upperBound.chinaHour,
                ])
            var week = Array(repeating: Array(repeating: DutyFigures(), count: 24), count: 7)
            for row in rows {
                let hour: Int = row["hour"]
                week[hour / 24][hour % 24] = DutyFigures(hours: row["hours"], minutes: row["minutes"])
            }
            return week
        }
    }

    /// 1970-01-01 was a Thursday.
    static let dutySQL = """
        SELECT (hour + 72) % 168 AS hour, count(*) AS hours, sum(minutes) AS minutes FROM dutyHour
        WHERE village IN (SELECT value FROM json_each(?)) AND hour >= ? AND hour < ? GROUP BY 1
        """
}
