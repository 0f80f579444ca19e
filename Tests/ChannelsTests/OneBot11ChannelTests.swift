import Domain
import Sealing
import Testing

@testable import Channels

struct OneBot11ChannelTests {
    private let channel = OneBot11Channel(
        id: "qq", OneBot11Settings(secret: Secret("kSLuTF2GC2Q4q4ugm3"), botNames: ["村法小助手"]))

    @Test(arguments: ["e01-ob11-group-array.json", "e02-ob11-group-cqstring.json"])
    func `a group's question is read from segments and from codes alike`(_ sample: String) throws {
        let expected = InboundMessage(
            conversation: Conversation(channel: "qq", id: "20001", kind: .group), sender: "30001", senderName: "三组赵大爷",
            id: "-1234567", content: .text("邻居家的狗咬人谁负责？"), mentionsBot: true,
            sentAt: Timestamp(seconds: 1_789_000_000))

        #expect(try open(sample) == .message(expected))
    }

    @Test func `a private message has its sender as conversation`() throws {
        let message = try #require(try open("e03-ob11-private.json").message)

        #expect(message.conversation == Conversation(channel: "qq", id: "30002", kind: .private))
        #expect(message.senderName == "小梅")
        #expect(message.isAddressed && !message.mentionsBot)
    }

    @Test func `talk among neighbours is heard but not addressed`() throws {
        let message = try #require(try open("e04-ob11-group-not-mentioned.json").message)

        #expect(message.text == "@30001 晚上来打牌")
        #expect(message.mentions == ["30001"])
        #expect(!message.isAddressed)
    }

    @Test func `a quotation is kept and a picture beside words does no harm`() throws {
        let message = try #require(try open("e05-ob11-group-reply-image.json").message)

        #expect(message.text == "看看这张欠条")
        #expect(message.quote == InboundMessage.Quote(messageID: "-1234567", text: nil))
    }

    @Test func `a location alone is unsupported`() throws {
        #expect(try open("e06-ob11-group-location.json").message?.content == .unsupported(kind: "location"))
    }

    @Test(arguments: [
        ("e07-ob11-heartbeat.json", "meta_event.heartbeat"), ("e08-ob11-lifecycle.json", "meta_event.lifecycle"),
        ("e09-ob11-notice-group_upload.json", "notice.group_upload"),
        ("e10-ob11-notice-group_increase.json", "notice.group_increase"),
        ("e11-ob11-notice-group_recall.json", "notice.group_recall"),
    ])
    func `what is no message is answered 204`(_ sample: String, _ kind: String) throws {
        #expect(try open(sample) == .ignored(kind: kind, HTTPReply(status: 204)))
    }

