import Channels
import Desk
import Domain
import Store
import TestSupport
import Testing

/// Advisers act in chat, villagers get their answers, and nothing is lost on the way.
struct CaseworkChatTests {
    let office: SmallOffice

    init() throws { office = try SmallOffice() }

    private func say(_ text: String, _ id: String, _ sender: String = "u-1", group: Bool = true) async throws -> String?
    {
        let outcome = try await office.say(text, id: id, sender: sender, group: group, mentions: !group)
        return SpokenWords.of(outcome.reply)
    }

    private func adviser(_ text: String, _ id: String) async throws -> String? {
        try await say(text, id, "u-adviser", group: false)
    }

    /// What waits in the outbox, and is taken out of it.
    private func sent() async throws -> [OutboundMessage] {
        try await office.database.sendAll(at: office.clock.now)
    }

    private func open() async throws {
        _ = try await office.say("转人工", id: "open")
        _ = try await sent()
    }

    @Test func `an adviser takes, answers and closes by command`() async throws {
        try await open()
        #expect(try await adviser("接1001", "a-1")?.contains("1001 您接了") == true)
        #expect(try await sent().map(\.destination) == ["neutral/g-1"])
        #expect(try await adviser("答 1001 去监察大队", "a-2")?.contains("已经交给提问人") == true)
        let answer = try #require(try await sent().first)
        #expect(answer.text.contains("话术-case-answer"))
        #expect(answer.mentions == ["u-1"])
        #expect(try await adviser("结 1001", "a-3") == "1001 已办结。")
        let history = try #require(try await office.database.history(of: 1001))
        #expect(history.file.state == .resolved)
        #expect(
            history.lines.map(\.kind) == [
                "opened", "notified", "acknowledged", "takeover-began", "answered", "resolved", "takeover-ended",
            ])
    }

    @Test func `what was said in the ten minutes before belongs to the case`() async throws {
        _ = try await office.say("老板欠我工资怎么办", id: "m-1")
        _ = try await office.say("老板欠我工资怎么办", id: "m-2", sender: "u-2")
        office.clock.advance(seconds: 9 * 60)
        _ = try await office.say("转人工", id: "m-3")
        let talk = try #require(try await office.database.history(of: 1001)).talk
        #expect(talk.map(\.asked) == ["老板欠我工资怎么办", "转人工"])
        #expect(talk.first?.replied?.contains("短答wages") == true)
        office.clock.advance(seconds: 2 * 60)
        _ = try await office.say("转人工", id: "m-4", sender: "u-2")
        #expect(try await office.database.history(of: 1002)?.talk.map(\.asked) == ["转人工"])
    }

    @Test func `with one open case the number may be left out`() async throws {
        #expect(try await adviser("接", "a-0")?.contains("没有待办") == true)
        try await open()
        #expect(try await adviser("接", "a-1")?.contains("1001 您接了") == true)
    }

    @Test func `what cannot be done gets a clear line`() async throws {
        try await open()
        #expect(try await adviser("接 9999", "a-1") == "没有 9999 这件，或者不归您办。")
        _ = try await adviser("结 1001", "a-2")
        #expect(try await adviser("接 1001", "a-3")?.contains("已经办结") == true)
        #expect(try await adviser("重办 1001", "a-4")?.contains("1001 您接了") == true)
        #expect(try await adviser("转 1001 没这个人", "a-5")?.contains("名册里没有“没这个人”") == true)
        #expect(try await adviser("答 1001", "a-6") == "请把答复写在后面：答 1001 内容")
        #expect(try await say("接 1001", "x-1", "u-former", group: false)?.contains("不在顾问名册里") == true)
    }

    @Test func `a command that comes twice is done once`() async throws {
        try await open()
        let first = try await adviser("答 1001 去监察大队", "a-1")
        let again = try await adviser("答 1001 去监察大队", "a-1")
        #expect(first == again)
        #expect(try await sent().count == 1)
    }

    @Test func `the bot is silent to the asker who is answered, and speaks to the neighbours`() async throws {
        try await open()
        _ = try await adviser("接 1001", "a-1")
        let silent = try await office.say("老板欠我工资咋个办", id: "m-2")
        #expect(silent.acknowledgement?.decision == .silent)
        #expect(silent.acknowledgement?.caseNumber == 1001)
        let other = try await office.say("老板欠我工资咋个办", id: "m-3", sender: "u-2")
        #expect(other.acknowledgement?.decision == .answer)

        office.clock.advance(seconds: 121 * 60)
        let later = try await office.say("想离婚怎么办", id: "m-4")
        #expect(later.acknowledgement?.decision == .answer)
    }

    @Test func `of a conflict of interest the adviser hears nothing and knows nothing`() async throws {
        _ = try await office.say("转人工 我要告村委会克扣补偿款", id: "open", group: false, mentions: false)
        let messages = try await sent()
        #expect(!messages.contains { $0.mentions.contains("w-adviser") })
        #expect(messages.contains { $0.mentions == ["w-office"] })
        #expect(try await adviser("接 1001", "a-1") == "没有 1001 这件，或者不归您办。")
    }

    @Test func `what comes in pieces is read as one`() async throws {
        let intake = office.intake
        func say(_ text: String, _ id: String, _ sender: String) async throws -> Decision.Kind? {
            let envelope = try office.envelope(text, id: id, sender: sender, mentions: false)
            return await intake.receive(envelope, on: "neutral").acknowledgement?.decision
        }
        #expect(try await say("我那个老板一直欠到我", "m-1", "u-1") == .silent)
        office.clock.advance(seconds: 1)
        #expect(try await say("工资怎么办", "m-2", "u-1") == .answer)
        #expect(try await say("工资怎么办", "m-3", "u-2") == .silent)

        #expect(try await say("我那个老板一直欠到我", "m-4", "u-3") == .silent)
        office.clock.advance(seconds: 61)
        #expect(try await say("工资怎么办", "m-5", "u-3") == .silent)
    }

    @Test func `a group that no village has is remembered with the line to paste`() async throws {
        let body: JSONValue = [
            "messageId": "m-1", "conversation": ["id": "g-new", "kind": "group"], "sender": ["id": "u-1"],
            "type": "text",
            "text": "今天天气好", "mentionsBot": false,
        ]
        let receiver = try #require(office.channels.receivers["neutral"])
        _ = await office.intake.receive(receiver.seal(body.bytes, at: office.clock.now), on: "neutral")
        #expect(
            try await office.database.unboundGroups(since: Timestamp(seconds: 0)).map(\.line) == [
                "groups: [neutral/g-new]"
            ])
    }
}
