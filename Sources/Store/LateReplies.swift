package import Domain
import GRDB

extension CounselDatabase {
    /// The stored reply to a message, for a platform that comes back to ask for it; nil when there is none yet.
    package func storedReply(
        to message: InboundMessage, owing: @escaping Owing = { _ in nil }
    ) async throws -> Acknowledgement? {
        let key = vault.key(of: message.conversation, message.sender)
        return try await commits.perform { db in try db.repeatedAcknowledgement(of: message, key, owing) }
    }
}

extension Database {
    /// The stored answer to a message that was seen before.
    ///
    /// A late reply that still waits in the outbox is withdrawn, since this delivery can carry it; one that is on its
    /// way is not said twice.
    func repeatedAcknowledgement(
        of message: InboundMessage, _ key: AskerKey, _ owing: Owing
    ) throws -> Acknowledgement? {
        let statement = try cachedStatement(
            sql: """
                SELECT id, decision, answer, reply, mentionsAsker, caseNumber, choices, attempts, lateAt FROM interaction
                WHERE messageId = ? AND sender = ? AND conversation = ? AND channel = ?
                """)
        let row = try Row.fetchOne(
            statement, arguments: [message.id.text, key.asker, key.conversation, key.channel])
        guard let row else { return nil }
        let interaction: Int64 = row["id"]
        let text: String? = row["reply"]
        let mentionsAsker: Bool = row["mentionsAsker"]
        var stored = Acknowledgement(
            isDuplicate: true, decision: Decision.Kind(rawValue: row["decision"]) ?? .silent, interaction: interaction,
            caseNumber: row["caseNumber"],
            reply: text.map {
                .init(
                    text: $0, mentions: mentionsAsker ? [message.sender] : [],
                    choices: Acknowledgement.Reply.choices(stored: row["choices"]),
                    isAnswer: row["answer"] != nil && row["decision"] == "answer")
            })
        stored.attempt = row["attempts"] + 1
        if row["lateAt"] != nil { stored.isLate = try !withdrawLateReply(to: interaction) }
        try cachedStatement(sql: "UPDATE interaction SET attempts = attempts + 1 WHERE id = ?")
            .execute(arguments: [interaction])
        if !stored.isLate, let owed = stored.reply.flatMap(owing) {
            try owe(owed, for: interaction)
            stored.isOwed = true
        }
        return stored
    }

    /// Takes a late reply back while no part of it is on its way; false when it is.
    private func withdrawLateReply(to interaction: Int64) throws -> Bool {
        let started = try Int.fetchOne(
            cachedStatement(sql: "SELECT count(*) FROM outbox WHERE lateReplyTo = ? AND state <> 'pending'"),
            arguments: [interaction])
        let tried = try Int.fetchOne(
            cachedStatement(sql: "SELECT count(*) FROM outbox WHERE lateReplyTo = ? AND attempts > 0"),
            arguments: [interaction])
        guard started == 0, tried == 0 else { return false }
        try cachedStatement(sql: "DELETE FROM outbox WHERE lateReplyTo = ?").execute(arguments: [interaction])
        guard changesCount > 0 else { return false }
        try cachedStatement(sql: "UPDATE interaction SET lateAt = NULL WHERE id = ?").execute(arguments: [interaction])
        return true
    }
}

extension Acknowledgement.Reply {
    /// The choices as one column: a line each; nil for none.
    var storedChoices: String? { choices.isEmpty ? nil : choices.joined(separator: "\n") }

    /// The choices of a column.
    static func choices(stored text: String?) -> [String] {
        text?.split(separator: "\n").map(String.init) ?? []
    }
}
