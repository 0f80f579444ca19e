package import Domain
import GRDB

extension CounselDatabase {
    /// The questions of a span of time that the bot could not settle, each once, oldest first; of each kind the newest
    /// `limit` at most; without those about cases that `person` may not see for conflict of interest.
    package func gapQuestions(
        in span: Range<Timestamp>, scope: ServiceScope, seenBy person: PersonID? = nil, limit: Int = 20_000
    ) async throws -> [GapQuestion] {
        try await writer.read { db in
            var found: [Int64: GapQuestion] = [:]
            for kind in GapQuestion.Kind.allCases {
                let sql = GapSQL.statement(kind, inDistrict: scope == .district)
                for row in try Row.fetchAll(
                    db.cachedStatement(sql: sql), arguments: GapSQL.arguments(span, scope, limit, seenBy: person))
                {
                    let id: Int64 = row["id"]
                    // What is said about an answer tells more than how it was decided; kinds stand in that order.
                    guard found[id] == nil else { continue }
                    found[id] = GapQuestion(
                        id: id, at: Timestamp(milliseconds: row["receivedAt"]),
                        village: (row["village"] as String?).map { VillageID($0) }, text: row["text"], kind: kind,
                        topic: (row["topic"] as String?).map { TopicID($0) }, caseNumber: row["caseNumber"])
                }
            }
            return found.values.sorted { $0.id < $1.id }
        }
    }

    /// What people answered in these cases, by case and time.
    package func humanAnswers(in cases: [Int64]) async throws -> [HumanAnswer] {
        try await writer.read { db in
            let numbers = "[" + cases.map(String.init).joined(separator: ",") + "]"
            return try Row.fetchAll(db.cachedStatement(sql: GapSQL.answers), arguments: [numbers]).map {
                HumanAnswer(
                    caseNumber: $0["caseNumber"], at: Timestamp(milliseconds: $0["at"]),
                    person: ($0["person"] as String?).map { PersonID($0) }, words: $0["note"])
            }
        }
    }
}

/// The statements behind the gaps, in one place so that a test can ask SQLite how it would run them.
enum GapSQL {
    static func arguments(
        _ span: Range<Timestamp>, _ scope: ServiceScope, _ limit: Int, seenBy person: PersonID? = nil
    ) -> StatementArguments {
        var values: [String: (any DatabaseValueConvertible)?] = [
            "from": span.lowerBound.milliseconds, "to": span.upperBound.milliseconds, "limit": limit,
            "person": person?.text ?? " ",
        ]
        if case .villages(let villages) = scope { values["villages"] = jsonArray(villages.map(\.text).sorted()) }
        return StatementArguments(values)
    }

    /// The rows of one kind; pictures and what was erased have no words and are left out.
    static func statement(_ kind: GapQuestion.Kind, inDistrict: Bool) -> String {
        let scope = { (table: String) in
            inDistrict ? "" : "\(table).village IN (SELECT value FROM json_each(:villages)) AND "
        }
        let time = { (table: String) in "\(table).receivedAt >= :from AND \(table).receivedAt < :to" }
        let columns = "asked.id, asked.receivedAt, asked.village, asked.text, asked.topic"
        let words = "asked.text <> '' AND substr(asked.text, 1, 1) <> '['"
        // The sender of an old row is nobody any more, and all such rows have the same one.
        // A case that keeps somebody out keeps them out of its questions too.
        let open = { (table: String) in
            """
            NOT EXISTS (SELECT 1 FROM legalCase WHERE number = \(table).caseNumber
                AND instr(' ' || excluded || ' ', ' ' || :person || ' ') > 0)
            """
        }
        let known = "asked.sender NOT IN ('expired', 'erased')"
        switch kind {
        case .escalated:
            return """
                SELECT \(columns), asked.caseNumber FROM interaction AS asked
                WHERE \(scope("asked"))\(time("asked")) AND asked.decision = 'escalate' AND asked.reason = 'unknown'
                    AND \(words) AND \(open("asked"))
                ORDER BY asked.receivedAt DESC LIMIT :limit
                """
        case .unclear:
            return """
                SELECT \(columns), asked.caseNumber FROM interaction AS asked
                WHERE \(scope("asked"))\(time("asked")) AND asked.decision = 'clarify' AND \(known) AND \(words)
                    AND \(open("asked"))
                    AND NOT EXISTS (SELECT 1 FROM interaction AS later
                        WHERE later.sender = asked.sender AND later.conversation = asked.conversation
                            AND later.id > asked.id AND later.receivedAt < asked.receivedAt + 1800000
                            AND later.decision IN ('answer', 'escalate', 'emergency'))
                ORDER BY asked.receivedAt DESC LIMIT :limit
                """
        case .unsolved:
            // 没解决 and 转人工 say nothing of the matter: the words are those that the bot answered before, within a day.
            return """
                SELECT coalesce(asked.id, said.id) AS id, coalesce(asked.receivedAt, said.receivedAt) AS receivedAt,
                    said.village, coalesce(asked.text, said.text) AS text, asked.topic, said.caseNumber
                FROM interaction AS said LEFT JOIN interaction AS asked ON asked.id = (
                    SELECT max(earlier.id) FROM interaction AS earlier
                    WHERE earlier.sender = said.sender AND earlier.conversation = said.conversation
                        AND earlier.id < said.id AND earlier.receivedAt > said.receivedAt - 86400000
                        AND earlier.decision IN ('answer', 'clarify') AND earlier.reason IN (
                            'clear', 'overheard-clear', 'already-answered', 'sensitive', 'close', 'vague')
                        AND earlier.text <> '' AND substr(earlier.text, 1, 1) <> '[')
                WHERE \(scope("said"))\(time("said")) AND said.reason IN ('unsolved', 'asked-for-human')
                    AND said.sender NOT IN ('expired', 'erased')
                    AND (asked.id IS NOT NULL OR length(said.text) >= 10)
                    AND \(open("said"))
                ORDER BY said.receivedAt DESC LIMIT :limit
                """
        case .unhelpful:
            return """
                SELECT \(columns), asked.caseNumber
                FROM feedback CROSS JOIN interaction AS asked ON asked.id = feedback.interaction
                WHERE \(scope("asked"))feedback.at >= :from AND feedback.at < :to AND isHelpful = 0 AND \(words)
                    AND \(open("asked"))
                ORDER BY feedback.at DESC LIMIT :limit
                """
        }
    }

    static let answers = """
        SELECT caseNumber, at, person, note FROM caseEvent
        WHERE caseNumber IN (SELECT value FROM json_each(?)) AND kind = 'answered' AND note IS NOT NULL
        ORDER BY caseNumber, id
        """
}
