import Channels
import Desk
import Domain
import Sealing
import Store
import TestSupport
import Testing

/// A WeCom smart robot through the whole office: inline, when asked again, late, and after its hour.
struct SmartRobotTests {
    let office: SmallOffice

    init() throws {
        var settings = WeComAIBotSettings(
            token: Secret("t"), encodingAESKey: Secret("SSQuBSDxccXtZh9qa2ypyidbZ72cJCax1jYa1xn6itA"))
        settings.botNames = ["小助手"]
        office = try SmallOffice(channels: [ChannelSettings(id: "aibot", kind: .wecomAIBot(settings))])
        try office.folder.write(Self.villages, to: "directory/more.yaml")
        let isReloaded = office.knowledge.reload(at: office.clock.now).replaced
        #expect(isReloaded)
    }

    /// Two villages more, one with a robot in its group.
    private static let villages = """
        villages:
          - {id: v-2, name: 有机器人村, township: town, groups: [aibot/g-robot], robot: robot/town, adviser: adviser}
          - {id: v-3, name: 没机器人村, township: town, groups: [aibot/g-bare], adviser: adviser}
        """

    private var receiver: any ChannelReceiver {
        guard let receiver = office.channels.receivers["aibot"] else { preconditionFailure("no smart robot") }
        return receiver
    }

    private func envelope(_ event: JSONValue) -> WebhookEnvelope { receiver.seal(event.bytes, at: office.clock.now) }

    private func question(_ id: String, in group: String = "g-robot", _ text: String = "老板欠我工资咋个办") -> WebhookEnvelope {
        envelope([
            "msgid": .string(id), "aibotid": "A", "chatid": .string(group), "chattype": "group",
            "from": ["userid": "zhang"],
            "response_url": .string("https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=\(id)"),
            "msgtype": "text", "text": ["content": .string("@小助手 \(text)")],
        ])
    }

    private func plain(_ outcome: Intake.Outcome) -> JSONValue? {
        try? JSONReader.read(receiver.unseal(outcome.reply).body)
    }

    /// What the office says to the asker by itself, such as a person's words about a case.
    private func word(in group: String, _ text: String = "顾问答复：可以。") async throws {
        let message = OutboundMessage(channel: "aibot", to: group, text: text, mentions: ["zhang"])
        let record = InboundRecord(
            message: InboundMessage(
                conversation: Conversation(channel: "neutral", id: "x", kind: .group), sender: "x",
                id: MessageID("\(group) \(text)"),
                content: .text("x"), mentionsBot: true),
            village: nil, receivedAt: office.clock.now, catalogDigest: "d", possibleAnswers: [])
        _ = try await office.database.commitInbound(
            record, decide: { _ in Decision(.answer, because: .greeting, say: .line(.greeting)) },
            compose: { _, _, _ in InboundEffects(outbox: [OutboxDraft(message, for: .word)]) })
    }

    @Test func `the same question three times is one interaction and the same reply three times`() async throws {
        var replies: [JSONValue?] = []
        for _ in 0..<3 {
            let outcome = await office.intake.receive(question("m-1"), on: "aibot")
            #expect(outcome.acknowledgement?.interaction == 1)
            replies.append(plain(outcome))
        }
        #expect(replies[0]?["stream"]?["content"]?.string?.contains("短答wages") == true)
        #expect(replies[0]?["msgtype"] == "stream_with_template_card")
        #expect(replies[1] == replies[0] && replies[2] == replies[0])
    }

    @Test func `a reply that is not ready is fetched by the platform, and sent nowhere else`() async throws {
        let release = await office.database.stall()
        let first = await office.intake(pause: { _ in }).receive(question("m-1"), on: "aibot")
        #expect(plain(first)?["stream"]?["finish"] == false)
        release()
        while try await office.database.outboxStatus().depth != 1 { await Task.yield() }

        let refresh = envelope([
            "msgid": "r-1", "aibotid": "A", "chatid": "g-robot", "chattype": "group", "from": ["userid": "zhang"],
            "msgtype": "stream", "stream": ["id": "m-1"],
        ])
        let second = await office.intake.receive(refresh, on: "aibot")
        #expect(plain(second)?["stream"]?["finish"] == true)
        #expect(plain(second)?["stream"]?["content"]?.string?.contains("短答wages") == true)
        office.clock.advance(seconds: 60)
        await office.worker().sendDue()
        #expect(office.transport.calls.isEmpty)
    }

    @Test func `a reply that nobody fetches goes to the message's address, once`() async throws {
        let release = await office.database.stall()
        _ = await office.intake(pause: { _ in }).receive(question("m-1"), on: "aibot")
        release()
        while try await office.database.outboxStatus().depth != 1 { await Task.yield() }
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()
        #expect(office.transport.calls.isEmpty)

        office.clock.advance(seconds: 11)
        await office.worker().sendDue()
        office.clock.advance(seconds: 60)
        await office.worker().sendDue()
        let call = try #require(office.transport.calls.first)
        #expect(call.url.hasSuffix("response_code=m-1"))
        #expect(try JSONReader.read(call.body)["markdown"]?["content"]?.string?.contains("短答wages") == true)
        #expect(office.transport.calls.count == 1)
    }

