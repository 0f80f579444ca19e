import Domain
import Sealing
import Testing

@testable import Channels

struct OneBot12ChannelTests {
    private let channel = OneBot12Channel(
        id: "ob12",
        OneBot12Settings(
            accessToken: Secret("TESTTOKEN"), botNames: ["村法小助手"], apiURL: "http://127.0.0.1:5700/"))

    private func open(_ name: String) throws -> Opened {
        try channel.open(channel.seal(try Fixture.sample(name), at: Fixture.now), at: Fixture.now)
    }

    @Test func `the whole request of the sample is read`() throws {
        let message = try #require(
            try channel.open(try Fixture.request("e33-ob12-request.http"), at: Fixture.now).message)

        #expect(
            message
                == InboundMessage(
                    conversation: Conversation(channel: "ob12", id: "20000000001@chatroom", kind: .group),
                    sender: "wxid_zhaodaye", id: "8449132831264840264", content: .text("孩子在学校摔伤学校赔不赔"),
                    mentionsBot: true, sentAt: Timestamp(milliseconds: 1_789_000_000_500)))
        #expect(try open("e30-ob12-group.json").message == message)
    }

    @Test func `a heartbeat is ignored`() throws {
        #expect(try open("e31-ob12-meta-heartbeat.json") == .ignored(kind: "meta.heartbeat", HTTPReply(status: 204)))
    }

    @Test func `a token that is wrong or missing is refused, one in the query taken`() throws {
        let body = try Fixture.sample("e30-ob12-group.json")
        for headers in [[:], ["authorization": "Bearer OTHER"], ["authorization": "TESTTOKEN"]] {
            #expect(throws: ChannelError.badSignature) {
                try channel.open(WebhookEnvelope(headers: headers, body: body), at: Fixture.now)
            }
        }
        let query = WebhookEnvelope(query: ["access_token": "TESTTOKEN"], body: body)
        #expect(try channel.open(query, at: Fixture.now).message != nil)
    }

    @Test func `a reply is the sample's list of actions`() throws {
        let message = try #require(try open("e30-ob12-group.json").message)
        let reply = channel.acknowledge(
            Acknowledgement(decision: .answer, reply: .init(text: "要看学校有没有尽到管理职责。", mentions: [])), to: message,
            at: Fixture.now)

        #expect(reply.json == (try Fixture.json("e32-ob12-webhook-response.json")))
        #expect(reply.contentType?.hasPrefix("application/json") == true)
        #expect(
            channel.acknowledge(Acknowledgement(decision: .silent), to: message, at: Fixture.now)
                == HTTPReply(status: 204))
    }

    @Test func `what is said unasked is an action with quotation and mentions`() throws {
        let part = OutboundMessage(
            channel: "ob12", to: "g", text: "好", mentions: ["u-1", "u-1"], inReplyTo: "m-1")
        let call = try channel.call(for: part, at: Fixture.now)

        #expect(call.header("Authorization") == "Bearer TESTTOKEN")
        #expect(
            call.json == [
                "action": "send_message",
                "params": [
                    "detail_type": "group", "group_id": "g",
                    "message": [
                        ["type": "reply", "data": ["message_id": "m-1"]],
                        ["type": "mention", "data": ["user_id": "u-1"]], ["type": "text", "data": ["text": " 好"]],
                    ],
                ],
            ])
    }

    @Test(
        arguments: [
            (#"{"status":"ok","retcode":0}"#, .delivered),
            (#"{"status":"failed","retcode":10003}"#, .giveUp(reason: "retcode 10003")),
            (#"{"status":"failed","retcode":34001}"#, .retry(reason: "retcode 34001")),
            ("?", .retry(reason: "unreadable answer")),
        ] as [(String, DeliveryVerdict)])
    func `a verdict is read from the return code`(_ body: String, _ verdict: DeliveryVerdict) {
        #expect(channel.verdict(on: .json(200, Array(body.utf8))) == verdict)
    }
}
