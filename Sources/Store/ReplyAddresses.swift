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
                        SELECT id, opened(sealed, 'reply address') AS url, isSingleUse FROM replyAddress
                        WHERE asker = personKey(?3, ?1) AND conversation = chatKey(?3, ?2, ?4) AND channel = ?3
                            AND isGroup = ?4 AND expiresAt > ?5
                        ORDER BY messageId = ?6 DESC, id DESC LIMIT 1
                        """),
                arguments: [
                    asker.text, message.to, message.channel.text, message.kind == .group, now.milliseconds,
                    message.inReplyTo?.text ?? "",
                ])
            guard let row, let url: String = row["url"] else { return nil }
            return StoredReplyAddress(id: row["id"], url: url, isSingleUse: row["isSingleUse"])
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
    func keepReplyAddress(of record: KeyedRecord) throws {
        guard let address = record.message.replyAddress else { return }
        try cachedStatement(sql: "DELETE FROM replyAddress WHERE expiresAt <= ?")
            .execute(arguments: [record.receivedAt.milliseconds])
        try cachedStatement(
            sql: """
                INSERT INTO replyAddress (channel, conversation, isGroup, asker, messageId, sealed, isSingleUse,
                    expiresAt)
                VALUES (?, ?, ?, ?, ?, sealed(?, 'reply address'), ?, ?)
                """
        ).execute(arguments: [
            record.key.channel, record.key.conversation, record.key.isGroup, record.key.asker, record.message.id.text,
            address.url, address.isSingleUse, address.expiresAt.milliseconds,
        ])
    }

    /// Sends on what waited for this asker, now that the message opened a way back.
    func releaseHeldMessages(for record: KeyedRecord) throws {
        // An address opens a way back; so does, on platforms that count the hours, any message of a private chat.
        guard record.message.replyAddress != nil || !record.key.isGroup else { return }
        let rows = try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT id, opened(sealed, 'outbox message') AS message, caseNumber FROM heldMessage
                    WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ? ORDER BY id
                    """), arguments: record.key.arguments)
        for row in rows {
            let message = try OutboxMessageText.decode(row["message"])
            let number: Int64? = row["caseNumber"]
            // What waited about a case is somebody's word: it is not withheld because a human speaks.
            let draft = OutboxDraft(message, for: number == nil ? .reply : .word, asker: message.addressee)
            try insertOutbox(draft, at: record.receivedAt, caseNumber: number)
            try cachedStatement(sql: "DELETE FROM heldMessage WHERE id = ?").execute(arguments: [row["id"] as Int64])
        }
    }

    /// Moves a message of the outbox to those that wait for their asker.
    func holdOutboxRow(_ id: Int64, at now: Timestamp) throws {
        let row = try Row.fetchOne(
            self, sql: "SELECT opened(sealed, 'outbox message') AS message, caseNumber FROM outbox WHERE id = ?",
            arguments: [id])
        guard let row else { return }
        let message = try OutboxMessageText.decode(row["message"])
        try cachedStatement(
            sql: """
                INSERT INTO heldMessage (channel, conversation, isGroup, asker, sealed, heldAt, caseNumber)
                VALUES (?1, chatKey(?1, ?2, ?3), ?3, personKey(?1, ?4), sealed(?5, 'outbox message'), ?6, ?7)
                """
        ).execute(arguments: [
            message.channel.text, message.to, message.kind == .group, message.addressee?.text ?? "",
            row["message"] as String?,
            now.milliseconds, row["caseNumber"],
        ])
        try cachedStatement(sql: "DELETE FROM outbox WHERE id = ?").execute(arguments: [id])
    }
}
