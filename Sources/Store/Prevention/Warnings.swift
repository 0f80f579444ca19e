package import Domain
import GRDB

/// A warning as it was stored.
package struct StoredWarning: Sendable, Equatable {
    /// Its number, which people write as W12.
    package var number: Int64
    /// The rule that fired.
    package var rule: String
    /// How serious it is.
    package var level: WarningLevel
    /// Where.
    package var village: VillageID?
    /// About what.
    package var topic: TopicID?
    /// When it fired.
    package var at: Timestamp
    /// How many questions it counts.
    package var questions: Int
    /// By how many people.
    package var askers: Int
    /// How many such questions there were in as many days before.
    package var before: Int
    /// Whether there is a dispute; nil while nobody said so.
    package var isReal: Bool?
    /// Who said so.
    package var judge: String?
    /// When.
    package var judgedAt: Timestamp?
    /// What was said about it, masked.
    package var note: String?

    init?(_ row: Row) {
        guard let level = WarningLevel(rawValue: row["level"]) else { return nil }
        number = row["id"]
        rule = row["rule"]
        self.level = level
        village = (row["village"] as String?).map { VillageID($0) }
        topic = (row["topic"] as String?).map { TopicID($0) }
        at = Timestamp(milliseconds: row["at"])
        questions = row["questions"]
        askers = row["askers"]
        before = row["before"]
        isReal = (row["verdict"] as String?).map { $0 == "real" }
        judge = row["judge"]
        judgedAt = (row["judgedAt"] as Int64?).map(Timestamp.init(milliseconds:))
        note = row["note"]
    }
}

extension CounselDatabase {
    /// The warning of that number.
    package func warning(_ number: Int64) async throws -> StoredWarning? {
        try await writer.read { db in try db.warning(number) }
    }

    /// The warnings of a span of time that somebody may see, newest first.
    package func warnings(in span: Range<Timestamp>, scope: ServiceScope, limit: Int = 500) async throws
        -> [StoredWarning]
    {
        try await writer.read { db in
            try Row.fetchAll(
                db, sql: Self.warningsSQL(inDistrict: scope == .district),
                arguments: StatementArguments(
                    [
                        "from": span.lowerBound.milliseconds, "to": span.upperBound.milliseconds, "limit": limit,
                    ] as [String: (any DatabaseValueConvertible)?]) + scope.arguments
            ).compactMap { StoredWarning($0) }
        }
    }

    static func warningsSQL(inDistrict: Bool) -> String {
        """
        SELECT * FROM warning WHERE \(inDistrict ? "" : "village IN (SELECT value FROM json_each(:villages)) AND ")
            at >= :from AND at < :to ORDER BY id DESC LIMIT :limit
        """
    }
}

extension ServiceScope {
    /// `:villages` as the statements of a scope want it; nothing for the district.
    var arguments: StatementArguments {
        guard case .villages(let villages) = self else { return [:] }
        return ["villages": jsonArray(villages.map(\.text).sorted())]
    }
}

extension Database {
    func warning(_ number: Int64) throws -> StoredWarning? {
        try Row.fetchOne(cachedStatement(sql: "SELECT * FROM warning WHERE id = ?"), arguments: [number])
            .flatMap { StoredWarning($0) }
    }
}

extension CaseLookup {
    /// The warning of that number.
    package func warning(_ number: Int64) throws -> StoredWarning? { try db.warning(number) }

    /// The warnings that a message with this receipt told somebody about.
    package func warnings(behind receipt: MessageID) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT warning FROM outbox CROSS JOIN warningPing ON warningPing.outbox = outbox.id
                    WHERE outbox.receipt = ? ORDER BY warning
                    """), arguments: [receipt.text])
    }

    /// The rounds of these places that are not done and begin by that day, oldest first.
    package func openScreenings(of person: PersonID?, at places: [String], by day: CivilDate) throws -> [Screening] {
        try db.openScreenings(of: person, at: places, by: day)
    }
}
