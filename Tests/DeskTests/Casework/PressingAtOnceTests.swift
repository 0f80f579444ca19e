import Desk
import Domain
import Store
import TestSupport
import Testing

/// Two people act on the same case at the same moment, on a database on disk.
struct PressingAtOnceTests {
    @Test func `of two who take it at once one wins and the other is told by whom`() async throws {
        for round in 0..<8 {
            let folder = try TemporaryFolder()
            let database = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
            let office = try SmallOffice(database: database)
            _ = try await office.say("转人工", id: "m-\(round)")
            let casework = office.casework
            let outcomes = await withTaskGroup { group in
                for person: PersonID in ["adviser", "office"] {
                    group.addTask { () -> (PersonID, CaseRefusal?) in
                        do {
                            try await casework.act(.take, on: 1001, by: person)
                            return (person, nil)
                        } catch {
                            return (person, error as? CaseRefusal)
                        }
                    }
                }
                return await group.reduce(into: [(PersonID, CaseRefusal?)]()) { $0.append($1) }
            }
            let winners = outcomes.filter { $0.1 == nil }.map(\.0)
            #expect(winners.count == 1)
            let winner = try #require(winners.first)
            #expect(outcomes.compactMap(\.1) == [.taken(by: winner)])
            let history = try #require(try await database.history(of: 1001))
            #expect(history.file.owner == winner)
            #expect(history.lines.count { $0.kind == "acknowledged" } == 1)
            try database.close()
        }
    }

    @Test func `who answers what has changed meanwhile is told, and nothing is sent`() async throws {
        let office = try SmallOffice()
        _ = try await office.say("转人工", id: "m-1")
        let seen = try await office.casework.history(of: 1001, for: "office").file.version
        try await office.casework.act(.take, on: 1001, by: "adviser", seen: seen)
        _ = try await office.database.sendAll(at: office.clock.now)
        await #expect(throws: CaseRefusal.outdated) {
            try await office.casework.act(.answer("去监察大队"), on: 1001, by: "office", seen: seen)
        }
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `what belongs to somebody else is refused by name`() async throws {
        let office = try SmallOffice()
        _ = try await office.say("转人工", id: "m-1")
        try await office.casework.act(.take, on: 1001, by: "office")
        let outcome = try await office.say("答 1001 去监察大队", id: "a-1", sender: "u-adviser", group: false)
        #expect(SpokenWords.of(outcome.reply)?.hasPrefix("1001 已经由试验镇司法所接了") == true)
    }
}
