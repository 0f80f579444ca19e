import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

struct ProofTests {
    let now = Timestamp(seconds: 1_795_400_000)

    @Test func `a stretch without heartbeats is an outage, found by the next beat`() async throws {
        let database = try CounselDatabase.inMemory()
        let span = now..<now.adding(minutes: 600)
        try await database.beat(at: now)
        try await database.beat(at: now.adding(seconds: 180))
        #expect(try await database.outages(in: span).isEmpty)

        try await database.beat(at: now.adding(seconds: 361))
        #expect(try await database.outages(in: span) == [now.adding(seconds: 180)..<now.adding(seconds: 361)])
    }

    @Test func `an hour has at most sixty beats`() async throws {
        let database = try CounselDatabase.inMemory()
        for second in 0..<70 { try await database.beat(at: now.adding(seconds: Int64(second))) }
        #expect(try await database.heartbeats(in: now..<now.adding(minutes: 120)) == [now.chinaHour: 60])
    }

    @Test func `a backup holds every row, is sound, and overwrites nothing`() async throws {
        let folder = try TemporaryFolder()
        let database = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
        _ = try await database.commitInbound(.sample(), decide: { _ in .wages }, compose: { _, _, _ in .reply("好") })
        let copy = folder.path + "/copy.sqlite"

        #expect(try await database.backup(to: copy) == 1)
        await #expect(throws: BackupError.exists(path: copy)) { try await database.backup(to: copy) }
        let opened = try CounselDatabase(path: copy, vault: .sample)
        #expect(try await opened.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM interaction") } == 1)
    }
}
