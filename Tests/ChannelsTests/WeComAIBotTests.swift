import Domain
import Sealing
import TestSupport
import Testing

@testable import Channels

struct WeComAIBotTests {
    private let bot: WeComAIBot

    init() throws { bot = try #require(WeComAIBot(id: "aibot", Self.settings, random: steadyBytes)) }

    static let settings: WeComAIBotSettings = {
        var settings = WeComAIBotSettings(
            token: Secret("CunFaTestToken2026"),
            encodingAESKey: Secret("SSQuBSDxccXtZh9qa2ypyidbZ72cJCax1jYa1xn6itA"))
        settings.botNames = ["村法小助手"]
        return settings
    }()

    private func open(_ name: String) throws -> Opened {
        try bot.open(bot.seal(try Fixture.sample(name), at: Fixture.now), at: Fixture.now)
    }

    private func message(_ name: String) throws -> InboundMessage { try #require(try open(name).message) }

    private func plain(_ reply: HTTPReply) throws -> JSONValue { try #require(bot.unseal(reply).json) }

    // MARK: What arrives

    @Test func `the address is verified with what was encrypted`() throws {
        let opened = try bot.open(try Fixture.request("a13-aibot-verify-url.http"), at: Fixture.now)

        #expect(
            opened
                == .handshake(
                    HTTPReply(
                        status: 200, contentType: "text/plain; charset=utf-8", body: Array("6201543687259874531".utf8)))
        )
    }

    @Test func `an encrypted request of the platform is read`() throws {
        let message = try #require(
            try bot.open(try Fixture.request("a12-aibot-encrypted-request.http"), at: Fixture.now).message)

        #expect(message.conversation == Conversation(channel: "aibot", id: "wrVILLAGEGROUP0001", kind: .group))
        #expect(message.sender == "zhangsan" && message.id == "CAIQVILLAGE0001")
        #expect(message.text == "邻居盖房占了我家半米宅基地，该找谁？" && message.mentionsBot)
        #expect(message.echo == "1372623149")
        #expect(
            message.replyAddress
                == ReplyAddress(
                    url: "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=A01",
                    expiresAt: Fixture.now.adding(seconds: 3_540), isSingleUse: true))
    }

    @Test func `a private text, a transcript and texts among pictures have words`() throws {
        let text = try message("a02-aibot-single-text.json")
        #expect(text.conversation == Conversation(channel: "aibot", id: "lisi", kind: .private))
        #expect(text.text == "彩礼能要回来吗？")
        #expect(try message("a06-aibot-single-voice.json").text == "我给工地干了三个月活老板一直拖着不给钱")
        #expect(try message("a03-aibot-group-mixed.json").text == "这份土地流转合同有没有问题")
    }

    @Test func `a quotation comes with its words`() throws {
        let message = try message("a04-aibot-group-quote.json")

        #expect(message.text == "他说的对吗")
        #expect(message.quote == InboundMessage.Quote(messageID: nil, text: "外嫁女不能分征地补偿款"))
    }

    @Test func `a picture and a file have no words`() throws {
        #expect(try message("a05-aibot-single-image.json").content == .unsupported(kind: "image"))
        #expect(try message("a07-aibot-single-file.json").content == .unsupported(kind: "file"))
    }

