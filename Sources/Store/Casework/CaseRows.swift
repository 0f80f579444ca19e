import Domain
import GRDB

/// A case as rows, read and written inside a transaction that somebody else opened.
extension Database {
    /// What is read of a case: its fields, and where its answer goes as long as that is kept.
    static let caseColumns =
        caseFields + """
            , opened(askerSealed, 'case asker') AS address,
            (SELECT service FROM caseIntake WHERE caseNumber = number) AS service
            """

    private static let caseFields = """
        number, channel, conversation, isGroup, asker, village, openedAt, state, urgency, danger, topic, answer, summary,
        owner, excluded, reopenings, rating, closedAt, version
        """

    func legalCase(_ number: Int64) throws -> LegalCase? {
        let row = try Row.fetchOne(
            cachedStatement(sql: "SELECT \(Self.caseColumns) FROM legalCase WHERE number = ?"), arguments: [number])
        return try row.map { try legalCase($0) }
    }

    /// The case of a row, with what is due on it and who speaks with its asker.
    func legalCase(_ row: Row) throws -> LegalCase {
        var file = Self.bareCase(row)
        file.promises = try Row.fetchAll(
            cachedStatement(
                sql: "SELECT id, kind, person, round, dueAt FROM promise WHERE caseNumber = ? AND endedAt IS NULL"),
            arguments: [file.number]
        ).compactMap { row in
            CasePromise.Kind(rawValue: row["kind"]).map {
                CasePromise(
                    id: row["id"], $0, person: (row["person"] as String?).map { PersonID($0) }, round: row["round"],
                    dueAt: Timestamp(milliseconds: row["dueAt"]))
            }
        }
        file.takeover = try takeover(of: file.asker, in: file.conversation)
        return file
    }

    static func bareCase(_ row: Row) -> LegalCase {
        let excluded: String = row["excluded"]
        let address = (row["address"] as String?).flatMap { AskerAddress(stored: $0) }
        let conversation = Conversation(
            channel: ChannelID(row["channel"]), id: ConversationID(row["conversation"]),
            kind: row["isGroup"] ? .group : .private)
        return LegalCase(
            number: row["number"], conversation: address?.conversation ?? conversation,
            asker: address?.sender ?? SenderID(row["asker"]),
            village: (row["village"] as String?).map { VillageID($0) },
            topic: (row["topic"] as String?).map { TopicID($0) },
            answer: (row["answer"] as String?).map { AnswerID($0) }, service: row["service"], summary: row["summary"],
            openedAt: Timestamp(milliseconds: row["openedAt"]),
            state: CaseState(rawValue: row["state"]) ?? .open, urgency: Urgency(rawValue: row["urgency"]) ?? .normal,
            danger: (row["danger"] as String?).flatMap(Emergency.Kind.init),
            owner: (row["owner"] as String?).map { PersonID($0) },
            excluded: Set(excluded.split(separator: " ").map { PersonID(String($0)) }), reopenings: row["reopenings"],
            rating: row["rating"], closedAt: (row["closedAt"] as Int64?).map(Timestamp.init(milliseconds:)),
            version: row["version"])
    }

