import Channels
import Content
import Domain
import Store
import TestSupport
import Testing

@testable import Desk

/// Warnings, rounds and pushes from the villager's words to the office's answer.
struct PreventionClockTests {
    let office: SmallOffice
    let preventionClock: PreventionClock

    init() throws {
        office = try SmallOffice()
        try office.folder.write(Self.rules, to: "directory/prevention.yaml")
        try office.folder.write(Self.campaigns, to: "campaigns/a.yaml")
        try office.folder.write(
            try office.folder.read("directory/directory.yaml").replacing(
                "name: 试验镇司法所\n", with: "name: 试验镇司法所\n    senders: [neutral/u-office]\n"),
            to: "directory/directory.yaml")
        let reload = office.knowledge.reload(at: office.clock.now)
        #expect(reload.replaced, "\(reload.findings.map(\.line))")
        preventionClock = PreventionClock(
            knowledge: office.knowledge, database: office.database, channels: office.channels,
            clock: office.clock.clock, doorbell: Doorbell(), logger: .quiet)
    }

    private static let rules = """
        warnings:
          - {id: words, name: 扬言堵路, level: red, words: [堵路], days: 3}
          - {id: wages, name: 讨薪扎堆, level: yellow, topics: [labor], count: 2, askers: 2, days: 7}
        screenings: {village: {every: week}, township: {every: half-month}, district: {every: month}}
        push-days: [5, 15, 25]
        circles: [{id: mediators, name: 调解员群, groups: [robot/town]}]

        """

    private static let campaigns = """
        campaigns:
          - {id: wages, theme: 讨薪, months: [11], targets: [villages, mediators], items: [{answer: a/wages, lead: 年底了。}]}

        """

    private func sent() async throws -> [OutboundMessage] {
        var messages: [OutboundMessage] = []
        while true {
            let items = try await office.database.claimDue(at: office.clock.now, limit: 50) { _ in nil }
            if items.isEmpty { return messages }
            for item in items {
                try await office.database.settle(item.id, .settle, at: office.clock.now)
                messages.append(item.message)
            }
        }
    }

    private func says(_ text: String, _ id: String, _ sender: String, group: Bool = false) async throws -> String? {
        SpokenWords.of(try await office.say(text, id: id, sender: sender, group: group, mentions: !group).reply)
    }

    private func askTwice() async throws {
        _ = try await office.say("老板欠我工资怎么办，电话13912345678", id: "q-1", sender: "u-1")
        _ = try await office.say("工资一直不发怎么办", id: "q-2", sender: "u-2")
    }

    // MARK: Warnings

    @Test func `the office is told where, what and why, once, with masked words`() async throws {
        try await askTwice()
        for _ in 0..<3 { await preventionClock.tick() }
        let messages = try await sent()
        #expect(messages.map(\.mentions) == [["w-office"]])
        let text = try #require(messages.first?.text)
        #expect(text.hasPrefix("【黄色预警 W1】试验村：讨薪扎堆\n原因：7天内2条、2个人问“劳动”。"))
        #expect(text.contains("群众说：") && !text.contains("13912345678"))
    }

    @Test func `a yellow warning waits for the day, a red one does not`() async throws {
        office.clock.set("2026-11-24T02:00:00+08:00")
        try await askTwice()
        await preventionClock.tick()
        #expect(try await sent().isEmpty)
        _ = try await office.say("再不给钱我就转人工去堵路", id: "q-3", sender: "u-3")
        _ = try await sent()
        await preventionClock.tick()
        let red = try await sent()
        #expect(red.map(\.mentions) == [["w-office"], ["w-duty"]])
        #expect(red.allSatisfy { $0.text.hasPrefix("【红色预警 W1】") && $0.text.contains("“堵路”") })
        office.clock.set("2026-11-24T08:00:00+08:00")
        await preventionClock.tick()
        #expect(try await sent().contains { $0.text.hasPrefix("【黄色预警 W2】") })
    }

