import Domain
import Store
import TestSupport
import Testing

@testable import Desk

struct HousekeepingTests {
    @Test(arguments: [
        ("2026-11-23T03:29:59+08:00", false), ("2026-11-23T03:30:00+08:00", true), ("2026-11-23T04:29:59+08:00", true),
        ("2026-11-23T04:30:00+08:00", false),
    ])
    func `records are gone over once a night`(_ time: String, _ isDue: Bool) throws {
        let now = try #require(Timestamp(iso8601: time))
        let due = Housekeeping.due(at: now, last: nil)
        #expect((due != nil) == isDue)
        #expect(Housekeeping.due(at: now, last: now.chinaDate) == nil)
    }

    @Test func `a villager who says so, and means it, is forgotten`() async throws {
        let office = try SmallOffice()
        _ = try await office.say("老板欠我工资怎么办", id: "m-1")
        let asked = try await office.say("删除我的记录", id: "m-2")
        #expect(asked.acknowledgement?.reply?.text.hasPrefix("话术-erase") == true)
        #expect(try await office.database.erasures(limit: 9).isEmpty)

        let done = try await office.say("确认删除", id: "m-3")
        #expect(done.acknowledgement?.reply?.text.hasPrefix("话术-erased") == true)
        let erasure = try #require(try await office.database.erasures(limit: 9).first)
        #expect(erasure.interactions == 2)
        #expect(erasure.origin == .chat)
    }

    @Test func `the hours that passed are written down by the roster, once`() async throws {
        let office = try SmallOffice()
        let heartbeat = Heartbeat(
            database: office.database, knowledge: office.knowledge, clock: office.clock.clock, logger: .quiet)
        await heartbeat.beat()
        office.clock.advance(seconds: 3_600)
        await heartbeat.beat()
        let span = office.clock.now.adding(minutes: -300)..<office.clock.now
        let duty = try await office.database.figures(.duty, in: span, scope: .district, all: ["v-1"])
        // 9:00 and 10:00 on a Monday: the adviser from 9, the office from 9.
        #expect(duty == [Tally(keys: ["v-1"], values: [2, 120, 0])])
        #expect(try await office.database.outages(in: span).count == 1)
    }
}
