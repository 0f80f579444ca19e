import Domain
import Testing

@testable import Channels

struct MappedChannelTests {
    @Test func `gewechat: a mention in a group`() throws {
        let expected = InboundMessage(
            conversation: Conversation(channel: "gewechat", id: "20000000001@chatroom", kind: .group),
            sender: "wxid_zhaodaye", id: "8449132831264840264", content: .text("低保被取消了能申诉吗"), mentionsBot: true,
            sentAt: Fixture.now)

        #expect(try open("f01-gewechat-group-at.json", Gateways.gewechat) == .message(expected))
    }

    @Test func `gewechat: talk in a group, and a private question`() throws {
        let talk = try #require(try open("f02-gewechat-group-plain.json", Gateways.gewechat).message)
        let question = try #require(try open("f03-gewechat-private.json", Gateways.gewechat).message)

        #expect(talk.text == "谁家的羊跑出来了")
        #expect(talk.sender == "wxid_zhaodaye" && !talk.isAddressed)
        #expect(question.conversation.kind == .private)
        #expect(question.sender == "wxid_xiaomei" && question.text == "我想问问抚养费")
    }

    @Test func `gewechat: a picture and a quoting message are no texts`() throws {
        let picture = try #require(try open("f04-gewechat-group-image.json", Gateways.gewechat).message)
        let quote = try #require(try open("f05-gewechat-group-quote.json", Gateways.gewechat).message)

        #expect(picture.content == .unsupported(kind: "image"))
        #expect(quote.content == .unsupported(kind: "app") && quote.mentionsBot)
    }