    @Test func `the office says what came of it by number or by quoting, others may not`() async throws {
        try await askTwice()
        await preventionClock.tick()
        _ = try await sent()
        #expect(try await says("属实 W1", "a-1", "u-adviser")?.contains("不归您核实") == true)
        #expect(try await says("属实 W1 已上门", "a-2", "u-office")?.contains("W1 记成属实") == true)
        #expect(try await office.database.warning(1)?.note == "已上门")
        #expect(try await says("误报 W1", "a-3", "u-office")?.contains("W1 记成误报") == true)
        let stored = try await office.database.warning(1)
        #expect(stored?.isReal == false && stored?.judge == "office")
        #expect(try await says("属实 W9", "a-4", "u-office")?.contains("没有 W9") == true)
    }

    @Test func `a quote of the ping needs no number`() async throws {
        try await askTwice()
        await preventionClock.tick()
        let ping = try #require(try await sent().first)
        var message = InboundMessage(
            conversation: Conversation(channel: "neutral", id: "p-1", kind: .private), sender: "u-office", id: "a-1",
            content: .text("属实"))
        message.quote = InboundMessage.Quote(messageID: nil, text: ping.text)
        let capabilities = try #require(office.channels.capabilities(of: "neutral"))
        _ = try await office.intake.handle(message, capabilities, at: office.clock.now)
        #expect(try await office.database.warning(1)?.isReal == true)
    }

    @Test func `a warning that does not reach the office reaches the duty desk`() async throws {
        try await askTwice()
        await preventionClock.tick()
        let item = try #require(try await office.database.claimDue(at: office.clock.now, limit: 1) { _ in nil }.first)
        try await office.database.settle(item.id, .bury("errcode 93000"), at: office.clock.now)
        for _ in 0..<2 { await preventionClock.tick() }
        let messages = try await sent()
        #expect(messages.map(\.mentions) == [["w-duty"]])
        #expect(messages.first?.text.hasPrefix("【黄色预警 W1】") == true)
    }

    // MARK: Rounds

