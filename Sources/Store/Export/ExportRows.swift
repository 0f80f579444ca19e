package import Domain
import GRDB

/// A question as it is handed out: masked, without anything that tells who asked.
package struct InteractionRow: Sendable, Equatable {
    /// Its row in the log.
    package let id: Int64
    /// When it came.
    package let at: Timestamp
    /// The village of the group.
    package let village: VillageID?
    /// Whether neighbours read along.
    package let isGroup: Bool
    /// Whether the bot was spoken to.
    package let isAddressed: Bool
    /// The masked words.
    package let text: String
    /// What was done, by its stored name.
    package let decision: String
    /// Why, by its stored name.
    package let reason: String
    /// What it was taken for.
    package let intent: IntentID?
    /// What it was about.
    package let topic: TopicID?
    /// Which answer was given.
    package let answer: AnswerID?
    /// What the bot said.
    package let reply: String?
    /// The case that it opened or belongs to.
    package let caseNumber: Int64?
    /// Which version of the files spoke.
    package let catalogDigest: String
}

/// A case as it is handed out: masked, without anything that tells who asked.
package struct CaseRow: Sendable, Equatable {
    /// Its number.
    package let number: Int64
    /// The village of the group.
    package let village: VillageID?
    /// When it was opened.
    package let openedAt: Timestamp
    /// How fast it must be looked at.
    package let urgency: Urgency
    /// What it is about.
    package let topic: TopicID?
    /// The masked summary.
    package let summary: String
    /// How far it is.
    package let state: CaseState
    /// Who has it, or is asked.
    package let owner: PersonID?
    /// When somebody first took it or answered.
    package let firstAt: Timestamp?
    /// When it was first answered.
    package let answeredAt: Timestamp?
    /// When it was closed.
    package let closedAt: Timestamp?
    /// How often the asker said that it was not settled.
    package let reopenings: Int
    /// How content the asker is, 1…5.
    package let rating: Int?
}

/// Where a page of rows ended: time and number of its last row.
package struct ExportMark: Sendable, Equatable {
    /// The row's time.
    package var at: Timestamp
    /// The row's number.
    package var id: Int64

    /// Before the first row of a span.
    package init(before span: Range<Timestamp>) {
        at = span.lowerBound
        id = .min
    }

    /// Behind a question.
    package init(behind row: InteractionRow) { (at, id) = (row.at, row.id) }

    /// Behind a case.
    package init(behind row: CaseRow) { (at, id) = (row.openedAt, row.number) }
}

