package import Domain
import GRDB

/// A message that waits or was given up, without its words.
package struct OutboxRow: Sendable, Equatable {
    /// Its row.
    package let id: Int64
    /// Since when it is there.
    package let createdAt: Timestamp
    /// By which channel it leaves.
    package let channel: ChannelID
    /// Why it is sent.
    package let purpose: OutboxDraft.Purpose
    /// How often it was tried.
    package let attempts: Int
    /// Why the last attempt failed.
    package let lastError: String?
    /// The case that it is about.
    package let caseNumber: Int64?
}

extension CounselDatabase {
    /// The messages that wait, or with `isDead` those that were given up, newest first.
    package func outboxList(isDead: Bool, offset: Int, limit: Int) async throws -> [OutboxRow] {
        try await writer.read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: isDead ? Self.deadListSQL : Self.waitingListSQL), arguments: [limit, offset]
            ).map {
                OutboxRow(
                    id: $0["id"], createdAt: Timestamp(milliseconds: $0["createdAt"]),
                    channel: ChannelID($0["channel"]), purpose: OutboxDraft.Purpose(rawValue: $0["purpose"]) ?? .reply,
                    attempts: $0["attempts"], lastError: $0["lastError"], caseNumber: $0["caseNumber"])
            }
        }
    }

    static let waitingListSQL = outboxListSQL("outboxWaiting", "state IN ('pending', 'claimed')")
    static let deadListSQL = outboxListSQL("outboxDead", "state = 'dead'")

    /// The partial index holds just these rows; by number, SQLite would go through all that were ever sent.
    private static func outboxListSQL(_ index: String, _ condition: String) -> String {
        """
        SELECT id, createdAt, substr(destination, 1, instr(destination, '/') - 1) AS channel, purpose, attempts,
            lastError, caseNumber
        FROM outbox INDEXED BY \(index) WHERE \(condition) ORDER BY id DESC LIMIT ? OFFSET ?
        """
    }
}
