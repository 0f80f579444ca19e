package import Domain
import GRDB

/// A stored reply address, by the row that a single use spends.
package struct StoredReplyAddress: Sendable, Equatable {
    /// The row.
    package let id: Int64
    /// The address.
    package let url: String
    /// Whether it takes one message only.
    package let isSingleUse: Bool
}

extension CounselDatabase {
    /// The address through which a message reaches its asker now: the one that came with the message it answers, else
    /// the asker's newest; nil when none is left.
    package func replyAddress(for message: OutboundMessage, at now: Timestamp) async throws -> StoredReplyAddress? {
        guard let asker = message.addressee else { return nil }
        return try await writer.read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT id, url, isSingleUse FROM replyAddress
                        WHERE asker = ? AND conversation = ? AND channel = ? AND isGroup = ? AND expiresAt > ?
                        ORDER BY messageId = ? DESC, id DESC LIMIT 1
                        """),
                arguments: [
                    asker.text, message.to, message.channel.text, message.kind == .group, now.milliseconds,
                    message.inReplyTo?.text ?? "",
                ])
            return row.map { StoredReplyAddress(id: $0["id"], url: $0["url"], isSingleUse: $0["isSingleUse"]) }
        }
    }

    /// Takes an address out of use: it took its one message, or the platform no longer takes it.
    package func spendReplyAddress(_ id: Int64) async throws {
        try await commits.perform { db in
            try db.cachedStatement(sql: "DELETE FROM replyAddress WHERE id = ?").execute(arguments: [id])
        }
    }
}

extension OutboundMessage {
    /// Whose message is answered, as far as it can be told.
    package var addressee: SenderID? {
        asker ?? mentions.first.map { SenderID($0) } ?? (kind == .private ? SenderID(to) : nil)
    }
}

extension Database {
    /// Keeps the address that came with a message, and forgets those that have expired.
    func keepReplyAddress(of record: InboundRecord) throws {
        guard let address = record.message.replyAddress else { return }
        let conversation = record.message.conversation
        try cachedStatement(sql: "DELETE FROM replyAddress WHERE expiresAt <= ?")
            .execute(arguments: [record.receivedAt.milliseconds])
        try cachedStatement(
            sql: """
                INSERT INTO replyAddress (channel, conversation, isGroup, asker, messageId, url, isSingleUse, expiresAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            conversation.channel.text, conversation.id.text, conversation.kind == .group, record.message.sender.text,
            record.message.id.text, address.url, address.isSingleUse, address.expiresAt.milliseconds,
        ])
    }

    /// Sends on what waited for this asker, now that the message opened a way back.
    func releaseHeldMessages(for record: InboundRecord) throws {
        let conversation = record.message.conversation
        // An address opens a way back; so does, on platforms that count the hours, any message of a private chat.
        guard record.message.replyAddress != nil || conversation.kind == .private else { return }
        let key: StatementArguments = [
            record.message.sender.text, conversation.id.text, conversation.channel.text, conversation.kind == .group,
        ]
        let rows = try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT id, message, caseNumber FROM heldMessage
                    WHERE asker = ? AND conversation = ? AND channel = ? AND isGroup = ? ORDER BY id
                    """), arguments: key)
        for row in rows {
            try insertOutbox(
                try OutboxMessageText.decode(row["message"]), at: record.receivedAt, caseNumber: row["caseNumber"])
            try cachedStatement(sql: "DELETE FROM heldMessage WHERE id = ?").execute(arguments: [row["id"] as Int64])
        }
    }

    /// Moves a message of the outbox to those that wait for their asker.
    func holdOutboxRow(_ id: Int64, at now: Timestamp) throws {
        let row = try Row.fetchOne(self, sql: "SELECT message, caseNumber FROM outbox WHERE id = ?", arguments: [id])
        guard let row else { return }
        let message = try OutboxMessageText.decode(row["message"])
        try cachedStatement(
            sql: """
                INSERT INTO heldMessage (channel, conversation, isGroup, asker, message, heldAt, caseNumber)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            message.channel.text, message.to, message.kind == .group, message.addressee?.text ?? "", row["message"],
            now.milliseconds, row["caseNumber"],
        ])
        try cachedStatement(sql: "DELETE FROM outbox WHERE id = ?").execute(arguments: [id])
    }
}
