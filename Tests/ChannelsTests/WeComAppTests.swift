import Domain
import Sealing
import TestSupport
import Testing

@testable import Channels

struct WeComAppTests {
    private let app: WeComApp

    init() throws { app = try #require(WeComApp(id: "app", WeChatFixture.app(), random: steadyBytes)) }

    private func open(_ sample: String) throws -> Opened {
        try app.open(app.seal(try Fixture.sample(sample), at: Fixture.now), at: Fixture.now)
    }

    @Test func `the encrypted request is the member's question`() throws {
        let request = try WebhookEnvelope(http: try Fixture.sample("b10-app-encrypted-request.http"))
        let expected = InboundMessage(
            conversation: Conversation(channel: "app", id: "lisi", kind: .private), sender: "lisi",
            id: "7300000000000000001", content: .text("村里修路占了我家的地，补偿款怎么算？"),
            sentAt: Timestamp(seconds: 1_789_000_000), recipient: "ww00testvillage001")

        #expect(try app.open(request, at: Fixture.now) == .message(expected))
        #expect(try open("b01-app-text.xml") == .message(expected))
    }

    @Test(arguments: [
        ("b02-app-image.xml", "image"), ("b03-app-voice.xml", "voice"), ("b04-app-location.xml", "location"),
        ("b05-app-link.xml", "link"),
    ])
    func `what has no words is told by its kind`(_ sample: String, _ kind: String) throws {
        let message = try #require(try open(sample).message)

        #expect(message.content == .unsupported(kind: kind))
        #expect(message.isAddressed && message.id.text.hasPrefix("73000000000000000"))
    }

    @Test(arguments: ["b06-app-event-subscribe.xml", "b07-app-event-enter_agent.xml"])
    func `who comes in is greeted`(_ sample: String) throws {
        guard case .entered(let message) = try open(sample) else {
            Issue.record("not entered")
            return
        }
        #expect(message.sender == "lisi" && message.recipient == "ww00testvillage001")
    }

    @Test func `a position costs nothing and says nothing`() throws {
        #expect(try open("b08-app-event-location.xml") == .ignored(kind: "event.location", HTTPReply(status: 200)))
    }

    @Test func `a pressed menu entry says what the settings say, the same press only once`() throws {
        let press = try #require(try open("b09-app-event-click.xml").message)
        var settings = WeChatFixture.app()
        settings.menu = [:]
        let other = try #require(WeComApp(id: "app", settings, random: steadyBytes))
        let sealed = other.seal(try Fixture.sample("b09-app-event-click.xml"), at: Fixture.now)

        #expect(press.text == "转人工" && press.id == "click 1789000000 CALL_ADVISOR")
        #expect(try other.open(sealed, at: Fixture.now).ignoredKind == "event.click")
    }

    @Test func `the platform's check of the address is answered with what it encrypted`() throws {
        for vector in CryptVector.generated where vector["id"] == "g17-echostr-app" {
            var query = vector.query
            query["echostr"] = vector["encrypt"]
            let get = WebhookEnvelope(method: .get, query: query, headers: [:], body: [])
            guard case .handshake(let reply) = try app.open(get, at: Fixture.now) else {
                Issue.record("no handshake")
                return
            }
            #expect(reply.status == 200 && reply.body == Array(vector["plaintext"].utf8))
            #expect(throws: ChannelError.badSignature) {
                try app.open(get.setting(query: "nonce", "1"), at: Fixture.now)
            }
            #expect(throws: ChannelError.stale) { try app.open(get, at: Fixture.now.adding(seconds: 301)) }
        }
    }

