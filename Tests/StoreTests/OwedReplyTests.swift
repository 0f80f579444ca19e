import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

/// A reply that is kept until the answer to its webhook carried it.
struct OwedReplyTests {
    let database: CounselDatabase
    let now = Timestamp(seconds: 1_795_400_000)

    init() throws { database = try .inMemory(vault: .sample) }

    private func ask(owing words: [String] = ["好"]) async throws -> Acknowledgement {
        let owed = OwedReply(
            parts: words.map { OutboundMessage(channel: "neutral", to: "g-1", text: $0, mentions: ["u-1"]) },
            dueAt: now.adding(seconds: 15))
        return try await database.commitInbound(
            .sample(), owing: { _ in owed }, decide: { _ in .wages }, compose: { _, _, _ in .reply("好") })
    }

    private func sent(at moment: Timestamp) async throws -> [String] {
        try await database.claimDue(at: moment, limit: 9) { _ in nil }.map(\.message.text)
    }

    private func owed() throws -> Int {
        try database.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM owedReply") ?? -1 }
    }

    @Test func `what nobody carried is sent when it is due, and no sooner`() async throws {
        #expect(try await ask().isOwed)

        #expect(try await sent(at: now.adding(seconds: 14)).isEmpty)
        #expect(try await sent(at: now.adding(seconds: 15)) == ["好"])
        #expect(try owed() == 0)
    }

    @Test func `all parts of a long reply are kept, in their order`() async throws {
        let answer = try await ask(owing: ["一", "二", "三"])
        let isOwed = try await database.sendLate(replyingTo: answer.interaction ?? 0, attempt: 1, at: now)
        #expect(isOwed)

        var words: [String] = []
        for item in 0..<3 {
            let items = try await database.claimDue(at: now, limit: 9) { _ in nil }
            words += items.map(\.message.text)
            for item in items { try await database.settle(item.id, .settle, at: now) }
            #expect(items.count == 1, "\(item)")
        }
        #expect(words == ["一", "二", "三"])
    }

    @Test func `what was carried is struck, and only by the last delivery`() async throws {
        let first = try await ask()
        let second = try await ask()
        #expect(second.attempt == 2 && second.isOwed)

        database.noteCarried(first)
        #expect(try await sent(at: now).isEmpty)
        #expect(try owed() == 1)
        database.noteCarried(second)
        #expect(try await sent(at: now.adding(seconds: 60)).isEmpty)
        #expect(try owed() == 0)
    }

    @Test func `what was carried is not forgotten when the disk is full for a moment`() async throws {
        database.noteCarried(try await ask())
        try await database.writer.write {
            try $0.execute(
                sql: "CREATE TRIGGER full BEFORE DELETE ON owedReply BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        await #expect(throws: DatabaseError.self) { try await sent(at: now.adding(seconds: 60)) }
        try await database.writer.write { try $0.execute(sql: "DROP TRIGGER full") }

        #expect(try await sent(at: now.adding(seconds: 60)).isEmpty)
    }

    @Test func `the words are sealed, and gone with their asker`() async throws {
        _ = try await ask(owing: ["您电话139的事"])
        let sealed = try await database.writer.read {
            try String.fetchOne($0, sql: "SELECT hex(sealed) FROM owedReply")
        }
        #expect(sealed?.isEmpty == false)
        #expect(sealed?.contains("313339") == false)

        _ = try await database.erase(.sender("u-1", "neutral"), origin: .command, at: now)
        #expect(try owed() == 0)
    }

    @Test func `one that was never sent goes with the outbox's time`() async throws {
        _ = try await ask()
        _ = try await database.purge(by: RetentionPolicy(), at: now.adding(seconds: 31 * 86_400))
        #expect(try owed() == 0)
    }
}