    @Test func `each person is reminded once in working hours, and a report closes the round`() async throws {
        await preventionClock.tick()
        #expect(try await sent().isEmpty)
        // Friday: the adviser does not work then, so the last day reminds.
        office.clock.set("2026-11-29T09:00:00+08:00")
        for _ in 0..<2 { await preventionClock.tick() }
        let messages = try await sent()
        let toAdviser = try #require(messages.first { $0.mentions == ["w-adviser"] })
        #expect(messages.count { $0.mentions == ["w-adviser"] } == 1)
        #expect(toAdviser.text.hasPrefix("【排查提醒】矛盾纠纷排查，11月29日前要看一遍：试验村。"))
        #expect(
            try await says("已排查 试验村 发现2起 争地界", "a-1", "u-adviser") == "记下了：试验村已排查，发现2起，请抓紧调解。")
        let week = office.clock.now.chinaDate
        let done = try #require(
            try await office.database.screenings(endingIn: week..<week.next, at: ["v-1"]).first)
        #expect(done.found == 2 && done.doneBy == "adviser")
        #expect(try await says("已排查", "a-2", "u-adviser") == "您现在没有要报的排查。")
    }

    @Test func `who has several places says which`() async throws {
        await preventionClock.tick()
        let answer = try await says("已排查 没有发现", "a-1", "u-office")
        #expect(answer == "记下了：试验镇已排查，没有发现纠纷。")
        #expect(try await says("已排查 试验村 没有发现", "a-2", "u-office") == "记下了：试验村已排查，没有发现纠纷。")
    }

    // MARK: Pushes

    private var desk: CampaignDesk {
        CampaignDesk(knowledge: office.knowledge.current, channels: office.channels, database: office.database)
    }

    @Test func `an approved text leaves on its day, after ten, to each place once`() async throws {
        let day = try #require(CivilDate("2026-11-25"))
        let pushes = try await desk.approve("wages", on: day, by: "duty", at: office.clock.now)
        #expect(pushes.map(\.target) == ["neutral/g-1", "robot/town"])
        for moment in ["2026-11-24T12:00:00+08:00", "2026-11-25T09:59:00+08:00"] {
            office.clock.set(moment)
            await preventionClock.tick()
        }
        #expect(try await sent().filter { $0.text.hasPrefix("【普法") }.isEmpty)
        office.clock.set("2026-11-25T10:00:00+08:00")
        for _ in 0..<2 { await preventionClock.tick() }
        office.clock.advance(seconds: 60)
        let messages = try await sent().filter { $0.text.hasPrefix("【普法") }
        #expect(messages.map(\.destination) == ["neutral/g-1", "robot/town"])
        #expect(messages[0].text.hasPrefix("【普法·讨薪】\n年底了。\n【拖欠工资怎么要】\n短答wages，打12348。\n依据：《试验法》第1条"))
        #expect(messages[0].text.hasSuffix("白天晚上都答。"))
        let states = try await office.database.pushes(in: day..<day.next, scope: .district).map(\.state)
        #expect(states == [.sent, .sent])
    }

    @Test func `what could not leave for days is not sent late, and nothing leaves at night`() async throws {
        let day = try #require(CivilDate("2026-11-25"))
        _ = try await desk.approve("wages", on: day, by: "duty", at: office.clock.now)
        office.clock.set("2026-11-25T23:00:00+08:00")
        await preventionClock.tick()
        #expect(try await sent().isEmpty)
        office.clock.set("2026-11-28T10:00:00+08:00")
        await preventionClock.tick()
        let states = try await office.database.pushes(in: day..<day.next, scope: .district).map(\.state)
        #expect(states == [.failed("过了日子没有发"), .failed("过了日子没有发")])
    }

    @Test func `villages that nothing can be pushed to are named and not forgotten`() async throws {
        try office.folder.write(
            try office.folder.read("directory/directory.yaml").replacing(
                "groups: [neutral/g-1]", with: "groups: [none/g-1]"),
            to: "directory/directory.yaml")
        office.clock.advance(seconds: 1)
        #expect(office.knowledge.reload(at: office.clock.now).replaced)
        let day = try #require(CivilDate("2026-11-25"))
        let pushes = try await desk.approve("wages", on: day, by: "duty", at: office.clock.now)
        #expect(pushes.map(\.failure) == ["群所在的通道不能主动发消息", nil])
        #expect(pushes.first?.village == "v-1")
    }

    @Test func `past days and days without a text are refused`() async throws {
        let desk = desk
        let (past, none) = (try #require(CivilDate("2026-11-05")), try #require(CivilDate("2026-11-26")))
        await #expect(throws: CampaignDesk.Refusal.past(past)) {
            try await desk.approve("wages", on: past, by: "duty", at: office.clock.now)
        }
        await #expect(throws: CampaignDesk.Refusal.unknown(campaign: "wages", day: none)) {
            try await desk.approve("wages", on: none, by: "duty", at: office.clock.now)
        }
    }

    @Test func `what was asked most is suggested, until it was published`() async throws {
        try await askTwice()
        _ = try await office.say("想离婚怎么办", id: "q-3", sender: "u-3")
        _ = try await office.say("老公打我怎么办", id: "q-4", sender: "u-4", group: false)
        let span = office.clock.now.adding(minutes: -60)..<office.clock.now.adding(minutes: 1)
        #expect(try await desk.suggestions(in: span).map(\.answer) == ["a/wages", "a/divorce"])
        let day = try #require(CivilDate("2026-11-25"))
        _ = try await desk.approve("wages", on: day, by: "duty", at: office.clock.now)
        office.clock.set("2026-11-25T10:00:00+08:00")
        await preventionClock.tick()
        office.clock.advance(seconds: 60)
        _ = try await sent()
        let later = span.lowerBound..<office.clock.now
        #expect(try await desk.suggestions(in: later).map(\.answer) == ["a/divorce"])
    }

    // MARK: Joining

    @Test func `a group that takes the bot in is told once what it is and what is kept`() async throws {
        let body: JSONValue = ["type": "joined", "conversation": ["id": "g-1", "kind": "group"]]
        let receiver = try #require(office.channels.receivers["neutral"])
        for _ in 0..<2 {
            let envelope = receiver.seal(body.bytes, at: office.clock.now)
            #expect(await office.intake.receive(envelope, on: "neutral").reply.status == 200)
        }
        let messages = try await sent()
        #expect(messages.map(\.destination) == ["neutral/g-1"])
        #expect(messages.first?.text.hasPrefix("话术-group-notice") == true)
        #expect(try await office.database.interactionCount() == 0)
    }
}
