package import Domain
import Foundation
import GRDB

extension CounselDatabase {
    /// Takes what is due: of each destination the oldest message, and only while its rate cap allows.
    ///
    /// `perMinute` names the cap of a channel; messages already sent in the last 60 seconds count against it, so that a
    /// restart does not forget them.
    package func claimDue(
        at now: Timestamp, limit: Int, perMinute: @escaping @Sendable (ChannelID) -> Int?
    ) async throws -> [OutboxItem] {
        try await strikingCarried { db in
            try db.sendDueReplies(at: now)
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.dueSQL), arguments: [now.milliseconds, limit])
            var items: [OutboxItem] = []
            for row in rows {
                guard let item = try? Self.item(row) else {
                    // One row that cannot be read must not hold up all others.
                    try db.execute(
                        sql: "UPDATE outbox SET state = 'dead', settledAt = ?, lastError = 'unreadable' WHERE id = ?",
                        arguments: [now.milliseconds, row["id"] as Int64])
                    continue
                }
                if try db.withholdForHuman(row, at: now) { continue }
                if let cap = perMinute(item.message.channel) {
                    let sent = try Int.fetchOne(
                        db.cachedStatement(
                            sql: """
                                SELECT count(*) FROM outbox
                                WHERE destination = ? AND state = 'sent' AND settledAt > ? AND settledAt <= ?
                                """),
                        arguments: [
                            row["destination"] as String, now.adding(seconds: -60).milliseconds, now.milliseconds,
                        ])
                    guard (sent ?? 0) < cap else { continue }
                }
                try db.cachedStatement(sql: "UPDATE outbox SET state = 'claimed', attempts = attempts + 1 WHERE id = ?")
                    .execute(arguments: [item.id])
                items.append(item)
            }
            return items
        }
    }

    /// What was written later than now was written by a clock that has been set back: it need not wait for that hour.
    static let dueSQL = """
        SELECT *, opened(sealed, 'outbox message') AS message FROM outbox
        WHERE state = 'pending' AND (notBefore <= ?1 OR createdAt > ?1) AND id IN (
            SELECT min(id) FROM outbox WHERE state IN ('pending', 'claimed') GROUP BY destination)
        ORDER BY id LIMIT ?2
        """

    /// Writes down what became of a claimed message.
    ///
    /// `receipt` is the platform's name of what was sent, by which a quote of it is recognised.
    package func settle(
        _ id: Int64, _ step: DeliveryPolicy.Step, receipt: MessageID? = nil, at now: Timestamp
    ) async throws {
        try await commits.perform { db in
            switch step {
            case .settle:
                try db.cachedStatement(
                    sql: """
                        UPDATE outbox SET state = 'sent', settledAt = ?, lastError = NULL, receipt = ?, sealed = NULL
                        WHERE id = ?
                        """
                ).execute(arguments: [now.milliseconds, receipt?.text, id])
                try db.cachedStatement(sql: "UPDATE ping SET endedAt = ? WHERE outbox = ? AND endedAt IS NULL")
                    .execute(arguments: [now.milliseconds, id])
                try db.noteDelivery(of: id, failure: nil, at: now)
            case .retry(let at, let reason):
                try db.cachedStatement(
                    sql: "UPDATE outbox SET state = 'pending', notBefore = ?, lastError = ? WHERE id = ?"
                ).execute(arguments: [at.milliseconds, reason, id])
            case .bury(let reason):
                try db.cachedStatement(
                    sql: "UPDATE outbox SET state = 'dead', settledAt = ?, lastError = ? WHERE id = ?"
                ).execute(arguments: [now.milliseconds, reason, id])
                try db.noteDelivery(of: id, failure: reason, at: now)
            case .reroute(let messages): try db.reroute(id, to: messages, at: now)
            case .hold where try db.isPing(id):
                // Who is pinged does not write first: the person's next way is tried instead.
                try db.cachedStatement(
                    sql: "UPDATE outbox SET state = 'dead', settledAt = ?, lastError = 'no way in' WHERE id = ?"
                ).execute(arguments: [now.milliseconds, id])
            case .hold:
                try db.holdOutboxRow(id, at: now)
            }
        }
    }

    /// Gives back what a crashed run had claimed; called once, before anything is sent.
    package func releaseClaims() async throws -> Int {
        try await commits.perform { db in
            try db.execute(sql: "UPDATE outbox SET state = 'pending' WHERE state = 'claimed'")
            return db.changesCount
        }
    }

    /// The messages that were given up, oldest first.
    package func deadLetters(limit: Int) async throws -> [OutboxItem] {
        try await writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT *, opened(sealed, 'outbox message') AS message FROM outbox
                    WHERE state = 'dead' AND sealed IS NOT NULL ORDER BY id LIMIT ?
                    """, arguments: [limit]
            )
            .compactMap { try? Self.item($0) }
        }
    }

    /// Puts a dead message back into the queue.
    package func requeue(_ id: Int64, at now: Timestamp) async throws {
        try await commits.perform { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET state = 'pending', attempts = 0, notBefore = ?, settledAt = NULL
                    WHERE id = ? AND state = 'dead' AND sealed IS NOT NULL
                    """, arguments: [now.milliseconds, id])
            guard db.changesCount == 1 else { throw StoreError.notFound }
            try db.execute(sql: "UPDATE push SET failure = NULL WHERE outbox = ?", arguments: [id])
        }
    }

    /// How much waits, since when, when the next attempt is due, and how much was given up.
    package func outboxStatus() async throws -> OutboxStatus {
        try await writer.read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) AS depth, min(createdAt) AS oldest, min(notBefore) AS next
                        FROM outbox WHERE state IN ('pending', 'claimed')
                        """))
            let dead = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM outbox WHERE state = 'dead'"))
            return OutboxStatus(
                depth: row?["depth"] ?? 0, oldest: (row?["oldest"] as Int64?).map(Timestamp.init(milliseconds:)),
                nextDue: (row?["next"] as Int64?).map(Timestamp.init(milliseconds:)), dead: dead ?? 0)
        }
    }

    private static func item(_ row: Row) throws -> OutboxItem {
        OutboxItem(
            id: row["id"], message: try OutboxMessageText.decode(row["message"]), attempt: row["attempts"] + 1,
            createdAt: Timestamp(milliseconds: row["createdAt"]), caseNumber: row["caseNumber"],
            lastError: row["lastError"])
    }
}

extension Database {
    fileprivate func isPing(_ id: Int64) throws -> Bool {
        try Bool.fetchOne(
            cachedStatement(sql: "SELECT purpose = 'ping' FROM outbox WHERE id = ?"), arguments: [id]) ?? false
    }

    /// Puts messages in a message's place, for the same purpose.
    fileprivate func reroute(_ id: Int64, to messages: [OutboundMessage], at now: Timestamp) throws {
        let row = try Row.fetchOne(
            cachedStatement(sql: "SELECT caseNumber, purpose, asker FROM outbox WHERE id = ?"), arguments: [id])
        guard let row else { return }
        let purpose = OutboxDraft.Purpose(rawValue: row["purpose"]) ?? .reply
        for (index, message) in messages.enumerated() {
            let asker = (row["asker"] as String?).map { SenderID($0) }
            try insertOutbox(OutboxDraft(message, for: purpose, asker: asker), at: now, caseNumber: row["caseNumber"])
            guard index == 0 else { continue }
            let first = lastInsertedRowID
            for table in ["ping", "warningPing"] {
                try cachedStatement(sql: "UPDATE \(table) SET outbox = ? WHERE outbox = ?")
                    .execute(arguments: [first, id])
            }
        }
        if !messages.isEmpty {
            try cachedStatement(sql: "UPDATE push SET outbox = ? WHERE outbox = ?")
                .execute(arguments: [lastInsertedRowID, id])
        }
        try cachedStatement(sql: "DELETE FROM outbox WHERE id = ?").execute(arguments: [id])
    }

    /// Withholds the bot's reply to an asker with whom a human speaks by now; true when it was.
    fileprivate func withholdForHuman(_ row: Row, at now: Timestamp) throws -> Bool {
        guard row["purpose"] == OutboxDraft.Purpose.reply.rawValue, let asker: String = row["asker"] else {
            return false
        }
        let isTaken = try Bool.fetchOne(
            cachedStatement(
                sql: """
                    SELECT count(*) FROM takeover WHERE asker = ? AND channel || '/' || conversation = ?
                        AND endedAt IS NULL AND quietAt > ? AND startedAt >= ?
                    """),
            arguments: [asker, row["destination"] as String, now.milliseconds, row["createdAt"] as Int64])
        guard isTaken == true else { return false }
        try cachedStatement(
            sql: "UPDATE outbox SET state = 'withheld', settledAt = ?, lastError = 'a human speaks' WHERE id = ?"
        ).execute(arguments: [now.milliseconds, row["id"] as Int64])
        return true
    }
}

/// The state of the outbox at one moment.
package struct OutboxStatus: Sendable, Equatable {
    /// Messages that wait or are being sent.
    package var depth: Int
    /// When the oldest of them was put there.
    package var oldest: Timestamp?
    /// When the next attempt is due.
    package var nextDue: Timestamp?
    /// Messages that were given up.
    package var dead: Int

    /// Takes the parts.
    package init(depth: Int, oldest: Timestamp?, nextDue: Timestamp?, dead: Int) {
        self.depth = depth
        self.oldest = oldest
        self.nextDue = nextDue
        self.dead = dead
    }
}

/// Outbound messages as the JSON text of their row.
enum OutboxMessageText {
    static func encode(_ message: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(message), as: UTF8.self)
    }

    /// A message that cannot be read: sealed with another key, or already gone.
    struct Unreadable: Error {}

    static func decode<Message: Decodable>(
        _ text: String?, as type: Message.Type = OutboundMessage.self
    ) throws -> Message {
        guard let text else { throw Unreadable() }
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
