package import Domain
import GRDB

extension CounselDatabase {
    /// Milliseconds without a heartbeat that count as an outage: three beats were missed.
    package static let outageMilliseconds: Int64 = 180_000

    /// Says that the service is there, and writes down the outage that ends with this beat, if there was one.
    package func beat(at now: Timestamp) async throws {
        try await commits.perform { db in
            let last = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT lastAt FROM heartbeat ORDER BY hour DESC LIMIT 1"))
            if let last, now.milliseconds - last > Self.outageMilliseconds {
                try db.execute(
                    sql: "INSERT INTO outage (startedAt, endedAt) VALUES (?, ?)", arguments: [last, now.milliseconds])
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO heartbeat (hour, beats, lastAt) VALUES (?, 1, ?)
                    ON CONFLICT DO UPDATE SET beats = min(60, beats + 1), lastAt = max(lastAt, excluded.lastAt)
                    """
            ).execute(arguments: [now.chinaHour, now.milliseconds])
        }
    }

    /// Writes down for how many minutes of an hour somebody was on duty for each village.
    package func recordDuty(_ minutes: [VillageID: Int], hour: Int64) async throws {
        try await commits.perform { db in
            let statement = try db.cachedStatement(
                sql: "INSERT INTO dutyHour (village, hour, minutes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            for (village, minutes) in minutes.sorted(by: { $0.key < $1.key }) {
                try statement.execute(arguments: [village.text, hour, min(60, max(0, minutes))])
            }
        }
    }

    /// The last hour for which duty is on record.
    package func lastDutyHour(of village: VillageID) async throws -> Int64? {
        try await writer.read { db in
            try Int64.fetchOne(
                db, sql: "SELECT max(hour) FROM dutyHour WHERE village = ?", arguments: [village.text])
        }
    }

    /// In how many of these hours nobody was on duty for a village, by hours since 1970; villages without any are left out.
    package func unstaffedHours(of villages: [VillageID], among hours: [Int64]) async throws -> [VillageID: Int] {
        try await writer.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.unstaffedSQL),
                arguments: [jsonArray(villages.map(\.text)), "[\(hours.map(String.init).joined(separator: ","))]"])
            return Dictionary(uniqueKeysWithValues: rows.map { (VillageID($0[0]), $0[1]) })
        }
    }

    static let unstaffedSQL = """
        SELECT village, count(*) FROM dutyHour
        WHERE village IN (SELECT value FROM json_each(?)) AND hour IN (SELECT value FROM json_each(?)) AND minutes = 0
        GROUP BY 1 ORDER BY 1
        """
}
