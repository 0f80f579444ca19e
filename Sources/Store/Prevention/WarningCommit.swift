package import Domain
import GRDB

extension CounselDatabase {
    /// Villages in which something was asked since a row of the log, and the newest row.
    ///
    /// Without a row it looks back to `start`.
    package func villagesAsking(
        since row: Int64?, from start: Timestamp
    ) async throws -> (villages: [VillageID], newest: Int64) {
        try await writer.read { db in
            let newest = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM interaction")) ?? 0
            let villages: [String]
            if let row {
                guard newest > row else { return ([], newest) }
                villages = try String.fetchAll(
                    db.cachedStatement(sql: WarningSQL.villagesByRow), arguments: [row, newest])
            } else {
                villages = try String.fetchAll(
                    db.cachedStatement(sql: WarningSQL.villagesByTime), arguments: [start.milliseconds, newest])
            }
            return (villages.map { VillageID($0) }, newest)
        }
    }

    /// What was asked in a village since a moment, as rules see it, oldest first.
    package func signals(in village: VillageID, since start: Timestamp) async throws -> [DisputeSignal] {
        try await writer.read { db in try db.signals(in: village, since: start) }
    }

    /// Stores warnings that did not fire of late, each with the messages that tell of it, in one transaction.
    ///
    /// Returns their numbers.
    package func commit(
        _ warnings: [DisputeWarning], at now: Timestamp,
        tell: @escaping @Sendable (DisputeWarning, _ number: Int64) -> [WarningDraft]
    ) async throws -> [Int64] {
        try await commits.perform { db in
            try warnings.compactMap { warning in
                guard let number = try db.write(warning, at: now) else { return nil }
                for draft in tell(warning, number) { try db.send(draft, about: number, at: now) }
                return number
            }
        }
    }

    /// Warnings whose message was given up, each with who was to be told how.
    package func lostWarnings() async throws -> [LostWarning] {
        try await writer.read { db in
            try Row.fetchAll(db.cachedStatement(sql: WarningSQL.lost)).map { row in
                LostWarning(
                    outbox: row["outbox"], warning: row["warning"], person: PersonID(row["person"]), way: row["way"],
                    message: try? OutboxMessageText.decode(row["message"]))
            }
        }
    }

    /// Tells of a warning another way, and looks at the lost message no more.
    package func resend(
        _ lost: LostWarning, as drafts: [WarningDraft], at now: Timestamp
    ) async throws {
        try await commits.perform { db in
            try db.execute(
                sql: "UPDATE warningPing SET endedAt = ? WHERE outbox = ?",
                arguments: [now.milliseconds, lost.outbox])
            for draft in drafts { try db.send(draft, about: lost.warning, at: now) }
        }
    }

    /// Writes down what the office makes of a warning, as the console does it; false when there is no such warning.
    package func judge(_ judgement: InboundEffects.Judgement, at now: Timestamp) async throws -> Bool {
        try await commits.perform { db in try db.write(judgement, at: now) }
    }
}

/// A message that tells somebody of a warning.
package struct WarningDraft: Sendable {
    /// The message as the parts that fit the channel; the first is the one that is quoted.
    package var parts: [OutboundMessage]
    /// Who is told.
    package var person: PersonID
    /// Which of the person's contact ways, from 0.
    package var way: Int

    /// Takes the parts.
    package init(parts: [OutboundMessage], person: PersonID, way: Int) {
        self.parts = parts
        self.person = person
        self.way = way
    }
}

/// A message about a warning that did not arrive.
package struct LostWarning: Sendable, Equatable {
    /// The row of the message.
    package var outbox: Int64
    /// The warning.
    package var warning: Int64
    /// Who was to be told.
    package var person: PersonID
    /// On which way.
    package var way: Int
    /// The message, as long as its words are kept.
    package var message: OutboundMessage?
}

