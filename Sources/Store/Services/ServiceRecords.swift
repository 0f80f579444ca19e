package import Domain
import GRDB

/// Which service records a list shows: the ones in force, newest first.
package struct ServiceFilter: Sendable, Equatable {
    /// Only this person's.
    package var person: PersonID?
    /// Only of these villages; nil shows all, and records of no village with them.
    package var villages: Set<VillageID>?
    /// Only this kind.
    package var kind: ServiceRecord.Kind?
    /// From this day on.
    package var from: CivilDate?
    /// Up to and with this day.
    package var to: CivilDate?
    /// Also those that were corrected since.
    package var withCorrected = false
    /// How many to leave out at the start.
    package var offset = 0
    /// The most to show.
    package var limit = 100

    /// A filter that lets everything through.
    package init() {}
}

extension CounselDatabase {
    /// Puts a service on record; the same `source` again, such as a repeated message, gives the stored record back.
    ///
    /// A correction must name a record of the same person that was not corrected before, else `StoreError.notFound`.
    package func record(_ record: ServiceRecord, source: String) async throws -> ServiceRecord {
        try await commits.perform { db in
            let known = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM serviceRecord WHERE source = ?"), arguments: [source])
            if let known { return Database.serviceRecord(known) }
            if let corrected = record.corrects, try !db.mayCorrect(corrected, by: record.person) {
                throw StoreError.notFound
            }
            return try db.insertServiceRecord(record, source: source)
        }
    }

    /// The records that a filter lets through, the latest day first.
    package func serviceRecords(_ filter: ServiceFilter) async throws -> [ServiceRecord] {
        try await writer.read { db in
            let (condition, arguments) = Self.conditions(filter)
            return try Row.fetchAll(
                db, sql: Self.serviceListSQL(condition), arguments: arguments + [filter.limit, filter.offset]
            ).map(Database.serviceRecord)
        }
    }

    static func serviceListSQL(_ condition: String) -> String {
        "SELECT * FROM serviceRecord WHERE \(condition) ORDER BY servedOn DESC, id DESC LIMIT ? OFFSET ?"
    }

    static func serviceTotalsSQL(_ condition: String) -> String {
        "SELECT count(*) AS records, sum(minutes) AS minutes FROM serviceRecord WHERE \(condition)"
    }

    /// How many records a filter lets through, and their minutes, whatever its limit.
    package func serviceTotals(_ filter: ServiceFilter) async throws -> (records: Int, minutes: Int) {
        try await writer.read { db in
            let (condition, arguments) = Self.conditions(filter)
            let row = try Row.fetchOne(db, sql: Self.serviceTotalsSQL(condition), arguments: arguments)
            return (row?["records"] ?? 0, row?["minutes"] ?? 0)
        }
    }

    static func conditions(_ filter: ServiceFilter) -> (String, StatementArguments) {
        var conditions = ["1"]
        var arguments = StatementArguments()
        if !filter.withCorrected {
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM serviceRecord later WHERE later.corrects = serviceRecord.id)")
        }
        if let person = filter.person {
            conditions.append("person = ?")
            arguments += [person.text]
        }
        if let villages = filter.villages {
            conditions.append("village IN (\(databaseQuestionMarks(count: villages.count)))")
            arguments += StatementArguments(villages.map(\.text).sorted())
        }
        if let kind = filter.kind {
            conditions.append("kind = ?")
            arguments += [kind.rawValue]
        }
        if let from = filter.from {
            conditions.append("servedOn >= ?")
            arguments += [from.daysSince1970]
        }
        if let to = filter.to {
            conditions.append("servedOn <= ?")
            arguments += [to.daysSince1970]
        }
        return (conditions.joined(separator: " AND "), arguments)
    }
}

extension CaseLookup {
    /// The number that the next service record will have.
    package func nextServiceRecord() throws -> Int64 {
        let last = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'serviceRecord'"))
        return (last ?? 0) + 1
    }

    /// Whether a record is this person's and was not corrected before.
    package func mayCorrect(_ record: Int64, by person: PersonID) throws -> Bool {
        try db.mayCorrect(record, by: person)
    }
}

extension Database {
    func mayCorrect(_ record: Int64, by person: PersonID) throws -> Bool {
        try Bool.fetchOne(
            cachedStatement(
                sql: """
                    SELECT 1 FROM serviceRecord WHERE id = ?1 AND person = ?2
                        AND NOT EXISTS (SELECT 1 FROM serviceRecord WHERE corrects = ?1)
                    """), arguments: [record, person.text]) != nil
    }

    /// Stores the record under its number, or under the next one when it has none.
    func insertServiceRecord(_ record: ServiceRecord, source: String) throws -> ServiceRecord {
        try cachedStatement(
            sql: """
                INSERT INTO serviceRecord (id, person, village, kind, servedOn, minutes, title, photo, recordedAt,
                    source, corrects) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            record.id, record.person.text, record.village?.text, record.kind.rawValue, record.day.daysSince1970,
            record.minutes, record.title, record.photo, record.recordedAt.milliseconds, source, record.corrects,
        ])
        var stored = record
        stored.id = lastInsertedRowID
        return stored
    }

    static func serviceRecord(_ row: Row) -> ServiceRecord {
        ServiceRecord(
            id: row["id"], person: PersonID(row["person"]), village: (row["village"] as String?).map { VillageID($0) },
            kind: ServiceRecord.Kind(rawValue: row["kind"]) ?? .other, day: CivilDate(daysSince1970: row["servedOn"]),
            minutes: row["minutes"], title: row["title"], photo: row["photo"],
            recordedAt: Timestamp(milliseconds: row["recordedAt"]), corrects: row["corrects"])
    }
}
