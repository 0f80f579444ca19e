import Domain
import Sealing
import Testing

@testable import Channels

struct OneBot11SendingTests {
    private let channel = OneBot11Channel(
        id: "qq", OneBot11Settings(apiURL: "http://127.0.0.1:5700/", accessToken: Secret("t-1")))

    @Test func `a group is written to as in the sample`() throws {
        let message = OutboundMessage(
            channel: "qq", to: "20001", text: "依据《民法典》第一千二百四十五条。", inReplyTo: "-1234567")
        let call = try channel.call(for: message, at: Fixture.now)

        #expect(call.url == "http://127.0.0.1:5700/send_group_msg")
        #expect(call.header("Authorization") == "Bearer t-1")
        #expect(try call.json == Fixture.json("e21-ob11-send_group_msg.json"))
    }

    @Test func `a person is written to alone, by a text id where the gateway uses those`() throws {
        let message = OutboundMessage(channel: "qq", to: "wxid_a", kind: .private, text: "你好", mentions: ["wxid_a"])
        let call = try channel.call(for: message, at: Fixture.now)

        #expect(call.url == "http://127.0.0.1:5700/send_private_msg")
        #expect(
            call.json == [
                "user_id": "wxid_a", "message": [["type": "text", "data": ["text": "你好"]]], "auto_escape": false,
            ])
    }

    @Test func `mentions go before the words`() throws {
        let message = OutboundMessage(channel: "qq", to: "1", text: "陈顾问已接办", mentions: ["3", "4", "3"])
        let segments = try channel.call(for: message, at: Fixture.now).json?["message"]?.array

        #expect(segments?.compactMap { $0["data"]?["qq"]?.string } == ["3", "4"])
        #expect(segments?.last == ["type": "text", "data": ["text": " 陈顾问已接办"]])
    }

    @Test func `a long text becomes several rows, of which only the first mentions and quotes`() throws {
        let text = String(repeating: "先协商，再仲裁。", count: 300)
        let message = OutboundMessage(channel: "qq", to: "1", text: text, mentions: ["3"], inReplyTo: "9")
        let parts = channel.parts(of: message)

        #expect(parts.count == 2)
        #expect(parts.map(\.text).joined() == text)
        #expect(parts.map(\.mentions) == [["3"], []])
        #expect(parts.map(\.inReplyTo) == ["9", nil])
        for part in parts { #expect(throws: Never.self) { try channel.call(for: part, at: Fixture.now) } }
        #expect(throws: ChannelError.textTooLong) { try channel.call(for: message, at: Fixture.now) }
    }

    @Test func `without an address or a destination there is no call`() {
        let mute = OneBot11Channel(id: "qq", OneBot11Settings())

        #expect(throws: ChannelError.cannotPush) {
            try mute.call(for: OutboundMessage(channel: "qq", to: "1", text: "x"), at: Fixture.now)
        }
        #expect(throws: ChannelError.unknownDestination) {
            try channel.call(for: OutboundMessage(channel: "qq", to: "", text: "x"), at: Fixture.now)
        }
        #expect(!mute.capabilities.pushes)
    }

    @Test(
        arguments: [
            (200, #"{"status":"ok","retcode":0,"data":{"message_id":81}}"#, .delivered),
            (200, #"{"status":"async","retcode":1,"data":null}"#, .delivered),
            (200, #"{"status":"failed","retcode":1400,"data":null}"#, .giveUp(reason: "retcode 1400")),
            (200, #"{"status":"failed","retcode":100}"#, .giveUp(reason: "retcode 100")),
            (200, #"{"status":"failed","retcode":-1}"#, .retry(reason: "retcode -1")),
            (200, #"{"status":"failed","retcode":0}"#, .retry(reason: "retcode 0")),
            (200, "<html>", .retry(reason: "unreadable answer")), (200, "{}", .retry(reason: "unreadable answer")),
            (401, "", .giveUp(reason: "http 401")), (404, "", .giveUp(reason: "http 404")),
            (500, "", .retry(reason: "http 500")), (429, "", .wait(seconds: 60, reason: "http 429")),
        ] as [(Int, String, DeliveryVerdict)])
    func `an answer is judged by status and return code`(_ status: Int, _ body: String, _ verdict: DeliveryVerdict) {
        #expect(channel.verdict(on: HTTPReply(status: status, body: Array(body.utf8))) == verdict)
    }

    @Test func `Retry-After is obeyed`() {
        #expect(
            channel.verdict(on: HTTPReply(status: 503, retryAfterSeconds: 7)) == .wait(seconds: 7, reason: "http 503"))
    }
}

/// What the gateway answers, as the samples have it.
struct OneBot11SampleTests {
    private let channel = OneBot11Channel(id: "o", OneBot11Settings(apiURL: "http://127.0.0.1:5700"))

    @Test func `the samples of answers are a delivery and a refusal`() throws {
        let taken = HTTPReply.json(200, try Fixture.sample("e22-ob11-api-response.json"))
        let failed = HTTPReply.json(200, try Fixture.sample("e23-ob11-api-failed.json"))

        #expect(channel.verdict(on: taken) == .delivered)
        #expect(channel.verdict(on: failed) == .giveUp(reason: "retcode 1400"))
    }

    @Test func `a quick reply has the members of the sample, and mentions nobody by itself`() throws {
        let message = InboundMessage(
            conversation: Conversation(channel: "o", id: "1", kind: .group), sender: "2", id: "3",
            content: .text("在吗"), mentionsBot: true)
        let reply = channel.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: "动物饲养人一般要承担责任。", mentions: [])), to: message,
            at: Fixture.now)
        let sample = try Fixture.json("e20-ob11-quick-reply.json")

        #expect(reply.json?.object?.map(\.key).sorted() == sample.object?.map(\.key).sorted())
        #expect(reply.json?["at_sender"] == false)
    }
}
