import Domain
import GRDB
import Testing

@testable import Store

struct OutboxQueueTests {
    let database: CounselDatabase
    let now = Timestamp(seconds: 1_795_400_000)

    init() throws { database = try .inMemory() }

    private func put(_ text: String, to: String = "town") throws {
        let now = now
        try database.writer.write { db in
            try db.insertOutbox(
                OutboxDraft(OutboundMessage(channel: "robot", to: to, text: text), for: .notice), at: now,
                caseNumber: nil)
        }
    }

    private func claim(at time: Timestamp? = nil, cap: Int? = nil) async throws -> [OutboxItem] {
        try await database.claimDue(at: time ?? now, limit: 64) { _ in cap }
    }

    @Test func `one destination gets its messages one by one and in order`() async throws {
        try put("一")
        try put("二")
        try put("甲", to: "other")

        let first = try await claim()
        #expect(first.map(\.message.text) == ["一", "甲"])
        #expect(try await claim().isEmpty)

        try await database.settle(first[0].id, .settle, at: now)
        #expect(try await claim().map(\.message.text) == ["二"])
    }

    @Test func `a clock that is set back holds up neither what it dated ahead nor what comes after`() async throws {
        try put("一")
        let later = now.adding(seconds: 3_600)
        let ahead = try await claim(at: later)
        try await database.settle(ahead[0].id, .settle, at: later)
        try await database.writer.write { db in
            try db.insertOutbox(
                OutboxDraft(OutboundMessage(channel: "robot", to: "town", text: "二"), for: .notice), at: later,
                caseNumber: nil)
        }

        // One was sent in what is now the future: it does not count against the minute's one.
        #expect(try await claim(cap: 1).map(\.message.text) == ["二"])
    }

    @Test func `a message that failed waits for its time, and holds back those behind it`() async throws {
        try put("一")
        try put("二")
        let claimed = try await claim()
        let item = try #require(claimed.first)
        try await database.settle(item.id, .retry(at: now.adding(seconds: 5), reason: "http 500"), at: now)

        #expect(try await claim(at: now.adding(seconds: 4)).isEmpty)
        let again = try await claim(at: now.adding(seconds: 5))
        #expect(again.map(\.message.text) == ["一"])
        #expect(again.first?.attempt == 2)
        #expect(again.first?.lastError == "http 500")
    }

    @Test func `the rate cap counts what was sent in the last minute`() async throws {
        for number in 1...4 { try put("\(number)") }
        for _ in 1...3 {
            let claimed = try await claim(cap: 3)
            let item = try #require(claimed.first)
            try await database.settle(item.id, .settle, at: now)
        }

        #expect(try await claim(at: now.adding(seconds: 59), cap: 3).isEmpty)
        #expect(try await claim(at: now.adding(seconds: 61), cap: 3).map(\.message.text) == ["4"])
    }

    @Test func `claims of a crashed run are released`() async throws {
        try put("一")
        _ = try await claim()

        #expect(try await claim().isEmpty)
        #expect(try await database.releaseClaims() == 1)
        #expect(try await claim().map(\.message.text) == ["一"])
    }

    @Test func `a dead message lets the next one through and can be put back`() async throws {
        try put("一")
        try put("二")
        let claimed = try await claim()
        let item = try #require(claimed.first)
        try await database.settle(item.id, .bury("errcode 93000"), at: now)

        #expect(try await claim().map(\.message.text) == ["二"])
        let dead = try await database.deadLetters(limit: 10)
        #expect(dead.map(\.lastError) == ["errcode 93000"])
        try await database.requeue(item.id, at: now)
        #expect(try await database.deadLetters(limit: 10).isEmpty)
        await #expect(throws: StoreError.notFound) { try await database.requeue(99, at: now) }
    }

    @Test func `the status tells depth, age and the dead`() async throws {
        #expect(try await database.outboxStatus() == OutboxStatus(depth: 0, oldest: nil, nextDue: nil, dead: 0))
        try put("一")
        try put("二")
        let status = try await database.outboxStatus()
        #expect(status.depth == 2)
        #expect(status.oldest == now)
    }

    @Test func `no query of the outbox scans what was sent`() throws {
        let plan = try database.writer.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + CounselDatabase.dueSQL, arguments: [0, 1])
                .map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0 == "SCAN outbox" })
        #expect(plan.contains { $0.contains("outboxWaiting") })
    }
}