    @Test(arguments: [#""post_type":"message_sent","user_id":10001"#, #""post_type":"message","user_id":10001"#])
    func `our own words are ignored`(_ fields: String) throws {
        let body =
            #"{"time":1789000000,"self_id":10001,"message_type":"group","group_id":1,"message_id":1,"message":"x",\#(fields)}"#

        #expect(try open(Array(body.utf8)).ignoredKind == "own-echo")
    }

    @Test func `the sealed sample carries the signature that the gateway computed`() throws {
        let request = String(decoding: try Fixture.sample("e12-ob11-signed-request.http"), as: UTF8.self)
        let body = try #require(request.split(separator: "\r\n\r\n", maxSplits: 1).last)
        let sealed = channel.seal(Array(body.utf8), at: Fixture.now)

        #expect(sealed.headers["x-signature"] == "sha1=21f2197dfa6bfd92a4ddf7efdf36fb1cc38999f0")
        #expect(sealed.headers["x-self-id"] == "10001")
        #expect(try channel.open(sealed, at: Fixture.now).message?.id == "-1234567")
    }

    @Test func `the signature vectors are accepted and refused`() throws {
        for vector in try Fixture.vectors("onebot-x-signature.json") {
            let channel = OneBot11Channel(
                id: "qq", OneBot11Settings(secret: Secret(try #require(vector["secret"]?.string))))
            let signature = try #require(vector["x_signature"]?.string)
            let envelope = WebhookEnvelope(
                headers: ["x-self-id": "10001"], body: Array(try #require(vector["body"]?.string).utf8)
            ).setting(header: "x-signature", signature.isEmpty ? nil : signature)
            let isGood = vector[path: "expect.outcome"]?.string == "ok"

            #expect((refusal(of: envelope, by: channel) != .badSignature) == isGood, "\(signature)")
        }
    }

    @Test func `an event of another bot, or of none, is malformed`() throws {
        let sealed = channel.seal(try Fixture.sample("e01-ob11-group-array.json"), at: Fixture.now)

        for id in [nil, "10002", ""] {
            #expect(throws: ChannelError.malformed) {
                try channel.open(sealed.setting(header: "x-self-id", id), at: Fixture.now)
            }
        }
    }

    @Test(arguments: ["-1", "253402300800", "9223372036854775807", "1.5", "null", "\"soon\""])
    func `a time that no clock shows is malformed`(_ time: String) {
        let body =
            #"{"time":\#(time),"self_id":1,"post_type":"message","message_type":"private","user_id":2,"message_id":1,"message":"x"}"#

        #expect(throws: ChannelError.malformed) { try open(Array(body.utf8)) }
    }

    private func read(
        _ segments: [MessageSegment], selfID: String = "1", botNames: [String] = []
    ) -> OneBotReading {
        OneBotReading(segments, selfID: selfID, botNames: botNames, part: \.oneBot11)
    }

    @Test func `mentions are read as the vectors say`() throws {
        let vectors = try Fixture.vectors("mention-normalise.json").filter { $0["channel"] == "onebot11" }
        try #require(vectors.count == 8)
        for vector in vectors {
            let segments = try #require(vector["segments"]?.array).map { try MessageSegment($0) }
            let reading = read(segments, selfID: "10001")

            #expect(reading.mentionsBot == vector[path: "expect.mentioned"]?.bool)
            #expect(reading.content == .text(vector[path: "expect.text"]?.string ?? "?"))
        }
    }

    @Test func `a name written after the mention goes too`() {
        let reading = read([.at("1"), .text(" @村法小助手 借条")], botNames: ["村法小助手"])

        #expect(reading.content == .text("借条"))
    }

    @Test func `a bare mention is a text, a mention with a picture is a picture`() {
        #expect(read([.at("1")]).content == .text(""))
        #expect(read([.at("1"), MessageSegment("image")]).content == .unsupported(kind: "image"))
    }

    @Test func `a reply mentions the asker once and is never read as codes`() throws {
        let message = try #require(try open("e01-ob11-group-array.json").message)
        let reply = Acknowledgement.Reply(text: "动物饲养人一般要承担责任。[CQ:at,qq=all]", mentions: ["30001", "30001"])
        let answer = channel.acknowledge(Acknowledgement(decision: .answer, reply: reply), to: message, at: Fixture.now)

        #expect(answer.status == 200)
        #expect(
            answer.json == [
                "reply": [
                    ["type": "at", "data": ["qq": "30001"]],
                    ["type": "text", "data": ["text": " 动物饲养人一般要承担责任。[CQ:at,qq=all]"]],
                ], "at_sender": false, "auto_escape": true,
            ])
    }

    @Test func `a private reply mentions nobody, and silence is 204`() throws {
        let message = try #require(try open("e03-ob11-private.json").message)
        let reply = Acknowledgement.Reply(text: "可以起诉。", mentions: ["30002"])

        #expect(
            channel.acknowledge(Acknowledgement(decision: .answer, reply: reply), to: message, at: Fixture.now).json?[
                "reply"]
                == [["type": "text", "data": ["text": "可以起诉。"]]])
        #expect(
            channel.acknowledge(Acknowledgement(decision: .silent), to: message, at: Fixture.now)
                == HTTPReply(status: 204))
    }

    private func refusal(of envelope: WebhookEnvelope, by channel: OneBot11Channel) -> ChannelError? {
        do throws(ChannelError) {
            _ = try channel.open(envelope, at: Fixture.now)
            return nil
        } catch {
            return error
        }
    }

    private func open(_ sample: String) throws -> Opened { try open(try Fixture.sample(sample)) }

    private func open(_ body: [UInt8]) throws -> Opened {
        try channel.open(channel.seal(body, at: Fixture.now), at: Fixture.now)
    }
}
