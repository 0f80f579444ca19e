import Domain
import Sealing
import Testing

@testable import Channels

/// wechatbot-webhook: a form whose part `source` holds JSON, names instead of ids, and no message id.
struct MappedFormTests {
    private let channel: MappedChannel

    init() throws {
        var map = FieldMap(
            messageID: nil, text: "content", conversationID: "source.room.payload.topic",
            senderID: "source.from.payload.name", isGroup: Condition("source.room.id", .present))
        map.privateConversationID = "source.from.payload.name"
        map.mention = .when(Condition("isMentioned", .isOneOf(["1"])))
        map.kind = FieldMap.Kind("type", text: "text")
        map.drops = [FieldMap.Drop("own-echo", when: Condition("isMsgFromSelf", .isOneOf(["1"])))]
        var settings = MappedSettings(map: map, authentication: .query(name: "token", token: Secret("t")))
        settings.format = .multipart(jsonParts: ["source"])
        settings.botNames = ["村法小助手"]
        settings.reply = try JSONTemplate(#"{"success":true,"data":{"type":"text","content":"{{text}}"}}"#)
        settings.push = MappedSettings.Push(
            url: Secret("http://127.0.0.1:3001/webhook/msg/v2?token=t"),
            body: try JSONTemplate(#"{"to":"{{to}}","isRoom":"{{isGroup}}","data":{"content":"{{text}}"}}"#))
        channel = MappedChannel(id: "wechaty", settings)
    }

    private func sample() throws -> WebhookEnvelope {
        let request = try Fixture.request("f20-wechaty-webhook-multipart.http")
        return WebhookEnvelope(query: ["token": "t"], headers: request.headers, body: request.body)
    }

    @Test func `the whole request of the sample is read`() throws {
        let message = try #require(try channel.open(try sample(), at: Fixture.now).message)

        #expect(message.conversation == Conversation(channel: "wechaty", id: "东坪村法律顾问群", kind: .group))
        #expect(message.sender == "赵大爷" && message.mentionsBot)
        #expect(message.text == "老人被卖保健品骗了")
    }

    @Test func `a private chat is named after the person`() throws {
        let body: JSONValue = [
            "type": "text", "content": "在吗", "isMentioned": "0", "isMsgFromSelf": "0",
            "source": ["room": "", "to": "", "from": ["payload": ["name": "小梅"]]],
        ]
        let message = try #require(try channel.open(channel.seal(body.bytes, at: Fixture.now), at: Fixture.now).message)

        #expect(message.conversation == Conversation(channel: "wechaty", id: "小梅", kind: .private))
    }

    @Test func `a reply is the sample's, and a push says whether it is for a room`() throws {
        let message = try #require(try channel.open(try sample(), at: Fixture.now).message)
        let reply = channel.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: "先报警，保留转账记录。", mentions: [])), to: message,
            at: Fixture.now)
        #expect(reply.json == (try Fixture.json("f21-wechaty-webhook-reply.json")))

        let group = OutboundMessage(channel: "wechaty", to: "群", text: "好")
        #expect(
            try channel.call(for: group, at: Fixture.now).json == ["to": "群", "isRoom": true, "data": ["content": "好"]])
        let alone = OutboundMessage(channel: "wechaty", to: "人", kind: .private, text: "好")
        #expect(try channel.call(for: alone, at: Fixture.now).json?["isRoom"] == false)
    }

    @Test(arguments: ["application/json", "multipart/form-data", "multipart/form-data; boundary="])
    func `another type, or one without a boundary, is refused`(_ type: String) throws {
        let request = try sample().setting(header: "content-type", type)

        #expect(throws: ChannelError.self) { try channel.open(request, at: Fixture.now) }
    }

    @Test(arguments: [
        "", "--b", "--b\r\n", "--b--", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        "--b\r\nX: y\r\n\r\nx\r\n--b--", "--b\r\n\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ny\r\n--b--",
    ])
    func `what is no form is refused cleanly`(_ body: String) {
        let form = MultipartForm(Array(body.utf8), mediaType: "multipart/form-data; boundary=b")

        #expect(form?.parts.isEmpty ?? true)
    }

    @Test func `a file is known by its name and is no text`() throws {
        let body = """
            --b\r\nContent-Disposition: form-data; name="type"\r\n\r\nfile\r\n\
            --b\r\nContent-Disposition: form-data; name="content"; filename="欠条.jpg"\r\n\
            Content-Type: image/jpeg\r\n\r\n\u{1}\u{2}\r\n--b\r\n\
            Content-Disposition: form-data; name="source"\r\n\r\n\
            {"room":"","from":{"payload":{"name":"小梅"}}}\r\n--b--\r\n
            """
        let request = WebhookEnvelope(
            query: ["token": "t"], headers: ["content-type": "multipart/form-data; boundary=b"], body: Array(body.utf8))

        #expect(try channel.open(request, at: Fixture.now).message?.content == .unsupported(kind: "file"))
    }
}