    @Test func `a reply is encrypted, signed and named as the platform reads it`() throws {
        let message = try #require(try open("b01-app-text.xml").message)
        let words = Acknowledgement.Reply(text: "找村委会]]>&\n好", mentions: [])
        let reply = app.acknowledge(Acknowledgement(decision: .answer, reply: words), to: message, at: Fixture.now)
        let outer = try XMLReader.read(reply.body)
        let crypt = try #require(WeChatFixture.callback().crypt)
        let query = [
            "msg_signature": outer["MsgSignature"] ?? "", "timestamp": outer["TimeStamp"] ?? "",
            "nonce": outer["Nonce"] ?? "",
        ]
        let inner = try XMLReader.read(try crypt.open(try #require(outer["Encrypt"]), query: query))

        #expect(outer["TimeStamp"] == "1789000000" && reply.contentType == "text/xml; charset=utf-8")
        #expect(inner["ToUserName"] == "lisi" && inner["FromUserName"] == "ww00testvillage001")
        #expect(inner["MsgType"] == "text" && inner["Content"] == "找村委会]]>&\n好")
        #expect(
            app.acknowledge(Acknowledgement(decision: .silent), to: message, at: Fixture.now)
                == HTTPReply(status: 200))
    }

    @Test func `a reply comes out byte for byte as the generated one`() throws {
        let vector = try #require(CryptVector.generated.first { $0.fields["reply_body"] != nil })
        let chance = try #require(Hexadecimal.bytes(of: vector["random16_hex"]))
        let nonce = try #require(UInt64(vector["nonce"]))
        let random: RandomBytes = { count in
            count == chance.count ? chance : (0..<8).map { UInt8(truncatingIfNeeded: nonce >> (56 - 8 * $0)) }
        }
        let app = try #require(WeComApp(id: "app", WeChatFixture.app(), random: random))
        let plain = try XMLReader.read(Array(vector["plaintext"].utf8))
        let message = InboundMessage(
            conversation: Conversation(channel: "app", id: "wangwu", kind: .private), sender: "wangwu", id: "1",
            content: .text(""), recipient: "ww00testvillage001")
        let words = Acknowledgement.Reply(text: try #require(plain["Content"]), mentions: [])
        let reply = app.acknowledge(Acknowledgement(decision: .answer, reply: words), to: message, at: Fixture.now)

        #expect(String(decoding: reply.body, as: UTF8.self) == vector["reply_body"])
    }

    @Test func `every broken envelope is refused with a bare status`() throws {
        for vector in CryptVector.negative {
            guard let body = vector.fields["body"]?.string else { continue }
            let request = WebhookEnvelope(
                query: vector.query, headers: ["content-type": "text/xml"], body: Array(body.utf8))
            let error = #expect(throws: ChannelError.self) { try app.open(request, at: Fixture.now) }

            #expect(error == .malformed, "\(vector["id"])")
            #expect(error.map(app.refuse) == HTTPReply(status: 400))
        }
        #expect(app.refuse(.badSignature) == HTTPReply(status: 401))
    }

    @Test func `a nonce is good once where that is wanted`() throws {
        var settings = WeChatFixture.app()
        settings.callback.refusesKnownNonces = true
        let strict = try #require(WeComApp(id: "app", settings, random: steadyBytes))
        let sealed = strict.seal(try Fixture.sample("b01-app-text.xml"), at: Fixture.now)

        #expect(try strict.open(sealed, at: Fixture.now).message != nil)
        #expect(throws: ChannelError.replayed) { try strict.open(sealed, at: Fixture.now.adding(seconds: 300)) }
        #expect(try app.open(sealed, at: Fixture.now) == app.open(sealed, at: Fixture.now))
    }

    // MARK: Sending

    @Test func `a message to a member is the platform's call, its token fetched apart`() throws {
        let part = OutboundMessage(channel: "app", to: "lisi", kind: .private, text: "陈顾问接办了")
        let call = try app.call(for: part, at: Fixture.now)
        let source = try #require(app.tokenSource)
        let token = try #require(
            source.token(in: HTTPReply(status: 200, body: try Fixture.sample("b25-gettoken-response.json"))))

        #expect(call.url == "https://qyapi.weixin.qq.com/cgi-bin/message/send" && call.method == .post)
        #expect(
            call.json == [
                "touser": "lisi", "msgtype": "text", "agentid": 1_000_002, "text": ["content": "陈顾问接办了"], "safe": 0,
            ])
        #expect(
            source.call.url
                == "https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww00testvillage001&corpsecret=app-secret")
        #expect(source.call.method == .get && token.lifetimeSeconds == 7_200)
        #expect(source.authorize(call, with: token).url.hasSuffix("/message/send?access_token=\(token.text)"))
    }

    @Test func `a chat of the app is written to by its own call`() throws {
        let call = try app.call(for: OutboundMessage(channel: "app", to: "chat:dong1", text: "好"), at: Fixture.now)

        #expect(call.url.hasSuffix("/cgi-bin/appchat/send"))
        #expect(call.json == ["chatid": "dong1", "msgtype": "text", "text": ["content": "好"], "safe": 0])
        let visit = OutboundMessage(channel: "app", to: "chat:dongpingcun001", text: "本周五上午法律顾问到村委会坐班。")
        #expect(try app.call(for: visit, at: Fixture.now).json == Fixture.json("b24-appchat-send.json"))
    }

    @Test func `what is sent to members is what the platform's sample sends`() throws {
        let sample = try Fixture.json("b21-message-send-text.json")
        let part = OutboundMessage(channel: "app", to: "lisi", kind: .private, text: "您的咨询已由陈顾问接办。")
        let body = try #require(try app.call(for: part, at: Fixture.now).json?.object)

        for member in body where member.key != "touser" { #expect(sample[member.key] == member.value) }
        #expect(body.count == 5)
    }

    @Test func `a reply reads as the platform's sample, and opens again`() throws {
        let message = try #require(try open("b01-app-text.xml").message)
        let words = "征地补偿按省里公布的区片综合地价算，具体请看公告。"
        let plain = FlatXML.words(words, to: message, at: Fixture.now)
        let reply = app.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: words, mentions: [])), to: message, at: Fixture.now)

        #expect(plain.bytes == (try Fixture.sample("b20-app-reply-text.xml")))
        #expect(app.unseal(reply).body == plain.bytes)
        #expect(app.unseal(HTTPReply(status: 200)) == HTTPReply(status: 200))
    }

    @Test(arguments: ["a|b", "@all", "", "a\nb"])
    func `nobody is written to by accident`(_ to: String) {
        #expect(throws: ChannelError.unknownDestination) {
            try app.call(for: OutboundMessage(channel: "app", to: to, text: "好"), at: Fixture.now)
        }
    }

    @Test func `a member who cannot be reached did not get it`() throws {
        #expect(
            app.verdict(on: HTTPReply(status: 200, body: try Fixture.sample("b22-message-send-response.json")))
                == .giveUp(reason: "invaliduser"))
        #expect(
            app.verdict(on: .json(200, Array(#"{"errcode":0,"invaliduser":""}"#.utf8))) == .delivered)
    }

    @Test func `without its secret it only answers`() throws {
        let quiet = try #require(WeComApp(id: "app", WeChatFixture.app(secret: nil), random: steadyBytes))

        #expect(quiet.capabilities.lateReply == .never && !quiet.capabilities.pushes && quiet.tokenSource == nil)
        #expect(app.capabilities.lateReply == .always && app.capabilities.inlineSeconds == 5)
        #expect(throws: ChannelError.cannotPush) {
            try quiet.call(for: OutboundMessage(channel: "app", to: "lisi", text: "好"), at: Fixture.now)
        }
    }
}