    func takeover(of asker: SenderID, in conversation: Conversation) throws -> LegalCase.Takeover? {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT person, startedAt, quietAt FROM takeover
                    WHERE asker = personKey(?4, ?1) AND conversation = chatKey(?4, ?2, ?3) AND isGroup = ?3
                        AND channel = ?4 AND endedAt IS NULL
                    """),
            arguments: [
                asker.text, conversation.id.text, conversation.kind == .group, conversation.channel.text,
            ])
        return row.map(Self.takeover)
    }

    func takeover(of key: AskerKey) throws -> LegalCase.Takeover? {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT person, startedAt, quietAt FROM takeover
                    WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ? AND endedAt IS NULL
                    """), arguments: key.arguments)
        return row.map(Self.takeover)
    }

    private static func takeover(_ row: Row) -> LegalCase.Takeover {
        LegalCase.Takeover(
            person: PersonID(row["person"]), since: Timestamp(milliseconds: row["startedAt"]),
            quietAt: Timestamp(milliseconds: row["quietAt"]))
    }

    /// Writes what a step did: the case, its history, its promises, its takeover, its messages.
    func write(_ step: CaseStep, at now: Timestamp) throws {
        let change = step.change
        try writeCase(change.file)
        if let intake = step.intake { try writeIntake(intake, of: change.file.number) }
        for entry in change.entries {
            try cachedStatement(
                sql: "INSERT INTO caseEvent (caseNumber, at, kind, person, note) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [
                change.file.number, now.milliseconds, entry.kind.rawValue, entry.person?.text,
                entry.note.map(Masking.mask),
            ])
        }
        try writePromises(change, at: now)
        try writeTakeover(
            change.file.takeover, ended: change.takeoverEnd, of: change.file.asker, in: change.file.conversation,
            caseNumber: change.file.number, at: now)
        for draft in step.outbox { try insertOutbox(draft, at: now, caseNumber: change.file.number) }
    }

    private func writeCase(_ file: LegalCase) throws {
        try cachedStatement(
            sql: """
                INSERT INTO legalCase (\(Self.caseFields), askerSealed)
                VALUES (?1, ?2, chatKey(?2, ?3, ?4), ?4, personKey(?2, ?5), ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                    ?16, ?17, ?18, ?19, sealed(?20, 'case asker'))
                ON CONFLICT (number) DO UPDATE SET state = excluded.state, urgency = excluded.urgency,
                    danger = excluded.danger, topic = excluded.topic, answer = excluded.answer,
                    summary = excluded.summary, owner = excluded.owner, excluded = excluded.excluded,
                    reopenings = excluded.reopenings, rating = excluded.rating, closedAt = excluded.closedAt,
                    version = excluded.version
                """
        ).execute(arguments: [
            file.number, file.conversation.channel.text, file.conversation.id.text, file.conversation.kind == .group,
            file.asker.text, file.village?.text, file.openedAt.milliseconds, file.state.rawValue,
            file.urgency.rawValue, file.danger?.rawValue, file.topic?.text, file.answer?.text, file.summary,
            file.owner?.text, file.excluded.map(\.text).sorted().joined(separator: " "), file.reopenings, file.rating,
            file.closedAt?.milliseconds, file.version,
            AskerAddress(conversation: file.conversation, sender: file.asker).stored,
        ])
    }

    private func writePromises(_ change: CaseChange, at now: Timestamp) throws {
        for (promise, outcome) in change.ended {
            guard let id = promise.id else { continue }
            try cachedStatement(sql: "UPDATE promise SET endedAt = ?, outcome = ? WHERE id = ?")
                .execute(arguments: [now.milliseconds, outcome.rawValue, id])
        }
        for promise in change.file.promises where promise.id == nil {
            try cachedStatement(
                sql: "INSERT INTO promise (caseNumber, kind, person, round, madeAt, dueAt) VALUES (?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [
                change.file.number, promise.kind.rawValue, promise.person?.text, promise.round, now.milliseconds,
                promise.dueAt.milliseconds,
            ])
        }
    }

    /// Makes the stored takeover of an asker the given one.
    func writeTakeover(
        _ takeover: LegalCase.Takeover?, ended: String?, of asker: SenderID, in conversation: Conversation,
        caseNumber: Int64?, at now: Timestamp
    ) throws {
        let key: StatementArguments = [
            asker.text, conversation.id.text, conversation.kind == .group, conversation.channel.text,
        ]
        if let ended {
            try cachedStatement(
                sql: """
                    UPDATE takeover SET endedAt = ?5, endReason = ?6
                    WHERE asker = personKey(?4, ?1) AND conversation = chatKey(?4, ?2, ?3) AND isGroup = ?3
                        AND channel = ?4 AND endedAt IS NULL
                    """
            ).execute(arguments: key + [now.milliseconds, ended])
        }
        guard let takeover else { return }
        try cachedStatement(
            sql: """
                INSERT INTO takeover (asker, conversation, isGroup, channel, person, caseNumber, startedAt, quietAt)
                VALUES (personKey(?4, ?1), chatKey(?4, ?2, ?3), ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT (asker, conversation, isGroup, channel) WHERE endedAt IS NULL
                DO UPDATE SET person = excluded.person, quietAt = excluded.quietAt,
                    caseNumber = coalesce(excluded.caseNumber, caseNumber)
                """
        ).execute(
            arguments: key + [
                takeover.person.text, caseNumber, takeover.since.milliseconds, takeover.quietAt.milliseconds,
            ])
    }
}