    @Test func `a person's word within the hour goes to the last address, which is then spent`() async throws {
        _ = await office.intake.receive(question("m-1"), on: "aibot")
        try await word(in: "g-robot")
        try await word(in: "g-robot", "第二句")
        office.transport.answer(.success(.robotOK))
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()

        // The first word takes the address; the second goes round through the village's robot.
        let urls = office.transport.calls.map(\.url)
        #expect(urls.first?.hasSuffix("response_code=m-1") == true)
        #expect(urls.last == "http://127.0.0.1:1/send?key=k")
    }

    @Test func `after the hour the village's robot says it and mentions the asker`() async throws {
        _ = await office.intake.receive(question("m-1"), on: "aibot")
        office.clock.advance(seconds: 3_601)
        try await word(in: "g-robot")
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()

        let call = try #require(office.transport.calls.first)
        #expect(call.url == "http://127.0.0.1:1/send?key=k")
        let text = try JSONReader.read(call.body)["text"]
        #expect(text?["content"] == "顾问答复：可以。" && text?["mentioned_list"]?[0] == "zhang")
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `without a robot it waits for the asker's next mention`() async throws {
        _ = await office.intake.receive(question("m-1", in: "g-bare"), on: "aibot")
        office.clock.advance(seconds: 3_601)
        try await word(in: "g-bare")
        await office.worker().sendDue()
        #expect(office.transport.calls.isEmpty)
        #expect(try await office.database.outboxStatus().depth == 0)

        office.clock.advance(seconds: 86_400)
        _ = await office.intake.receive(question("m-2", in: "g-bare", "谢谢"), on: "aibot")
        _ = await office.intake.receive(question("m-3", in: "g-bare", "想离婚怎么办"), on: "aibot")
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()
        let call = try #require(office.transport.calls.first)
        #expect(try JSONReader.read(call.body)["markdown"]?["content"] == "顾问答复：可以。")
        #expect(office.transport.calls.count == 1)
    }

    @Test func `an address that the platform no longer takes is left for the next way`() async throws {
        _ = await office.intake.receive(question("m-1"), on: "aibot")
        try await word(in: "g-robot")
        office.transport.answer(.success(.json(200, Array(#"{"errcode":41044,"errmsg":"expired"}"#.utf8))))
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()
        office.clock.advance(seconds: 5)
        await office.worker().sendDue()

        #expect(office.transport.calls.map(\.url).last == "http://127.0.0.1:1/send?key=k")
        #expect(office.transport.calls.count == 2)
    }

    @Test func `a judgement of a reply is kept`() async throws {
        _ = await office.intake.receive(question("m-1"), on: "aibot")
        let judged = envelope([
            "msgid": "f-1", "aibotid": "A", "chatid": "g-robot", "chattype": "group", "from": ["userid": "zhang"],
            "msgtype": "event",
            "event": ["eventtype": "feedback_event", "feedback_event": ["id": "i-1", "type": 2, "content": "不对"]],
        ])
        let outcome = await office.intake.receive(judged, on: "aibot")
        #expect(outcome.reply == HTTPReply(status: 200))
        let kept = try await office.database.feedback(on: 1)
        #expect(kept.map(\.verdict) == [.unhelpful])
        #expect(kept.map(\.words) == ["不对"])
    }

    @Test func `opening the chat is greeted and leaves no row`() async throws {
        let entered = envelope([
            "msgid": "e-1", "aibotid": "A", "from": ["userid": "zhang"], "msgtype": "event",
            "event": ["eventtype": "enter_chat"],
        ])
        let outcome = await office.intake.receive(entered, on: "aibot")
        #expect(plain(outcome)?["text"]?["content"]?.string?.hasPrefix("话术-greeting") == true)

        let next = await office.intake.receive(question("m-1"), on: "aibot")
        #expect(next.acknowledgement?.interaction == 1)
    }

    @Test func `a pressed button is a word of whoever presses`() async throws {
        let pressed = envelope([
            "msgid": "p-1", "aibotid": "A", "chatid": "g-robot", "chattype": "group", "from": ["userid": "zhang"],
            "response_url": "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=P", "msgtype": "event",
            "event": [
                "eventtype": "template_card_event",
                "template_card_event": ["card_type": "button_interaction", "event_key": "human", "task_id": "t-1"],
            ],
        ])
        let outcome = await office.intake.receive(pressed, on: "aibot")
        #expect(outcome.acknowledgement?.decision == .escalate)
        #expect(plain(outcome)?["response_type"] == "update_template_card")
        office.transport.answer(.success(.robotOK))
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()
        #expect(office.transport.calls.contains { $0.url.hasSuffix("response_code=P") })
    }
}