    @Test func `gewechat: our own echo is dropped, the test call answered`() throws {
        let success = HTTPReply(status: 200, contentType: "text/plain; charset=utf-8", body: Array("success".utf8))

        #expect(
            try open("f06-gewechat-self-echo.json", Gateways.gewechat) == .ignored(kind: "own-echo", success))
        #expect(try open("f07-gewechat-test.json", Gateways.gewechat) == .handshake(success))
    }

    @Test func `gewechat: mentions are read as the vectors say`() throws {
        let vectors = try Fixture.vectors("mention-normalise.json").filter { $0["channel"] == "gewechat" }
        try #require(vectors.count == 7)
        for vector in vectors {
            let event: JSONValue = [
                "TypeName": "AddMsg", "Wxid": "wxid_villagebot",
                "Data": [
                    "NewMsgId": 1, "MsgType": 1, "CreateTime": 1_789_000_000,
                    "FromUserName": ["string": "1@chatroom"], "Content": ["string": vector["content"] ?? ""],
                    "MsgSource": vector["msg_source"] ?? "",
                ],
            ]
            let message = try #require(try open(event.bytes, Gateways.gewechat).message)

            #expect(message.sender.text == vector[path: "expect.sender"]?.string)
            #expect(message.mentionsBot == vector[path: "expect.mentioned"]?.bool)
            #expect(message.text == vector[path: "expect.text"]?.string)
        }
    }

    @Test func `gewechat: a group's line without a sender is dropped`() throws {
        let body = """
            {"TypeName":"AddMsg","Wxid":"b","Data":{"NewMsgId":1,"MsgType":10000,"CreateTime":1789000000,\
            "FromUserName":{"string":"1@chatroom"},"Content":{"string":"张三加入了群聊"}}}
            """

        #expect(try open(Array(body.utf8), Gateways.gewechat).ignoredKind == "no-sender")
    }

    @Test func `gewechat: we speak through its API`() throws {
        let message = OutboundMessage(channel: "gewechat", to: "1@chatroom", text: "{{to}}你好", mentions: ["a", "b"])
        let call = try Gateways.gewechat.call(for: message, at: Fixture.now)

        #expect(call.header("X-GEWE-TOKEN") == "g-1")
        #expect(
            call.json == ["appId": "wx_TESTAPP", "toWxid": "1@chatroom", "content": "{{to}}你好", "ats": "a,b"])
        #expect(verdict(#"{"ret":200,"msg":"操作成功"}"#) == .delivered)
        #expect(verdict(#"{"ret":500,"msg":"掉线"}"#) == .retry(reason: "the gateway did not take it"))
        #expect(verdict("success") == .retry(reason: "unreadable answer"))
    }

    @Test func `WeChatFerry: a group and a private chat`() throws {
        let group = try #require(try open("f10-wcf-group.json", Gateways.weChatFerry).message)
        let alone = try #require(try open("f11-wcf-private.json", Gateways.weChatFerry).message)

        #expect(group.conversation.id == "20000000001@chatroom" && group.conversation.kind == .group)
        #expect(group.sender == "wxid_zhaodaye" && group.id == "8449132831264840264")
        #expect(group.mentionsBot && group.text == "低保被取消了能申诉吗")
        #expect(alone.conversation.kind == .private && alone.sender == "wxid_xiaomei")
    }

    @Test func `WorkTool: a name is an id, and the message gets a name of its own`() throws {
        let body = try Fixture.sample("f30-worktool-group.json")
        let message = try #require(try open(body, Gateways.workTool).message)
        let sealed = Gateways.workTool.seal(body, at: Fixture.now)
        let later = try Gateways.workTool.open(sealed, at: Fixture.now.adding(seconds: 60))

        #expect(message.conversation.id == "东坪村法律顾问群" && message.conversation.kind == .group)
        #expect(message.sender == "赵大爷" && message.mentionsBot && message.text == "养老保险断缴怎么办")
        #expect(message.id.text.hasPrefix("h-") && message.id.text.utf8.count == 34)
        #expect(later.message?.id != message.id)
    }

    @Test func `WorkTool: the reply is in the answer, as in the sample`() throws {
        let message = try #require(try open("f30-worktool-group.json", Gateways.workTool).message)
        let reply = Acknowledgement.Reply(text: "可以到乡镇便民服务中心补缴。", mentions: ["赵大爷"])
        let answer = Gateways.workTool.acknowledge(
            Acknowledgement(decision: .answer, reply: reply), to: message, at: Fixture.now)
        let silence = Gateways.workTool.acknowledge(Acknowledgement(decision: .silent), to: message, at: Fixture.now)

        #expect(try answer.json == Fixture.json("f31-worktool-reply.json"))
        #expect(silence.json == ["code": 0, "message": "success"])
    }

    @Test func `WorkTool: a push is the sample's`() throws {
        let message = OutboundMessage(channel: "worktool", to: "东坪村法律顾问群", text: "陈顾问已接办", mentions: ["赵大爷"])
        let call = try Gateways.workTool.call(for: message, at: Fixture.now)

        #expect(try call.json == Fixture.json("f32-worktool-send.json"))
        #expect(Gateways.workTool.verdict(on: HTTPReply(status: 200)) == .delivered)
    }

    @Test func `a wrong or missing token is refused`() throws {
        let body = try Fixture.sample("f10-wcf-group.json")
        let wcf = Gateways.weChatFerry.seal(body, at: Fixture.now)
        let stranger = WebhookEnvelope(query: ["token": "t-2"], headers: ["authorization": "t-1"], body: body)

        for envelope in [wcf.setting(header: "authorization", nil), wcf.setting(header: "authorization", "Bearer t-3")]
        {
            #expect(throws: ChannelError.badSignature) { try Gateways.weChatFerry.open(envelope, at: Fixture.now) }
        }
        #expect(throws: ChannelError.badSignature) { try Gateways.gewechat.open(stranger, at: Fixture.now) }
    }

    @Test func `capabilities follow the templates`() {
        let mute = Gateways.weChatFerry.capabilities

        #expect(!mute.pushes && !mute.repliesInline && !mute.mentions)
        #expect(Gateways.workTool.capabilities.repliesInline && Gateways.gewechat.capabilities.mentions)
        #expect(throws: ChannelError.cannotPush) {
            try Gateways.weChatFerry.call(for: OutboundMessage(channel: "wcf", to: "1", text: "x"), at: Fixture.now)
        }
    }

    private func verdict(_ body: String) -> DeliveryVerdict {
        Gateways.gewechat.verdict(on: HTTPReply(status: 200, body: Array(body.utf8)))
    }

    private func open(_ sample: String, _ channel: MappedChannel) throws -> Opened {
        try open(try Fixture.sample(sample), channel)
    }

    private func open(_ body: [UInt8], _ channel: MappedChannel) throws -> Opened {
        try channel.open(channel.seal(body, at: Fixture.now), at: Fixture.now)
    }
}
