import Domain
import Sealing
import TestSupport
import Testing

@testable import Channels

struct OfficialAccountTests {
    private let silence = HTTPReply(
        status: 200, contentType: "text/plain; charset=utf-8", body: Array("success".utf8))

    private func account(
        _ mode: OfficialAccountSettings.Mode, key: String? = "YvVLoxuyk1eqxLRotMQ746teOLJ4PYHbbpKrX4yIi4Q"
    ) -> OfficialAccount {
        var settings = WeChatFixture.account(mode)
        settings.encodingAESKey = key.map { Secret($0) }
        return OfficialAccount(id: "oa", settings, random: steadyBytes)
    }

    private func open(_ sample: String) throws -> Opened {
        let account = account(.safe)
        return try account.open(account.seal(try Fixture.sample(sample), at: Fixture.now), at: Fixture.now)
    }

    private let question = InboundMessage(
        conversation: Conversation(channel: "oa", id: "oTEST_openid_0000000000000001", kind: .private),
        sender: "oTEST_openid_0000000000000001", id: "24500000000000001", content: .text("网上买的化肥是假的怎么索赔"),
        sentAt: Timestamp(seconds: 1_789_000_000), recipient: "gh_villagelaw001")

    @Test func `the question is the same in every mode`() throws {
        let safe = try WebhookEnvelope(http: try Fixture.sample("d12-oa-safe-mode.http"))
        let plain = try WebhookEnvelope(http: try Fixture.sample("d13-oa-plain-mode.http"))
        let both = safe.replacing(body: try Fixture.sample("d11-oa-compat-mode.xml"))

        #expect(try account(.safe).open(safe, at: Fixture.now) == .message(question))
        #expect(try account(.plain, key: nil).open(plain, at: Fixture.now) == .message(question))
        #expect(try account(.compatible).open(both, at: Fixture.now) == .message(question))
        #expect(try account(.compatible).open(plain, at: Fixture.now) == .message(question))
        #expect(try open("d01-oa-text.xml") == .message(question))
    }

