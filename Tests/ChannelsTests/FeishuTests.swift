import Domain
import Sealing
import TestSupport
import Testing

@testable import Channels

struct FeishuTests {
    private static let settings: FeishuSettings = {
        var settings = FeishuSettings(
            verificationToken: Secret("vtokenTEST"), encryptKey: Secret("village-encrypt-key"))
        settings.botOpenID = "ou_BOT"
        settings.app = FeishuSettings.App(id: "cli_TESTAPP", secret: Secret("s"))
        return settings
    }()

    private let channel = FeishuChannel(id: "feishu", Self.settings, random: steadyBytes)

    private func open(_ body: [UInt8]) throws -> Opened {
        try channel.open(channel.seal(body, at: Fixture.now), at: Fixture.now)
    }

    @Test func `the signatures and ciphertexts of the vectors are as they say`() throws {
        let file = try Fixture.file("vectors/feishu.json")
        for vector in file["signature"]?.array ?? [] {
            let seal = FeishuSeal(encryptKey: Secret(try #require(vector["encrypt_key"]?.string)))
            let isGood = seal.verify(
                vector["x_lark_signature"]?.string, of: Array(try #require(vector["body"]?.string).utf8),
                timestamp: try #require(vector["timestamp"]?.string), nonce: try #require(vector["nonce"]?.string))
            #expect(isGood == (vector[path: "expect.outcome"]?.string == "ok"), "\(vector["id"]?.string ?? "")")
        }
        for vector in file["decrypt"]?.array ?? [] {
            let seal = FeishuSeal(encryptKey: Secret(try #require(vector["encrypt_key"]?.string)))
            let plain = try seal.open(try #require(vector["encrypt"]?.string))
            #expect(String(decoding: plain, as: UTF8.self) == vector["plaintext"]?.string)
        }
        for vector in file["custom_bot_sign"]?.array ?? [] {
            let sign = FeishuRobot.signature(
                timestamp: try #require(vector["timestamp"]?.string),
                secret: Secret(try #require(vector["secret"]?.string)))
            #expect(sign == vector["sign"]?.string)
        }
    }

    @Test func `the encrypted request of the sample is read`() throws {
        let message = try #require(
            try channel.open(try Fixture.request("g03-feishu-encrypted-request.http"), at: Fixture.now).message)

        #expect(
            message
                == InboundMessage(
                    conversation: Conversation(channel: "feishu", id: "oc_TESTGROUP", kind: .group),
                    sender: "ou_TEST1", id: "om_TEST0001", content: .text("房东不退押金怎么办"), mentionsBot: true,
                    sentAt: Fixture.now))
        #expect(try open(try Fixture.sample("g01-feishu-group-text.json")).message == message)
    }

    @Test func `the check of the address is answered, with and without encryption`() throws {
        let body = try Fixture.sample("g02-feishu-url_verification.json")
        let challenge = Opened.handshake(.json(200, Array(#"{"challenge":"ajls384kdjx98XX"}"#.utf8)))
        #expect(try open(body) == challenge)

        let plain = FeishuChannel(
            id: "f", FeishuSettings(verificationToken: Secret("vtokenTEST"), encryptKey: nil), random: steadyBytes)
        #expect(try plain.open(WebhookEnvelope(body: body), at: Fixture.now) == challenge)
        let other = FeishuChannel(
            id: "f", FeishuSettings(verificationToken: Secret("other"), encryptKey: nil), random: steadyBytes)
        #expect(throws: ChannelError.badSignature) { try other.open(WebhookEnvelope(body: body), at: Fixture.now) }
    }

    @Test func `what is not signed or not encrypted is refused`() throws {
        let good = channel.seal(try Fixture.sample("g01-feishu-group-text.json"), at: Fixture.now)
        #expect(throws: ChannelError.badSignature) {
            try channel.open(good.setting(header: "x-lark-signature", nil), at: Fixture.now)
        }
        #expect(throws: ChannelError.badSignature) {
            try channel.open(good.setting(header: "x-lark-request-nonce", "other"), at: Fixture.now)
        }
        #expect(throws: ChannelError.badSignature) {
            try channel.open(
                good.replacing(body: try Fixture.sample("g01-feishu-group-text.json")), at: Fixture.now)
        }
    }

    @Test func `mentions are read as the vectors say`() throws {
        let vectors = try Fixture.vectors("mention-normalise.json").filter { $0["channel"] == "feishu" }
        try #require(vectors.count == 3)
        for vector in vectors {
            let event: JSONValue = [
                "schema": "2.0", "header": ["event_type": "im.message.receive_v1", "token": "vtokenTEST"],
                "event": [
                    "sender": ["sender_id": ["open_id": "ou_1"], "sender_type": "user"],
                    "message": [
                        "message_id": "om_1", "chat_id": "oc_1", "chat_type": "group", "message_type": "text",
                        "content": vector["content"] ?? .null, "mentions": vector["mentions"] ?? [],
                    ],
                ],
            ]
            let message = try #require(try open(event.bytes).message)
            #expect(message.text == vector[path: "expect.text"]?.string)
            #expect(message.mentionsBot == vector[path: "expect.mentioned"]?.bool)
        }
    }

    @Test func `a formatted message has words, a picture none, and a robot is not answered`() throws {
        func opened(_ type: String, _ content: String, by sender: String = "user") throws -> Opened {
            let event: JSONValue = [
                "header": ["event_type": "im.message.receive_v1", "token": "vtokenTEST"],
                "event": [
                    "sender": ["sender_id": ["open_id": "ou_1"], "sender_type": .string(sender)],
                    "message": [
                        "message_id": "om_1", "chat_id": "oc_1", "chat_type": "p2p", "message_type": .string(type),
                        "content": .string(content),
                    ],
                ],
            ]
            return try open(event.bytes)
        }
        let post =
            #"{"title":"合同","content":[[{"tag":"text","text":"看看"},{"tag":"img","image_key":"k"}],[{"tag":"text","text":"对不对"}]]}"#
        #expect(try opened("post", post).message?.text == "合同\n看看\n对不对")
        #expect(try opened("image", #"{"image_key":"k"}"#).message?.content == .unsupported(kind: "image"))
        #expect(try opened("text", #"{"text":"好"}"#, by: "app").ignoredKind == "own-echo")
        #expect(throws: ChannelError.malformed) { try opened("text", "{") }
    }

    @Test func `a text to a chat is the sample's`() throws {
        let part = OutboundMessage(
            channel: "feishu", to: "oc_TESTGROUP", text: "先看合同里押金条款。<at user_id=\"all\">", mentions: ["ou_TEST1"])
        let call = try channel.call(for: part, at: Fixture.now)
        let sample = try Fixture.json("g04-feishu-send.json")

        #expect(call.url == "https://open.feishu.cn/open-apis/im/v1/messages?receive_id_type=chat_id")
        #expect(call.json?["receive_id"] == sample["receive_id"] && call.json?["msg_type"] == sample["msg_type"])
        let content = try JSONReader.read(Array(try #require(call.json?["content"]?.string).utf8))
        #expect(content == ["text": "<at user_id=\"ou_TEST1\"></at> 先看合同里押金条款。＜at user_id=\"all\">"])
        #expect(
            channel.tokenSource?.call.url == "https://open.feishu.cn/open-apis/auth/v3/tenant_access_token/internal")
    }

    @Test func `a member alone is written to by another kind of id`() throws {
        let part = OutboundMessage(channel: "feishu", to: "ou_TEST1", kind: .private, text: "好")

        #expect(try channel.call(for: part, at: Fixture.now).url.hasSuffix("receive_id_type=open_id"))
    }

    @Test func `a group's robot signs as the sample does`() throws {
        let robot = FeishuRobot(
            id: "r",
            .feishu([
                "g": GroupRobot(url: Secret("https://open.feishu.cn/open-apis/bot/v2/hook/x"), secret: Secret("demo"))
            ]))
        let call = try robot.call(
            for: OutboundMessage(channel: "r", to: "g", text: "有待接咨询", mentions: ["all"]), at: Fixture.now)
        let sample = try Fixture.json("g05-feishu-custom-bot.json")

        for key in ["timestamp", "sign", "msg_type"] { #expect(call.json?[key] == sample[key]) }
        #expect(call.json?["content"]?["text"] == "<at user_id=\"all\"></at> 有待接咨询")
        #expect(throws: ChannelError.unknownDestination) {
            try robot.call(for: OutboundMessage(channel: "r", to: "h", text: "x"), at: Fixture.now)
        }
    }

    @Test(
        arguments: [
            (200, #"{"code":0}"#, .delivered), (200, #"{"StatusCode":0,"code":0}"#, .delivered),
            (400, #"{"code":99991400}"#, .wait(seconds: 60, reason: "code 99991400")),
            (400, #"{"code":230002}"#, .giveUp(reason: "code 230002")),
            (200, #"{"code":19024}"#, .alarm(reason: "code 19024")), (502, "x", .retry(reason: "http 502")),
        ] as [(Int, String, DeliveryVerdict)])
    func `a verdict is read from the code, whatever the status`(
        _ status: Int, _ body: String, _ verdict: DeliveryVerdict
    ) {
        #expect(channel.verdict(on: .json(status, Array(body.utf8))) == verdict)
    }
}
