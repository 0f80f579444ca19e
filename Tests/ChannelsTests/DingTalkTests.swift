import Domain
import Sealing
import Testing

@testable import Channels

struct DingTalkTests {
    private let channel: DingTalkChannel = {
        var settings = DingTalkSettings(appSecret: Secret("app-secret-test"))
        settings.robotCode = "dingTESTROBOT"
        return DingTalkChannel(id: "ding", settings)
    }()

    private func message(_ name: String) throws -> InboundMessage {
        try #require(
            try channel.open(channel.seal(try Fixture.sample(name), at: Fixture.now), at: Fixture.now).message)
    }

    @Test func `the vectors are signed, verified and too old as they say`() throws {
        for vector in try Fixture.vectors("dingtalk-sign.json") {
            let secret = Secret(try #require(vector["secret"]?.string))
            let stamp = try #require(vector["timestamp"]?.string)
            let sign = try #require(vector["sign"]?.string)
            let now = Timestamp(milliseconds: (vector["now_ms"] ?? vector["timestamp"])?.integer ?? 0)
            let channel = DingTalkChannel(id: "d", DingTalkSettings(appSecret: secret))
            let envelope = WebhookEnvelope(
                headers: ["timestamp": stamp, "sign": sign], body: try Fixture.sample("g10-dingtalk-group-text.json"))

            let isGood = (try? channel.open(envelope, at: now)) != nil
            #expect(isGood == (vector[path: "expect.outcome"]?.string == "ok"), "\(vector["id"]?.string ?? "")")
            guard let escaped = vector["sign_url_encoded"]?.string else { continue }
            let robot = DingTalkRobot(
                id: "r",
                .dingTalk([
                    "g": GroupRobot(url: Secret("https://oapi.dingtalk.com/robot/send?access_token=t"), secret: secret)
                ]))
            let call = try robot.call(for: OutboundMessage(channel: "r", to: "g", text: "好"), at: now)
            #expect(
                call.url == "https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=\(stamp)&sign=\(escaped)")
        }
    }

    @Test func `the whole request of the sample is read`() throws {
        let message = try #require(
            try channel.open(try Fixture.request("g13-dingtalk-signed-request.http"), at: Fixture.now).message)

        #expect(message.conversation == Conversation(channel: "ding", id: "cidTESTGROUP==", kind: .group))
        #expect(message.sender == "user123" && message.senderName == "赵大爷" && message.id == "msgTEST0001==")
        #expect(message.text == "工伤认定要多久" && message.mentionsBot)
        #expect(
            message.replyAddress
                == ReplyAddress(
                    url: "https://oapi.dingtalk.com/robot/sendBySession?session=TEST",
                    expiresAt: Timestamp(milliseconds: 1_789_005_400_000), isSingleUse: false))
        #expect(try self.message("g10-dingtalk-group-text.json") == message)
    }

    @Test func `a private text and the words among pictures are read`() throws {
        let text = try message("g11-dingtalk-private-text.json")
        #expect(text.conversation.kind == .private && text.text == "工伤认定要多久" && text.isAddressed)
        #expect(try message("g12-dingtalk-group-richText.json").text == "看看这个合同")
    }

    @Test func `another robot's event is refused, for the signature does not cover the body`() throws {
        let body = String(decoding: try Fixture.sample("g10-dingtalk-group-text.json"), as: UTF8.self)
            .replacing("dingTESTROBOT", with: "other")
        #expect(throws: ChannelError.badSignature) {
            try channel.open(channel.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now)
        }
    }

    @Test func `a transcript has words, a picture none, an outsider an id of another kind`() throws {
        func opened(_ edit: (String) -> String) throws -> InboundMessage {
            let body = edit(String(decoding: try Fixture.sample("g11-dingtalk-private-text.json"), as: UTF8.self))
            return try #require(
                try channel.open(channel.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now).message)
        }
        let voice = try opened {
            $0.replacing(#""msgtype": "text""#, with: #""msgtype": "audio","content":{"recognition":"老板不给钱"}"#)
        }
        #expect(voice.text == "老板不给钱")
        let picture = try opened { $0.replacing(#""msgtype": "text""#, with: #""msgtype": "picture""#) }
        #expect(picture.content == .unsupported(kind: "picture"))
        #expect(try opened { $0.replacing("user123", with: "") }.sender == "$:LWCP_v1:$USERTEST")
        let stray = try opened { $0.replacing("https://oapi.dingtalk.com/", with: "https://oapi.dingtalk.com.evil/") }
        #expect(stray.replyAddress == nil)
    }

    @Test func `a reply is the sample's, inline and through the session`() throws {
        let message = try message("g10-dingtalk-group-text.json")
        let reply = channel.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: "一般六十日内作出认定。", mentions: ["user123"])), to: message,
            at: Fixture.now)
        let sample = try Fixture.json("g14-dingtalk-reply.json")
        #expect(reply.json == sample)

        var part = OutboundMessage(
            channel: "ding", to: "cidTESTGROUP==", text: "一般六十日内作出认定。", mentions: ["user123"])
        #expect(throws: ChannelError.cannotPush) { try channel.call(for: part, at: Fixture.now) }
        part.address = message.replyAddress?.url
        #expect(try channel.call(for: part, at: Fixture.now).json == sample)
    }

    @Test(
        arguments: [
            (0, .delivered), (130_101, .wait(seconds: 60, reason: "errcode 130101")),
            (310_000, .alarm(reason: "errcode 310000")), (400_002, .giveUp(reason: "errcode 400002")),
            (-1, .retry(reason: "errcode -1")),
        ] as [(Int, DeliveryVerdict)])
    func `a verdict is read from the error number`(_ code: Int, _ verdict: DeliveryVerdict) {
        #expect(channel.verdict(on: .json(200, Array(#"{"errcode":\#(code)}"#.utf8))) == verdict)
    }
}