    @Test func `opening the chat is a greeting, alone although nothing says so`() throws {
        guard case .entered(let message) = try open("a09-aibot-event-enter_chat.json") else {
            Issue.record("not read as entering")
            return
        }
        #expect(message.conversation == Conversation(channel: "aibot", id: "lisi", kind: .private))
        let reply = bot.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: "您好", mentions: [])), to: message, at: Fixture.now)
        #expect(try plain(reply) == ["msgtype": "text", "text": ["content": "您好"]])
        #expect(try plain(reply).shape == Fixture.json("a22-aibot-reply-welcome-text.json").shape)
    }

    @Test func `a refresh asks for the message that its stream is named after`() throws {
        guard case .awaited(let message) = try open("a08-aibot-stream-refresh.json") else {
            Issue.record("not read as a refresh")
            return
        }
        #expect(message.id == "stream-0001" && message.sender == "zhangsan" && message.replyAddress == nil)

        let unknown = bot.acknowledge(Acknowledgement(decision: .silent), to: message, at: Fixture.now)
        #expect(try plain(unknown)["stream"]?["finish"] == true)
        #expect(try plain(unknown)["stream"]?["content"]?.string?.isEmpty == false)
    }

    @Test func `foreign cards and feedback are ignored`() throws {
        #expect(try open("a10-aibot-event-template_card.json").ignoredKind == "event.foreign-card")
        #expect(try open("a11-aibot-event-feedback.json").ignoredKind == "event.foreign-feedback")
    }

    @Test(arguments: [("solved", "解决了"), ("unsolved", "没解决"), ("human", "转人工"), ("choice-2", "2")])
    func `a pressed button says what stands on it, and only the card is answered`(_ key: String, _ words: String) throws
    {
        let body = String(decoding: try Fixture.sample("a10-aibot-event-template_card.json"), as: UTF8.self)
            .replacing("case.accept", with: key)
        let message = try #require(try bot.open(bot.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now).message)
        #expect(message.text == words && message.isAddressed)
        #expect(message.pressedCard == "case-20260910-0007")

        let reply = bot.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: "好的", mentions: [])), to: message, at: Fixture.now)
        let card = try plain(reply)
        #expect(card["response_type"] == "update_template_card")
        #expect(card["template_card"]?["card_type"] == "text_notice")
        #expect(card["template_card"]?["task_id"] == "case-20260910-0007")
        #expect(card["template_card"]?["card_action"]?["url"]?.string?.isEmpty == false)
        let sample = try Fixture.json("a24-aibot-reply-update-card.json")
        #expect(card.shape.isSubset(of: sample.shape))
    }

    @Test(arguments: [(1, ReplyFeedback.Verdict.helpful), (2, .unhelpful), (3, .withdrawn)])
    func `a judgement of our reply is feedback`(_ type: Int, _ verdict: ReplyFeedback.Verdict) throws {
        let body = String(decoding: try Fixture.sample("a11-aibot-event-feedback.json"), as: UTF8.self)
            .replacing("fb-0001", with: "i-42").replacing("\"type\": 2", with: "\"type\": \(type)")
        guard
            case .feedback(let feedback, let reply) = try bot.open(
                bot.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now)
        else {
            Issue.record("not read as feedback")
            return
        }
        #expect(
            feedback
                == ReplyFeedback(
                    interaction: 42, sender: "zhangsan", verdict: verdict, reasons: ["incomplete"], words: "没说去哪里调解"))
        #expect(reply == HTTPReply(status: 200))
    }

    @Test(arguments: [
        "http://qyapi.weixin.qq.com/x", "https://qyapi.weixin.qq.com.evil.example/x",
        "https://qyapi.weixin.qq.com@evil.example/x", "https://127.0.0.1/x", "file:///etc/passwd", "",
    ])
    func `a reply address elsewhere is dropped`(_ url: String) throws {
        let body = String(decoding: try Fixture.sample("a02-aibot-single-text.json"), as: UTF8.self)
            .replacing("https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=A02", with: url)
        let message = try #require(try bot.open(bot.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now).message)
        #expect(message.replyAddress == nil)
    }

    // MARK: What is answered

    @Test func `a reply is the sample's stream, encrypted with the request's nonce`() throws {
        let message = try message("a01-aibot-group-text.json")
        let reply = bot.acknowledge(
            Acknowledgement(decision: .clarify, reply: .init(text: "请讲详细些", mentions: [])), to: message,
            at: Fixture.now)
        let sealed = try #require(reply.json)
        #expect(sealed["nonce"]?.string == message.echo && message.echo != nil)
        #expect(sealed["timestamp"] == 1_789_000_000)
        #expect(sealed.object?.map(\.key) == ["encrypt", "msgsignature", "timestamp", "nonce"])

        let sample = try Fixture.json("a21-aibot-reply-stream-final.json")
        let body = try plain(reply)
        #expect(body["msgtype"] == sample["msgtype"])
        #expect(body["stream"]?.object?.map(\.key) == sample["stream"]?.object?.map(\.key))
        #expect(body["stream"] == ["id": "CAIQVILLAGE0001", "finish": true, "content": "请讲详细些"])
    }

    @Test func `the platform's own encrypted reply is what ours would be`() throws {
        let sealed = HTTPReply.json(200, try Fixture.sample("a27-aibot-reply-encrypted.json"))

        #expect(bot.unseal(sealed).json == (try Fixture.json("a21-aibot-reply-stream-final.json")))
    }

    @Test func `an answer asks whether it helped, a menu shows its choices`() throws {
        let message = try message("a01-aibot-group-text.json")
        let answer = bot.acknowledge(
            Acknowledgement(
                decision: .answer, interaction: 7, reply: .init(text: "先找村委会", mentions: [], isAnswer: true)),
            to: message, at: Fixture.now)
        let body = try plain(answer)
        #expect(body["msgtype"] == (try Fixture.json("a25-aibot-reply-stream-with-card.json"))["msgtype"])
        #expect(body["stream"]?["feedback"] == ["id": "i-7"])
        #expect(keys(body) == ["solved", "unsolved", "human"])
        #expect(body["template_card"]?["task_id"] == "t-7")
        let sample = try Fixture.json("a23-aibot-reply-template-card.json")
        #expect(try #require(body["template_card"]).shape.isSubset(of: try #require(sample["template_card"]).shape))

        let menu = bot.acknowledge(
            Acknowledgement(
                decision: .clarify, interaction: 8,
                reply: .init(text: "哪一样？", mentions: [], choices: ["拖欠工资", "工伤认定要多久才有结果呢"])),
            to: message, at: Fixture.now)
        let card = try plain(menu)
        #expect(keys(card) == ["choice-1", "choice-2", "human"])
        for button in card["template_card"]?["button_list"]?.array ?? [] {
            #expect((button["text"]?.string?.count ?? 99) <= 10)
        }
    }

    private func keys(_ body: JSONValue) -> [String] {
        body["template_card"]?["button_list"]?.array?.compactMap { $0["key"]?.string } ?? []
    }

    @Test func `what is not ready is an unfinished stream`() throws {
        let message = try message("a01-aibot-group-text.json")
        let body = try plain(bot.postpone(message, at: Fixture.now))

        #expect(body["msgtype"] == (try Fixture.json("a20-aibot-reply-stream-first.json"))["msgtype"])
        #expect(body["stream"]?["finish"] == false && body["stream"]?["id"] == "CAIQVILLAGE0001")
    }

    @Test func `silence is an empty body, and a text too long is cut between characters`() throws {
        let message = try message("a01-aibot-group-text.json")
        #expect(
            bot.acknowledge(Acknowledgement(decision: .silent), to: message, at: Fixture.now) == HTTPReply(status: 200))

        let long = String(repeating: "法", count: 6_827)
        let reply = bot.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: long, mentions: [])), to: message, at: Fixture.now)
        #expect(try plain(reply)["stream"]?["content"]?.string?.utf8.count == 20_478)
    }

    // MARK: What follows later

    @Test func `a late answer is the sample's call to the message's address`() throws {
        var part = OutboundMessage(channel: "aibot", to: "wrVILLAGEGROUP0001", text: "陈顾问答复：可以先申请村调解委员会调解。<@all>")
        part.address = "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=A01"
        let call = try bot.call(for: part, at: Fixture.now)

        #expect(call.url == part.address && call.method == .post)
        let sample = try Fixture.json("a26-aibot-active-reply.json")
        #expect(call.json?["msgtype"] == sample["msgtype"])
        #expect(call.json?["markdown"]?["content"] == "陈顾问答复：可以先申请村调解委员会调解。＜@all>")
        part.address = nil
        #expect(throws: ChannelError.cannotPush) { try bot.call(for: part, at: Fixture.now) }
        part.address = "https://evil.example/x"
        #expect(throws: ChannelError.unknownDestination) { try bot.call(for: part, at: Fixture.now) }
    }

    @Test(arguments: [(0, false), (-1, false), (45_009, false), (42_045, true), (41_044, true)])
    func `an address is spent when waiting does not help`(_ code: Int, _ isSpent: Bool) {
        #expect(bot.isAddressSpent(.json(200, Array(#"{"errcode":\#(code),"errmsg":"x"}"#.utf8))) == isSpent)
    }

    @Test func `pictures are decrypted as the vectors say`() throws {
        for vector in try Fixture.vectors("aibot-media-decrypt.json") {
            let key = try #require(vector["encodingAESKey"]?.string)
            let crypt = try #require(WXBizMsgCrypt(token: Secret("t"), encodingAESKey: Secret(key), receiverID: ""))
            let text = try #require(vector["encrypted_base64"]?.string)
            let ciphertext = try #require(Base64.bytes(of: text))

            #expect(Hexadecimal.text(of: try crypt.unwrap(ciphertext)) == vector["file_hex"]?.string)
        }
    }
}