extension CounselDatabase {
    /// The next questions of a span behind a mark, oldest first: what villagers wrote, not what our people did; without
    /// those about cases that `person` may not see for conflict of interest.
    package func interactionRows(
        in span: Range<Timestamp>, scope: ServiceScope, seenBy person: PersonID? = nil, behind mark: ExportMark,
        limit: Int
    ) async throws -> [InteractionRow] {
        let sql = ExportSQL.interactions(inDistrict: scope == .district)
        return try await writer.read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: sql), arguments: ExportSQL.arguments(span, scope, mark, limit, seenBy: person)
            ).map { row in
                InteractionRow(
                    id: row["id"], at: Timestamp(milliseconds: row["receivedAt"]),
                    village: (row["village"] as String?).map { VillageID($0) }, isGroup: row["isGroup"],
                    isAddressed: row["isAddressed"], text: row["text"], decision: row["decision"],
                    reason: row["reason"], intent: (row["intent"] as String?).map { IntentID($0) },
                    topic: (row["topic"] as String?).map { TopicID($0) },
                    answer: (row["answer"] as String?).map { AnswerID($0) }, reply: row["reply"],
                    caseNumber: row["caseNumber"], catalogDigest: row["catalogDigest"])
            }
        }
    }

    /// The next cases opened in a span behind a mark, oldest first; without those that `person` may not see for conflict
    /// of interest.
    package func caseRows(
        in span: Range<Timestamp>, scope: ServiceScope, seenBy person: PersonID? = nil, behind mark: ExportMark,
        limit: Int
    ) async throws -> [CaseRow] {
        let sql = ExportSQL.cases(inDistrict: scope == .district)
        return try await writer.read { db in
            let arguments = ExportSQL.arguments(span, scope, mark, limit, seenBy: person)
            return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
                let moment = { (column: String) in (row[column] as Int64?).map(Timestamp.init(milliseconds:)) }
                return CaseRow(
                    number: row["number"], village: (row["village"] as String?).map { VillageID($0) },
                    openedAt: Timestamp(milliseconds: row["openedAt"]),
                    urgency: Urgency(rawValue: row["urgency"]) ?? .normal,
                    topic: (row["topic"] as String?).map { TopicID($0) }, summary: row["summary"],
                    state: CaseState(rawValue: row["state"]) ?? .open,
                    owner: (row["owner"] as String?).map { PersonID($0) }, firstAt: moment("firstAt"),
                    answeredAt: moment("answeredAt"), closedAt: moment("closedAt"), reopenings: row["reopenings"],
                    rating: row["rating"])
            }
        }
    }

    /// Notes that somebody took these cases away in a list.
    package func noteExport(of cases: [Int64], by viewer: String, at now: Timestamp) async throws {
        try await commits.perform { db in
            let insert = try db.cachedStatement(
                sql: "INSERT INTO caseAccess (at, viewer, way, caseNumber) VALUES (?, ?, 'export', ?)")
            for number in cases { try insert.execute(arguments: [now.milliseconds, viewer, number]) }
        }
    }
}

/// The statements behind the exports, in one place so that a test can ask SQLite how it would run them.
enum ExportSQL {
    static func arguments(
        _ span: Range<Timestamp>, _ scope: ServiceScope, _ mark: ExportMark, _ limit: Int,
        seenBy person: PersonID? = nil
    ) -> StatementArguments {
        var values: [String: (any DatabaseValueConvertible)?] = [
            "at": mark.at.milliseconds, "id": mark.id, "to": span.upperBound.milliseconds, "limit": limit,
            "person": person?.text ?? " ",
        ]
        if case .villages(let villages) = scope { values["villages"] = jsonArray(villages.map(\.text).sorted()) }
        return StatementArguments(values)
    }

    // The plus keeps SQLite on the index by time, along which a page ends where the next begins.
    private static func scope(_ inDistrict: Bool) -> String {
        inDistrict ? "" : "AND +village IN (SELECT value FROM json_each(:villages))"
    }

    static func interactions(inDistrict: Bool) -> String {
        """
        SELECT id, receivedAt, village, isGroup, isAddressed, text, decision, reason, intent, topic, answer, reply,
            caseNumber, catalogDigest
        FROM interaction
        WHERE receivedAt >= :at AND receivedAt < :to AND (receivedAt > :at OR id > :id)
            AND reason NOT IN ('casework', 'staff') \(scope(inDistrict))
            AND NOT EXISTS (SELECT 1 FROM legalCase
                WHERE number = caseNumber AND instr(' ' || excluded || ' ', ' ' || :person || ' ') > 0)
        ORDER BY receivedAt, id LIMIT :limit
        """
    }

    static func cases(inDistrict: Bool) -> String {
        """
        SELECT number, village, openedAt, urgency, topic, summary, state, owner, closedAt, reopenings, rating,
            (SELECT at FROM caseEvent WHERE caseNumber = number AND kind IN ('acknowledged', 'answered', 'asked-back')
                ORDER BY id LIMIT 1) AS firstAt,
            (SELECT at FROM caseEvent WHERE caseNumber = number AND kind = 'answered' ORDER BY id LIMIT 1) AS answeredAt
        FROM legalCase
        WHERE openedAt >= :at AND openedAt < :to AND (openedAt > :at OR number > :id)
            AND instr(' ' || excluded || ' ', ' ' || :person || ' ') = 0 \(scope(inDistrict))
        ORDER BY openedAt, number LIMIT :limit
        """
    }
}
