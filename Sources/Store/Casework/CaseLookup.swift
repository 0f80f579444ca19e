package import Domain
import GRDB

/// What casework may look up inside the transaction that will store what it decides.
package struct CaseLookup {
    let db: Database

    /// The case of that number.
    package func file(_ number: Int64) throws -> LegalCase? { try db.legalCase(number) }

    /// The number that the next case will have.
    package func nextNumber() throws -> Int64 { try db.nextCaseNumber() }

    /// When this person was last pinged about anything.
    package func lastPing(of person: PersonID) throws -> Timestamp? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT max(at) FROM ping WHERE person = ?"), arguments: [person.text]
        ).map(Timestamp.init(milliseconds:))
    }

    /// The open cases of which this person is asked, or which they have, oldest first.
    package func openCases(of person: PersonID) throws -> [LegalCase] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(Database.caseColumns) FROM legalCase
                    WHERE owner = ? AND state NOT IN ('resolved', 'withdrawn') ORDER BY number
                    """), arguments: [person.text]
        ).map { try db.legalCase($0) }
    }

    /// The open case of this asker.
    package func openCase(of asker: SenderID, in conversation: Conversation) throws -> LegalCase? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(Database.caseColumns) FROM legalCase
                    WHERE asker = personKey(?4, ?1) AND conversation = chatKey(?4, ?2, ?3) AND isGroup = ?3
                        AND channel = ?4 AND state NOT IN ('resolved', 'withdrawn')
                    """),
            arguments: [
                asker.text, conversation.id.text, conversation.kind == .group, conversation.channel.text,
            ])
        return try row.map { try db.legalCase($0) }
    }

    /// The cases that a message with this receipt told somebody about.
    package func cases(behind receipt: MessageID) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT ping.caseNumber FROM outbox JOIN ping ON ping.outbox = outbox.id
                    WHERE outbox.receipt = ? ORDER BY ping.caseNumber
                    """), arguments: [receipt.text])
    }

    /// The open case of whoever wrote the message that is quoted, if it is in the log.
    package func openCase(behind message: MessageID, in conversation: Conversation) throws -> LegalCase? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(Database.caseColumns) FROM legalCase
                    WHERE asker = (SELECT sender FROM interaction WHERE messageId = ?1
                            AND conversation = chatKey(?3, ?2, ?4) AND channel = ?3 LIMIT 1)
                        AND conversation = chatKey(?3, ?2, ?4) AND isGroup = ?4 AND channel = ?3
                        AND state NOT IN ('resolved', 'withdrawn')
                    """),
            arguments: [message.text, conversation.id.text, conversation.channel.text, conversation.kind == .group])
        return try row.map { try db.legalCase($0) }
    }

    /// What the asker said about the case, and the bot's reply to it, both masked, oldest first.
    ///
    /// What led to it belongs to it: whatever the asker said to the bot there in the ten minutes before it was opened.
    package func talk(about number: Int64, limit: Int) throws -> [Talk] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT receivedAt, text, iif(decision IN ('answer', 'emergency'), reply, NULL) AS reply FROM (
                        SELECT id, receivedAt, text, decision, reply FROM interaction
                        WHERE caseNumber = ?1 AND reason != 'casework'
                        UNION ALL
                        SELECT interaction.id, receivedAt, text, decision, reply FROM legalCase
                        JOIN interaction ON interaction.sender = legalCase.asker
                            AND +receivedAt BETWEEN openedAt - \(Self.leadMilliseconds) AND openedAt
                            AND interaction.conversation = legalCase.conversation
                            AND interaction.isGroup = legalCase.isGroup AND interaction.channel = legalCase.channel
                        WHERE number = ?1 AND legalCase.asker NOT IN ('expired', 'erased')
                            AND interaction.caseNumber IS NULL AND reason NOT IN ('casework', 'service-asked')
                    ) ORDER BY id LIMIT ?2
                    """), arguments: [number, limit]
        ).map { Talk(at: Timestamp(milliseconds: $0["receivedAt"]), asked: $0["text"], replied: $0["reply"]) }
    }

    /// How long before a case is opened the talk belongs to it.
    private static let leadMilliseconds = 10 * 60_000

    /// What one of ours answered last, and who.
    package func lastAnswer(about number: Int64) throws -> (person: PersonID, words: String)? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT person, note FROM caseEvent
                    WHERE caseNumber = ? AND kind = 'answered' AND person IS NOT NULL AND note IS NOT NULL
                    ORDER BY id DESC LIMIT 1
                    """), arguments: [number])
        return row.map { (PersonID($0["person"]), $0["note"]) }
    }

    /// The takeover of this asker, when a human speaks with them.
    package func takeover(of asker: SenderID, in conversation: Conversation) throws -> LegalCase.Takeover? {
        try db.takeover(of: asker, in: conversation)
    }

    /// One exchange with the asker.
    package struct Talk: Sendable, Equatable {
        /// When.
        package let at: Timestamp
        /// What was asked, masked.
        package let asked: String
        /// What the bot said.
        package let replied: String?
    }
}
