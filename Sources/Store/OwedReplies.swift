package import Domain
import GRDB
import Synchronization

/// What a reply becomes outside the answer to its webhook; nil where that answer has no deadline, or no other way is left.
package typealias Owing = @Sendable (Acknowledgement.Reply) -> OwedReply?

extension CounselDatabase {
    /// Notes that the answer to a webhook carried the reply; struck with the next look into the outbox.
    ///
    /// Written down a little later so that no answer costs a transaction more. A crash before that says the reply twice.
    package func noteCarried(_ acknowledgement: Acknowledgement) {
        guard acknowledgement.isOwed, let interaction = acknowledgement.interaction else { return }
        carried.add(CarriedReply(interaction: interaction, attempt: acknowledgement.attempt))
    }

    /// Strikes the replies that were carried; for the end of a run, after which nobody looks into the outbox any more.
    package func strikeCarried() async throws {
        try await strikingCarried { _ in }
    }

    /// Runs `body` in a transaction that first strikes what was carried.
    func strikingCarried<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        let replies = carried.takeAll()
        do {
            return try await commits.perform { db in
                for reply in replies { try db.strike(reply) }
                return try body(db)
            }
        } catch {
            carried.add(contentsOf: replies)
            throw error
        }
    }

    /// Puts an owed reply into the outbox because the answer to the webhook came too late to carry it; true when it did.
    ///
    /// Only the last delivery of a message owes the reply: an earlier one, found late, leaves it to the later one.
    package func sendLate(
        replyingTo interaction: Int64, attempt: Int, at now: Timestamp, notBefore moment: Timestamp? = nil
    ) async throws -> Bool {
        try await commits.perform { db in
            guard try db.isLastDelivery(attempt, of: interaction) else { return false }
            return try db.sendOwedReply(to: interaction, at: now, notBefore: moment ?? now)
        }
    }
}

extension Database {
    /// Keeps a reply until the answer to the webhook has carried it, in place of what an earlier delivery owed.
    func owe(_ owed: OwedReply, for interaction: Int64) throws {
        try cachedStatement(
            sql: "INSERT OR REPLACE INTO owedReply (interaction, sealed, dueAt) VALUES (?, sealed(?, 'owed reply'), ?)"
        ).execute(arguments: [interaction, try OutboxMessageText.encode(owed.parts), owed.dueAt.milliseconds])
    }

    /// Puts into the outbox whatever nobody has been seen to carry in time: the process that owed it has died.
    func sendDueReplies(at now: Timestamp) throws {
        let due = try Int64.fetchAll(
            cachedStatement(sql: "SELECT interaction FROM owedReply WHERE dueAt <= ? ORDER BY interaction"),
            arguments: [now.milliseconds])
        for interaction in due { _ = try sendOwedReply(to: interaction, at: now, notBefore: now) }
    }

    fileprivate func sendOwedReply(to interaction: Int64, at now: Timestamp, notBefore: Timestamp) throws -> Bool {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT opened(owedReply.sealed, 'owed reply') AS parts, caseNumber
                    FROM owedReply JOIN interaction ON interaction.id = owedReply.interaction WHERE interaction = ?
                    """), arguments: [interaction])
        guard let row else { return false }
        try cachedStatement(sql: "DELETE FROM owedReply WHERE interaction = ?").execute(arguments: [interaction])
        // One that cannot be read any more must not hold up all others.
        guard let parts = try? OutboxMessageText.decode(row["parts"], as: [OutboundMessage].self) else { return false }
        try cachedStatement(sql: "UPDATE interaction SET lateAt = ? WHERE id = ?")
            .execute(arguments: [now.milliseconds, interaction])
        for part in parts {
            try insertOutbox(
                OutboxDraft(part, for: .reply), at: now, caseNumber: row["caseNumber"], lateReplyTo: interaction,
                notBefore: notBefore)
        }
        return true
    }

    /// Forgets an owed reply that was carried, unless the message has come again since.
    fileprivate func strike(_ reply: CarriedReply) throws {
        guard try isLastDelivery(reply.attempt, of: reply.interaction) else { return }
        try cachedStatement(sql: "DELETE FROM owedReply WHERE interaction = ?").execute(arguments: [reply.interaction])
    }

    fileprivate func isLastDelivery(_ attempt: Int, of interaction: Int64) throws -> Bool {
        try Int.fetchOne(
            cachedStatement(sql: "SELECT attempts FROM interaction WHERE id = ?"), arguments: [interaction]) == attempt
    }
}

/// A delivery of a message whose answer carried the reply.
struct CarriedReply: Sendable {
    /// The log row.
    let interaction: Int64
    /// Which delivery it was, from 1.
    let attempt: Int
}

/// The carried replies that are not struck yet.
final class CarriedReplies: Sendable {
    private let replies = Mutex<[CarriedReply]>([])

    func add(_ reply: CarriedReply) { replies.withLock { $0.append(reply) } }

    func add(contentsOf more: [CarriedReply]) { replies.withLock { $0 += more } }

    func takeAll() -> [CarriedReply] {
        replies.withLock { replies in
            defer { replies = [] }
            return replies
        }
    }
}
