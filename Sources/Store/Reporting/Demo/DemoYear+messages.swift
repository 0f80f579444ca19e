import Domain
import GRDB

/// One made-up message of the outbox, which arrived.
struct DemoMessage {
    var to: String
    var purpose: OutboxDraft.Purpose
    var at: Timestamp
    var asker: String?
    var caseNumber: Int64?
    var lateReplyTo: Int64?
}

extension DemoYear {
    /// What follows from the answer that was just written: a few came too late for the webhook, and a few are rated.
    mutating func writeAftermath(of saying: DemoSaying, from sender: String, _ db: Database) throws {
        let interaction = db.lastInsertedRowID
        // The message of a late reply is kept for a while only.
        if saying.at >= kept(Self.shortDays), random.below(200) == 0 {
            try writeLateReply(to: saying, interaction, of: sender, db)
        }
        let at = saying.at.adding(seconds: random.seconds(4..<600))
        guard random.percent(6), at < plan.end else { return }
        try db.cachedStatement(sql: "INSERT INTO feedback (interaction, sender, at, isHelpful) VALUES (?, ?, ?, ?)")
            .execute(arguments: [interaction, sender, at.milliseconds, random.percent(82)])
    }

    private mutating func writeLateReply(to saying: DemoSaying, _ interaction: Int64, of sender: String, _ db: Database)
        throws
    {
        let late = saying.at.adding(seconds: 6)
        try db.cachedStatement(sql: "UPDATE interaction SET lateAt = ? WHERE id = ?")
            .execute(arguments: [late.milliseconds, interaction])
        try writeMessage(
            DemoMessage(to: saying.group.address, purpose: .reply, at: late, asker: sender, lateReplyTo: interaction),
            db)
    }

    /// Writes a message that was sent, and returns its number; of one that retention has taken away only the number is left.
    @discardableResult
    mutating func writeMessage(_ message: DemoMessage, _ db: Database) throws -> Int64 {
        let number = nextOutbox
        nextOutbox += 1
        guard message.caseNumber != nil || message.at >= kept(Self.shortDays) else { return number }
        let at = message.at.milliseconds
        try db.cachedStatement(
            sql: """
                INSERT INTO outbox (id, destination, purpose, asker, createdAt, notBefore, state, attempts, settledAt,
                    caseNumber, lateReplyTo)
                VALUES (?, ?, ?, ?, ?, ?, 'sent', 1, ?, ?, ?)
                """
        ).execute(arguments: [
            number, message.to, message.purpose.rawValue, message.asker, at, at, at + Int64(random.within(300..<4_000)),
            message.caseNumber, message.lateReplyTo,
        ])
        return number
    }
}
