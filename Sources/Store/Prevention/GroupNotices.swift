package import Domain
import GRDB

extension CounselDatabase {
    /// Puts a greeting into the outbox when the bot joins a group, once for each group; false when it was greeted before.
    package func greet(
        _ conversation: Conversation, with parts: [OutboundMessage], at now: Timestamp
    ) async throws -> Bool {
        try await commits.perform { db in
            try db.execute(
                sql: "INSERT INTO groupNotice (channel, conversation, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [conversation.channel.text, conversation.id.text, now.milliseconds])
            guard db.changesCount == 1 else { return false }
            for part in parts { try db.insertOutbox(OutboxDraft(part, for: .notice), at: now, caseNumber: nil) }
            return true
        }
    }
}
