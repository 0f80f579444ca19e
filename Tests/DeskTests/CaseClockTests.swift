import Desk
import Domain
import Store
import TestSupport
import Testing

/// Promises come due in their time, once, whatever happens in between.
struct CaseClockTests {
    let office: SmallOffice

    init() throws { office = try SmallOffice() }

    private var caseClock: CaseClock { office.caseClock }

    private func sent() async throws -> [OutboundMessage] {
        try await office.database.sendAll(at: office.clock.now)
    }

    @Test func `nobody takes it: a reminder, then the office, each once, whoever looks how often`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        #expect(try await sent().count == 1)
        office.clock.set("2026-11-23T10:30:00+08:00")
        // A clock made anew has nothing but the database.
        for _ in 0..<3 { await caseClock.tick() }
        #expect(try await sent().map(\.mentions) == [["w-adviser"]])
        office.clock.set("2026-11-23T11:00:00+08:00")
        for _ in 0..<3 { await caseClock.tick() }
        #expect(try await sent().map(\.mentions) == [["w-office"]])
    }

    @Test func `a night's cases are one ping with a list in the morning, and none before`() async throws {
        office.clock.set("2026-11-24T02:10:00+08:00")
        for number in 1...5 { _ = try await office.say("转人工", id: "m-\(number)", sender: "u-\(number)") }
        await caseClock.tick()
        #expect(try await sent().isEmpty)
        office.clock.set("2026-11-24T09:00:00+08:00")
        await caseClock.tick()
        let messages = try await sent()
        #expect(messages.count == 1)
        let text = try #require(messages.first?.text)
        #expect(text.hasPrefix("【5件待办】"))
        for number in 1001...1005 { #expect(text.contains("\(number) 试验村")) }
    }

    @Test func `a burst in working hours is one ping at once and one list a minute later`() async throws {
        for number in 1...4 { _ = try await office.say("转人工", id: "m-\(number)", sender: "u-\(number)") }
        #expect(try await sent().count == 1)
        office.clock.advance(seconds: 60)
        await caseClock.tick()
        let list = try await sent()
        #expect(list.map { $0.text.prefix(6) } == ["【3件待办】"])
    }

    @Test func `an emergency calls everyone at night, again after ten minutes, until somebody takes it`() async throws {
        office.clock.set("2026-11-24T02:10:00+08:00")
        _ = try await office.say("快来正在打人", id: "m-1", mentions: false)
        #expect(try await sent().map(\.mentions) == [["w-adviser", "w-office", "w-duty"]])
        office.clock.advance(seconds: 600)
        await caseClock.tick()
        #expect(try await sent().map(\.mentions) == [["w-adviser", "w-office", "w-duty"]])
        _ = try await office.say("接1001", id: "a-1", sender: "u-adviser", group: false, mentions: false)
        #expect(try await sent().contains { $0.text.contains("已经接了") })
        office.clock.advance(seconds: 600)
        await caseClock.tick()
        #expect(try await sent().isEmpty)
    }

    @Test func `a ping that dies takes the next on the chain`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        let item = try #require(try await office.database.claimDue(at: office.clock.now, limit: 1) { _ in nil }.first)
        try await office.database.settle(item.id, .bury("errcode 93000"), at: office.clock.now)
        await caseClock.tick()
        #expect(try await sent().map(\.mentions) == [["w-office"]])
        let history = try #require(try await office.database.history(of: 1001))
        #expect(history.lines.map(\.kind).contains("undelivered"))
    }

    @Test func `words that do not reach the asker are told to who said them`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        _ = try await sent()
        _ = try await office.say("答 1001 去监察大队", id: "a-1", sender: "u-adviser", group: false, mentions: false)
        let item = try #require(try await office.database.claimDue(at: office.clock.now, limit: 1) { _ in nil }.first)
        try await office.database.settle(item.id, .bury("left the group"), at: office.clock.now)
        for _ in 0..<2 { await caseClock.tick() }
        let messages = try await sent()
        #expect(messages.map(\.mentions) == [["w-adviser"]])
        #expect(messages.first?.text.hasPrefix("【没送到 1001】") == true)
    }

    @Test func `a clock that is set back repeats nothing, and one that jumps ahead asks only the next`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        #expect(try await sent().count == 1)
        office.clock.set("2026-11-22T10:00:00+08:00")
        await caseClock.tick()
        #expect(try await sent().isEmpty)
        office.clock.set("2026-11-30T10:00:00+08:00")
        await caseClock.tick()
        #expect(try await sent().map(\.mentions) == [["w-office"]])
        let history = try #require(try await office.database.history(of: 1001))
        #expect(history.lines.count { $0.kind == "lapsed" } == 1)
    }

    @Test func `who is asked and leaves the directory is replaced at the next look`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        _ = try await sent()
        let clock = caseClock
        await clock.tick()
        let isReplaced = try office.use(
            directory: """
                townships: [{id: town, name: 试验镇, office: office}]
                villages:
                  - {id: v-1, name: 试验村, township: town, groups: [neutral/g-1], adviser: office, deputies: []}
                people:
                  - id: office
                    role: office
                    name: 试验镇司法所
                    contacts: [{channel: robot, to: town, mention: w-office}]
                    hours: {mon: "09:00-17:00"}
                  - id: duty
                    role: duty
                    name: 区值班
                    contacts: [{channel: robot, to: town, mention: w-duty}]
                    hours: {mon: "00:00-24:00"}
                services:
                  - {id: hotline, name: 热线, phone: "12348", hours: 全天, kind: hotline}
                  - {id: mediation, name: 调解室, phone: "12348", hours: 工作日, kind: mediation}
                """)
        #expect(isReplaced)
        await clock.tick()
        #expect(try await sent().map(\.mentions) == [["w-office"]])
    }
}