    @Test func `safe mode takes nothing in the clear, and no bare signature for an encrypted body`() throws {
        let safe = try WebhookEnvelope(http: try Fixture.sample("d12-oa-safe-mode.http"))
        let plain = try WebhookEnvelope(http: try Fixture.sample("d13-oa-plain-mode.http"))

        #expect(throws: ChannelError.malformed) { try account(.safe).open(plain, at: Fixture.now) }
        for account in [account(.safe), account(.compatible)] {
            #expect(throws: ChannelError.badSignature) {
                try account.open(safe.setting(query: "msg_signature", nil), at: Fixture.now)
            }
        }
    }

    @Test func `in compatible mode the clear part is not believed`() throws {
        let safe = try WebhookEnvelope(http: try Fixture.sample("d12-oa-safe-mode.http"))
        let forged = String(decoding: try Fixture.sample("d11-oa-compat-mode.xml"), as: UTF8.self)
            .replacing("化肥", with: "农药").replacing("<MsgId>245", with: "<MsgId>999")

        #expect(
            try account(.compatible).open(safe.replacing(body: Array(forged.utf8)), at: Fixture.now)
                == .message(question))
    }

    @Test func `the check of the address gives the challenge back`() throws {
        let get = try WebhookEnvelope(http: try Fixture.sample("d14-oa-verify-url.http"))
        for mode in OfficialAccountSettings.Mode.allCases {
            guard case .handshake(let reply) = try account(mode).open(get, at: Fixture.now) else {
                Issue.record("no handshake")
                return
            }
            #expect(reply.body == Array("4375120948345356249".utf8))
            #expect(reply.contentType == "text/plain; charset=utf-8")
        }
        #expect(throws: ChannelError.badSignature) {
            try account(.safe).open(get.setting(query: "signature", nil), at: Fixture.now)
        }
        #expect(throws: ChannelError.malformed) {
            try account(.safe).open(
                get.setting(query: "echostr", String(repeating: "<", count: 129)), at: Fixture.now)
        }
        #expect(throws: ChannelError.stale) { try account(.safe).open(get, at: Fixture.now.adding(seconds: -301)) }
    }

    @Test func `a voice message says what the platform heard`() throws {
        #expect(try open("d03-oa-voice.xml").message?.text == "父母的房子能只给儿子吗。")
        let silent = String(decoding: try Fixture.sample("d03-oa-voice.xml"), as: UTF8.self)
            .replacing("父母的房子能只给儿子吗。", with: "")
        let account = account(.safe)
        let opened = try account.open(account.seal(Array(silent.utf8), at: Fixture.now), at: Fixture.now)
        #expect(opened.message?.content == .unsupported(kind: "voice"))
    }

    @Test(arguments: [
        ("d02-oa-image.xml", "image"), ("d04-oa-location.xml", "location"), ("d05-oa-link.xml", "link"),
    ])
    func `what has no words is told by its kind`(_ sample: String, _ kind: String) throws {
        #expect(try open(sample).message?.content == .unsupported(kind: kind))
    }

    @Test func `a follower is greeted, a pressed menu entry speaks, everything else is silent`() throws {
        guard case .entered(let message) = try open("d06-oa-event-subscribe.xml") else {
            Issue.record("not entered")
            return
        }
        #expect(message.recipient == "gh_villagelaw001")
        #expect(try open("d09-oa-event-click.xml").message?.text == "转人工")
        for (sample, kind) in [
            ("d07-oa-event-scan.xml", "event.scan"), ("d08-oa-event-location.xml", "event.location"),
            ("d10-oa-event-unsubscribe.xml", "event.unsubscribe"),
        ] {
            #expect(try open(sample) == .ignored(kind: kind, silence))
        }
    }

    @Test func `silence is success, words are XML, encrypted in safe mode only`() throws {
        let words = Acknowledgement(decision: .answer, reply: .init(text: "可先向卖家索赔", mentions: []))
        let plain = account(.plain, key: nil).acknowledge(words, to: question, at: Fixture.now)
        let compatible = account(.compatible).acknowledge(words, to: question, at: Fixture.now)
        let safe = account(.safe).acknowledge(words, to: question, at: Fixture.now)
        let inner = try XMLReader.read(plain.body)

        #expect(
            account(.safe).acknowledge(Acknowledgement(decision: .silent), to: question, at: Fixture.now) == silence)
        #expect(plain == compatible && inner["Content"] == "可先向卖家索赔" && inner["CreateTime"] == "1789000000")
        #expect(inner["ToUserName"] == question.sender.text && inner["FromUserName"] == "gh_villagelaw001")
        #expect(
            try XMLReader.read(safe.body).elements.map(\.name) == ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"])
    }

    @Test func `words and silence are those of the platform's samples`() throws {
        let words = FlatXML.words("可先向卖家索赔，经营者欺诈的可要求退一赔三。", to: question, at: Fixture.now)

        #expect(words.bytes == (try Fixture.sample("d20-oa-reply-text.xml")))
        #expect(silence.body == (try Fixture.sample("d21-oa-reply-success.txt")))
    }

    // MARK: Sending

    @Test func `the token is asked for as in the platform's sample`() throws {
        let account = OfficialAccount(
            id: "oa", WeChatFixture.account(.safe, secret: "SECRETTEST"), random: steadyBytes)

        #expect(account.tokenSource?.call.json == (try Fixture.json("d24-oa-stable_token-request.json")))
    }

    @Test func `a late answer is a customer-service message with a stable token`() throws {
        let account = account(.safe)
        let part = OutboundMessage(
            channel: "oa", to: question.sender.text, kind: .private, text: "法律顾问的答复：建议先保留包装和付款记录。")
        let call = try account.call(for: part, at: Fixture.now)
        let source = try #require(account.tokenSource)
        let token = try #require(
            source.token(in: HTTPReply(status: 200, body: try Fixture.sample("d25-oa-token-response.json"))))

        #expect(call.json == (try Fixture.json("d22-oa-custom-send.json")))
        #expect(
            source.authorize(call, with: token).url
                == "https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=ACCESSTOKENTEST")
        #expect(source.call.url == "https://api.weixin.qq.com/cgi-bin/stable_token")
        #expect(
            source.call.json == [
                "grant_type": "client_credential", "appid": "wx00testvillage002", "secret": "oa-secret",
                "force_refresh": false,
            ])
        #expect(account.capabilities.lateReply == .within(seconds: 172_800) && !account.capabilities.pushes)
    }

    @Test func `when the hours are over the answer waits for the follower`() throws {
        #expect(
            account(.safe).verdict(on: HTTPReply(status: 200, body: try Fixture.sample("d26-oa-error-45015.json")))
                == .closed(reason: "errcode 45015"))
    }

    @Test(
        arguments: [
            (OfficialAccountSettings.Mode.safe, nil, "oa.encodingAESKey 没有写"),
            (.compatible, "short", "oa.encodingAESKey 不是 43 位字母和数字的密钥"),
        ] as [(OfficialAccountSettings.Mode, String?, String)])
    func `a mode without its key cannot be configured`(
        _ mode: OfficialAccountSettings.Mode, _ key: String?, _ problem: String
    ) {
        var settings = WeChatFixture.account(mode)
        settings.encodingAESKey = key.map { Secret($0) }

        #expect(
            ChannelSettings(id: "oa", kind: .officialAccount(settings)).problems.map(\.description) == [problem])
        #expect(ChannelSettings(id: "oa", kind: .officialAccount(WeChatFixture.account(.plain))).problems.isEmpty)
    }
}
