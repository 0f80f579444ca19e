import Domain
import Sealing
import Testing

@testable import Channels

struct NeutralChannelTests {
    private let channel = NeutralChannel(
        id: "n",
        NeutralSettings(
            secret: Secret("s3"), botNames: ["法律小助手"], botIDs: ["bot"], pushURL: "https://gateway.example/push"))

    private let documented = """
        {"messageId":"m-1","sentAt":"2026-11-23T21:04:05+08:00","conversation":{"id":"g-1","kind":"group"},
         "sender":{"id":"u-1","name":"张大姐"},"type":"text","text":"@法律小助手 老板欠我工钱咋个办","mentionsBot":true,"mentions":[],
         "quote":null}
        """

    @Test func `the documented event is read`() throws {
        let expected = InboundMessage(
            conversation: Conversation(channel: "n", id: "g-1", kind: .group), sender: "u-1", senderName: "张大姐",
            id: "m-1", content: .text("老板欠我工钱咋个办"), mentionsBot: true,
            sentAt: Timestamp(iso8601: "2026-11-23T21:04:05+08:00"))

        #expect(try open(documented) == .message(expected))
    }

    /// Computed with `openssl dgst -sha256 -hmac s3` over `1789000000.{"a":1}`.
    @Test func `the signature is the documented one`() {
        let sealed = channel.seal(Array(#"{"a":1}"#.utf8), at: Fixture.now)

        #expect(sealed.headers["x-counsel-timestamp"] == "1789000000")
        #expect(
            sealed.headers["x-counsel-signature"]
                == "sha256=62dde0ce9e193cabdc806de27f84140ac3c5f5d370810147a2f9586bcb32f0d3")
    }

    @Test(
        arguments: [
            ("x-counsel-signature", nil), ("x-counsel-signature", "sha256="), ("x-counsel-signature", "00"),
            ("x-counsel-timestamp", nil), ("x-counsel-timestamp", ""), ("x-counsel-timestamp", "1789000001"),
            ("x-counsel-timestamp", "+1789000000"), ("x-counsel-timestamp", "99999999999999999999"),
        ] as [(String, String?)])
    func `a missing or altered header is a bad signature`(_ name: String, _ value: String?) {
        let sealed = channel.seal(Array(documented.utf8), at: Fixture.now).setting(header: name, value)

        #expect(throws: ChannelError.badSignature) { try channel.open(sealed, at: Fixture.now) }
    }

    @Test func `a clock that runs ahead by more than 300 seconds is stale too`() {
        let sealed = channel.seal(Array(documented.utf8), at: Fixture.now.adding(seconds: 301))

        #expect(throws: ChannelError.stale) { try channel.open(sealed, at: Fixture.now) }
    }

    @Test(arguments: ["image", "语音"])
    func `a type other than text is unsupported`(_ type: String) throws {
        let event = event(#""type":"\#(type)""#)

        #expect(try open(event).message?.content == .unsupported(kind: type))
    }

    @Test func `mentions, a quotation and a name are read`() throws {
        let event = event(
            #""type":"text","text":"结 1024","mentions":["u-2",3],"quote":{"messageId":"m-0","text":"【案件】"}"#)
        let message = try #require(try open(event).message)

        #expect(message.mentions == ["u-2", "3"])
        #expect(message.quote == InboundMessage.Quote(messageID: "m-0", text: "【案件】"))
        #expect(message.senderName == nil && message.sentAt == nil && !message.mentionsBot)
    }

    @Test func `a name in words is kept where the bot is not mentioned`() throws {
        #expect(try open(event(#""type":"text","text":"@法律小助手 好"# + "\"")).message?.text == "@法律小助手 好")
    }

    @Test(arguments: [
        #""type":"text""#, #""type":"text","text":1"#, #""type":1,"text":"x""#, #""type":"text","text":null"#,
        #""type":"text","text":"x","mentionsBot":"yes""#, #""type":"text","text":"x","mentions":"u-2""#,
        #""type":"text","text":"x","mentions":[""]"#, #""type":"text","text":"x","quote":"m-0""#,
        #""type":"text","text":"x","sentAt":"yesterday""#, #""type":"text","text":"x","sentAt":1"#, #""text":"x""#,
    ])
    func `a field of another shape is malformed`(_ fields: String) {
        #expect(throws: ChannelError.malformed) { try open(event(fields)) }
    }

    @Test(arguments: ["channel", "", "Group"])
    func `a conversation is a group or private`(_ kind: String) {
        let event = documented.replacing("\"group\"", with: "\"\(kind)\"")

        #expect(throws: ChannelError.malformed) { try open(event) }
    }

    @Test func `our own words are answered with silence`() throws {
        let opened = try open(documented.replacing("u-1", with: "bot"))

        guard case .ignored("own-echo", let reply) = opened else {
            Issue.record("not ignored")
            return
        }
        #expect(reply.json?["decision"] == "silent")
    }

    @Test func `a reply is written exactly as documented`() throws {
        let message = try #require(try open(documented).message)
        let acknowledgement = Acknowledgement(
            decision: .answer, interaction: 12, reply: Acknowledgement.Reply(text: "可以找\n劳动监察", mentions: ["u-1"]))
        let reply = channel.acknowledge(acknowledgement, to: message, at: Fixture.now)

        #expect(reply.contentType == "application/json; charset=utf-8")
        #expect(
            String(decoding: reply.body, as: UTF8.self)
                == #"{"status":"accepted","duplicate":false,"decision":"answer","interaction":"i-12","case":null,"#
                + #""reply":{"text":"可以找\n劳动监察","mentions":["u-1"]}}"#)
    }

    @Test func `silence and a case are written as documented`() throws {
        let message = try #require(try open(documented).message)
        let silent = Acknowledgement(isDuplicate: true, decision: .silent)
        let escalated = Acknowledgement(decision: .escalate, interaction: 1, caseNumber: 1_024)

        #expect(
            String(decoding: channel.acknowledge(silent, to: message, at: Fixture.now).body, as: UTF8.self)
                == #"{"status":"accepted","duplicate":true,"decision":"silent","interaction":null,"case":null,"reply":null}"#
        )
        #expect(channel.acknowledge(escalated, to: message, at: Fixture.now).json?["case"] == "1024")
    }

    @Test func `a push is signed over its body`() throws {
        let message = OutboundMessage(channel: "n", to: "g-1", text: "陈顾问已接办", mentions: ["u-1"], inReplyTo: "m-1")
        let call = try channel.call(for: message, at: Fixture.now)

        #expect(call.url == "https://gateway.example/push")
        #expect(
            String(decoding: call.body, as: UTF8.self)
                == #"{"conversation":{"id":"g-1","kind":"group"},"text":"陈顾问已接办","mentions":["u-1"],"inReplyTo":"m-1"}"#
        )
        let signature = Signature(.sha256, secret: Secret("s3")).hex(of: Array("1789000000.".utf8), call.body)
        #expect(call.header("X-Counsel-Timestamp") == "1789000000")
        #expect(call.header("X-Counsel-Signature") == "sha256=\(signature)")
    }

    @Test func `a push is delivered by any 2xx`() {
        #expect(channel.verdict(on: HTTPReply(status: 202)) == .delivered)
        #expect(channel.verdict(on: HTTPReply(status: 302)) == .giveUp(reason: "http 302"))
    }

    private func event(_ fields: String) -> String {
        #"{"messageId":"m-1","conversation":{"id":"g-1","kind":"group"},"sender":{"id":"u-1"},\#(fields)}"#
    }

    private func open(_ body: String) throws -> Opened {
        try channel.open(channel.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now)
    }
}
