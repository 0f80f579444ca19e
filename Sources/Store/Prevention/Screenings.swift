package import Domain
import GRDB

extension CounselDatabase {
    /// Writes down rounds whose days began; those on record stay as they are.
    package func plan(_ screenings: [Screening]) async throws {
        guard !screenings.isEmpty else { return }
        try await commits.perform { db in
            for screening in screenings {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO screening (level, place, startsOn, dueOn, person) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """
                ).execute(arguments: [
                    screening.level.rawValue, screening.place, screening.period.lowerBound.daysSince1970,
                    screening.period.upperBound.daysSince1970, screening.person.text,
                ])
            }
        }
    }

    /// The rounds that are not done, of which nobody was reminded, and that end within days after `day`.
    package func unremindedScreenings(on day: CivilDate, within days: Int = 7) async throws -> [Screening] {
        try await writer.read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: ScreeningSQL.unreminded),
                arguments: [day.daysSince1970, day.daysSince1970 + days]
            ).compactMap { Screening(row: $0) }
        }
    }

    /// Puts one person's reminder into the outbox and notes it on its rounds, unless they were done meanwhile.
    package func remind(
        _ screenings: [Screening], with parts: [OutboundMessage], at now: Timestamp
    ) async throws {
        try await commits.perform { db in
            var isNews = false
            for id in screenings.compactMap(\.id) {
                try db.execute(
                    sql: "UPDATE screening SET remindedAt = ? WHERE id = ? AND remindedAt IS NULL AND doneAt IS NULL",
                    arguments: [now.milliseconds, id])
                if db.changesCount == 1 { isNews = true }
            }
            guard isNews else { return }
            for part in parts { try db.insertOutbox(OutboxDraft(part, for: .ping), at: now, caseNumber: nil) }
        }
    }

    /// Writes down a round that is done, as the console does it; false when there is no such round.
    package func finish(_ done: InboundEffects.ScreeningDone, at now: Timestamp) async throws -> Bool {
        try await commits.perform { db in try db.write(done, at: now) }
    }

    /// The rounds that end in a span of days at these places, the newest first; nil for every place.
    package func screenings(
        endingIn days: Range<CivilDate>, at places: Set<String>?, limit: Int = 1_000
    ) async throws -> [Screening] {
        try await writer.read { db in
            var arguments: [String: (any DatabaseValueConvertible)?] = [
                "from": days.lowerBound.daysSince1970, "to": days.upperBound.daysSince1970, "limit": limit,
            ]
            if let places { arguments["places"] = jsonArray(places.sorted()) }
            return try Row.fetchAll(
                db, sql: ScreeningSQL.ending(everywhere: places == nil), arguments: StatementArguments(arguments)
            ).compactMap { Screening(row: $0) }
        }
    }
}

/// The statements of rounds, in one place so that a test can ask SQLite how it would run them.
enum ScreeningSQL {
    static let unreminded = """
        SELECT * FROM screening WHERE doneAt IS NULL AND dueOn >= ? AND dueOn <= ? AND remindedAt IS NULL
        ORDER BY person, id
        """
    static func ending(everywhere: Bool) -> String {
        """
        SELECT * FROM screening WHERE \(everywhere ? "" : "place IN (SELECT value FROM json_each(:places)) AND ")
            dueOn >= :from AND dueOn < :to ORDER BY dueOn DESC, id DESC LIMIT :limit
        """
    }
    static let openOfPerson = """
        SELECT * FROM screening WHERE person = ? AND doneAt IS NULL AND startsOn <= ? AND dueOn >= ? ORDER BY dueOn, id
        """
    static let openAtPlaces = """
        SELECT * FROM screening WHERE place IN (SELECT value FROM json_each(?)) AND doneAt IS NULL AND startsOn <= ?
            AND dueOn >= ? ORDER BY dueOn, id
        """
}

extension Screening {
    init?(row: Row) {
        guard let level = ScreeningLevel(rawValue: row["level"]), (row["startsOn"] as Int) <= row["dueOn"] else {
            return nil
        }
        self.init(
            id: row["id"], level, place: row["place"],
            period: CivilDate(daysSince1970: row["startsOn"])...CivilDate(daysSince1970: row["dueOn"]),
            person: PersonID(row["person"]))
        remindedAt = (row["remindedAt"] as Int64?).map(Timestamp.init(milliseconds:))
        doneAt = (row["doneAt"] as Int64?).map(Timestamp.init(milliseconds:))
        doneBy = (row["doneBy"] as String?).map { PersonID($0) }
        found = row["found"]
        note = row["note"]
    }
}

extension Database {
    /// How long after its end a round can still be reported, in days.
    private static let lateDays = 31

    func openScreenings(of person: PersonID?, at places: [String], by day: CivilDate) throws -> [Screening] {
        let latest = day.daysSince1970 - Self.lateDays
        let own = try person.map {
            try Row.fetchAll(
                cachedStatement(sql: ScreeningSQL.openOfPerson), arguments: [$0.text, day.daysSince1970, latest])
        }
        let here = try Row.fetchAll(
            cachedStatement(sql: ScreeningSQL.openAtPlaces),
            arguments: [Store.jsonArray(places), day.daysSince1970, latest])
        var seen: Set<Int64> = []
        return ((own ?? []) + here).compactMap { Screening(row: $0) }.filter { seen.insert($0.id ?? 0).inserted }
    }

    /// Writes down that a round is done; a later report replaces an earlier one. False when there is no such round.
    @discardableResult
    func write(_ done: InboundEffects.ScreeningDone, at now: Timestamp) throws -> Bool {
        try cachedStatement(
            sql: "UPDATE screening SET doneAt = ?, doneBy = ?, found = ?, note = ? WHERE id = ?"
        ).execute(arguments: [
            now.milliseconds, done.person, done.found, done.note.isEmpty ? nil : done.note, done.screening,
        ])
        return changesCount == 1
    }
}
