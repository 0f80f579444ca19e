import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

struct GroupCommitTests {
    private struct Planned: Error, Equatable {}

    @Test func `a write that fails undoes itself and not its neighbours`() async throws {
        let database = try CounselDatabase.inMemory()
        let commits = database.commits
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    do {
                        try await commits.perform { db in
                            try db.execute(
                                sql: "INSERT INTO overheard VALUES (?, 'c', 'g', 1)", arguments: [number])
                            if number.isMultiple(of: 3) { throw Planned() }
                        }
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }

        let rows = try await database.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM overheard") }
        #expect(outcomes.count { $0 } == 66)
        #expect(rows == 66)
    }

    @Test func `after closing, the main file alone holds everything`() async throws {
        let folder = try TemporaryFolder()
        let database = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
        for number in 0..<20 {
            _ = try await database.commitInbound(
                .sample(id: MessageID("m-\(number)")), decide: { _ in .wages }, compose: { _, _, _ in .reply("好") })
        }
        try database.close()
        try FileManager.default.copyItem(atPath: folder.path + "/c.sqlite", toPath: folder.path + "/copy.sqlite")
        let copy = try CounselDatabase(path: folder.path + "/copy.sqlite", vault: .sample)

        let rows = try await copy.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM interaction") }
        #expect(rows == 20)
    }

    @Test func `a full disk fails every write in the transaction and acknowledges none`() async throws {
        let folder = try TemporaryFolder()
        let database = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
        try await database.writer.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        var stored = 0
        var refused = 0
        for number in 0..<40 {
            do {
                _ = try await database.commitInbound(
                    .sample(String(repeating: "长", count: 900), id: MessageID("m-\(number)")),
                    decide: { _ in .wages }, compose: { _, _, _ in .reply("好") })
                stored += 1
            } catch {
                refused += 1
            }
        }

        let rows = try await database.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM interaction") }
        #expect(refused > 0)
        #expect(rows == stored)
        await #expect(throws: (any Error).self) {
            for number in 0..<200 {
                _ = try await database.commitInbound(
                    .sample(String(repeating: "长", count: 900), id: MessageID("p-\(number)")),
                    decide: { _ in .wages }, compose: { _, _, _ in .reply("好") })
            }
        }
    }
}
