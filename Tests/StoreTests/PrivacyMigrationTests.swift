import Domain
import GRDB
import Sealing
import TestSupport
import Testing

@testable import Store

struct PrivacyMigrationTests {
    @Test func `rows from before the key come under it, and what waited is still sent`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/c.sqlite"
        let old = try DatabaseQueue(path: path, configuration: CounselDatabase.configuration(.sample))
        try Migrations.migrator.migrate(old, upTo: M001Foundations.name)
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO interaction (channel, conversation, isGroup, sender, messageId, receivedAt, isAddressed,
                        text, decision, reason, catalogDigest, replyMention)
                    VALUES ('neutral', 'g-1', 1, 'u-1', 'm-1', 1, 1, '问', 'answer', 'clear', 'd', 'u-1'),
                        ('neutral', 'u-1', 0, 'u-1', 'm-2', 2, 1, '问', 'answer', 'clear', 'd', NULL);
                    INSERT INTO outbox (destination, message, createdAt, notBefore, state)
                    VALUES ('robot/town', '{"channel":"robot","kind":"group","mentions":[],"text":"好","to":"town"}', 1, 1,
                        'pending');
                    """)
        }
        try old.close()

        let database = try CounselDatabase(path: path, vault: .sample)
        let rows = try database.writer.read { try Row.fetchAll($0, sql: "SELECT * FROM interaction ORDER BY id") }
        let key = Vault.sample.key(of: Conversation(channel: "neutral", id: "u-1", kind: .private), "u-1")
        #expect(rows[0]["conversation"] == "g-1")
        #expect(rows[0]["sender"] == key.asker)
        #expect(rows[1]["conversation"] == key.conversation)
        let due = try await database.claimDue(at: Timestamp(seconds: 9), limit: 9) { _ in nil }
        #expect(due.map(\.message.text) == ["好"])
    }
}
