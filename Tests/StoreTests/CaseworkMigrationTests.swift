import Domain
import GRDB
import Sealing
import TestSupport
import Testing

@testable import Store

/// A database that was filled before casework existed: nothing is lost, and what was promised still comes due.
struct CaseworkMigrationTests {
    @Test func `cases, promises and messages of the first schema go on`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/c.sqlite"
        let old = try DatabaseQueue(path: path, configuration: CounselDatabase.configuration(.sample))
        try Migrations.migrator.migrate(old, upTo: M001Foundations.name)
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO legalCase (number, channel, conversation, isGroup, asker, village, openedAt, state,
                        urgency, topic, summary, owner, closedAt)
                    VALUES (1001, 'neutral', 'g-1', 1, 'u-1', 'v-1', 1000, 'notified', 'normal', 'labor', '欠工资',
                            'adviser', NULL),
                        (1002, 'neutral', 'u-2', 0, 'u-2', NULL, 2000, 'resolved', 'emergency', NULL, '打人', 'duty', 9000);
                    INSERT INTO caseEvent (caseNumber, at, kind, person, note)
                    VALUES (1001, 1000, 'opened', NULL, '欠工资'), (1001, 1500, 'notified', 'adviser', NULL);
                    INSERT INTO promise (caseNumber, kind, dueAt, keptAt)
                    VALUES (1001, 'acknowledge', 5000, NULL), (1002, 'acknowledge', 6000, 7000);
                    INSERT INTO outbox (destination, message, createdAt, notBefore, state, attempts, lastError, settledAt,
                        caseNumber)
                    VALUES ('robot/town', '{"channel":"robot","kind":"group","mentions":[],"text":"在等","to":"town"}', 1000,
                            1000, 'pending', 3, 'down', NULL, 1001),
                        ('neutral/g-1', '{"channel":"neutral","kind":"group","mentions":[],"text":"去了","to":"g-1"}', 1000,
                            1000, 'sent', 1, NULL, 1200, NULL),
                        ('neutral/g-9', '{"channel":"neutral","kind":"group","mentions":[],"text":"死了","to":"g-9"}', 1000,
                            1000, 'dead', 9, 'gone', 1300, 1001);
                    """)
        }
        try old.close()

        let database = try CounselDatabase(path: path, vault: .sample)
        let now = Timestamp(milliseconds: 10_000)
        let open = try #require(try await database.history(of: 1001))
        #expect(open.file.state == .notified)
        #expect(open.file.owner == "adviser")
        #expect(open.file.asker == "u-1")
        #expect(open.file.promises.map(\.kind) == [.acknowledge])
        #expect(open.file.promises.map(\.person) == ["adviser"])
        #expect(open.lines.map(\.kind) == ["opened", "notified"])
        let closed = try #require(try await database.history(of: 1002))
        #expect(closed.file.state == .resolved)
        #expect(closed.file.closedAt == Timestamp(milliseconds: 9_000))
        #expect(closed.file.promises.isEmpty)

        #expect(try await database.dueItems(at: now) == [.promise(.acknowledge, caseNumber: 1001)])
        #expect(try await database.sendAll(at: now).map(\.text) == ["在等"])
        #expect(try await database.deadLetters(limit: 9).map(\.message.text) == ["死了"])
        // The next case does not take a number that was given before.
        let next = try await database.writer.read { try $0.nextCaseNumber() }
        #expect(next == 1003)
        try database.close()
    }
}