/// The statements of early warning, in one place so that a test can ask SQLite how it would run them.
enum WarningSQL {
    static let villagesByRow = """
        SELECT DISTINCT village FROM interaction WHERE id > ? AND id <= ? AND village IS NOT NULL
        """
    static let villagesByTime = """
        SELECT DISTINCT village FROM interaction WHERE receivedAt > ? AND id <= ? AND village IS NOT NULL
        """
    static let signals = """
        SELECT id, receivedAt, topic, sender, decision, reason, text FROM interaction
        WHERE village = ? AND receivedAt > ? AND reason NOT IN ('casework', 'staff') ORDER BY receivedAt, id
        """
    static let fired = """
        SELECT EXISTS (SELECT 1 FROM warning WHERE rule = ? AND village = ? AND at > ? AND topic IS ?)
        """
    static let lost = """
        SELECT warningPing.*, opened(sealed, 'outbox message') AS message
        FROM warningPing CROSS JOIN outbox ON outbox.id = warningPing.outbox
        WHERE warningPing.endedAt IS NULL AND outbox.state = 'dead' ORDER BY warningPing.outbox
        """
}

extension Database {
    fileprivate func signals(in village: VillageID, since start: Timestamp) throws -> [DisputeSignal] {
        try Row.fetchAll(
            cachedStatement(sql: WarningSQL.signals), arguments: [village.text, start.milliseconds]
        ).map { row in
            let sender: String = row["sender"]
            return DisputeSignal(
                interaction: row["id"], at: Timestamp(milliseconds: row["receivedAt"]),
                topic: (row["topic"] as String?).map { TopicID($0) },
                // Who was forgotten is nobody, not one and the same person.
                asker: ["erased", "expired"].contains(sender) ? nil : sender,
                kind: Self.kind(row["decision"], row["reason"]), words: row["text"])
        }
    }

    private static func kind(_ decision: String, _ reason: String) -> WarningRule.Kind {
        switch (decision, reason) {
        case ("emergency", _): .emergency
        case (_, Decision.Reason.unsolved.rawValue): .unsolved
        case ("answer", _): .answered
        case ("clarify", _): .clarified
        default: .escalated
        }
    }

    /// Nil when the rule fired there, about that topic, within its days already.
    fileprivate func write(_ warning: DisputeWarning, at now: Timestamp) throws -> Int64? {
        let fired = try Bool.fetchOne(
            cachedStatement(sql: WarningSQL.fired),
            arguments: [
                warning.rule.id, warning.village.text, warning.rule.quietSince(now).milliseconds, warning.topic?.text,
            ])
        guard fired != true else { return nil }
        try execute(
            sql: """
                INSERT INTO warning (rule, level, village, topic, period, at, questions, askers, before)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [
                warning.rule.id, warning.rule.level.rawValue, warning.village.text, warning.topic?.text,
                now.chinaDate.daysSince1970, now.milliseconds, warning.signals.count, warning.askers, warning.before,
            ])
        guard changesCount == 1 else { return nil }
        let number = lastInsertedRowID
        for signal in warning.signals {
            try cachedStatement(sql: "INSERT INTO warningQuestion (warning, interaction) VALUES (?, ?)")
                .execute(arguments: [number, signal.interaction])
        }
        return number
    }

    fileprivate func send(_ draft: WarningDraft, about number: Int64, at now: Timestamp) throws {
        for (index, part) in draft.parts.enumerated() {
            try insertOutbox(OutboxDraft(part, for: .ping), at: now, caseNumber: nil)
            guard index == 0 else { continue }
            try execute(
                sql: "INSERT INTO warningPing (outbox, warning, person, way) VALUES (?, ?, ?, ?)",
                arguments: [lastInsertedRowID, number, draft.person.text, draft.way])
        }
    }

    /// Writes down what one of ours makes of a warning; the last word counts. False when there is no such warning.
    @discardableResult
    func write(_ judgement: InboundEffects.Judgement, at now: Timestamp) throws -> Bool {
        try cachedStatement(
            sql: "UPDATE warning SET verdict = ?, judge = ?, judgedAt = ?, note = ? WHERE id = ?"
        ).execute(arguments: [
            judgement.isReal ? "real" : "false", judgement.judge, now.milliseconds,
            judgement.note.isEmpty ? nil : judgement.note, judgement.warning,
        ])
        return changesCount == 1
    }
}
