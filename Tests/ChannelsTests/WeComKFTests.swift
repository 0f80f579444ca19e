import Domain
import Sealing
import TestSupport
import Testing

@testable import Channels

struct WeComKFTests {
    private let service: WeComKF

    init() throws { service = try #require(WeComKF(id: "kf", WeChatFixture.service(), random: steadyBytes)) }

    @Test func `a notice says which account has messages`() throws {
        let sealed = service.seal(try Fixture.sample("b30-kf-callback.xml"), at: Fixture.now)

        #expect(
            try service.open(sealed, at: Fixture.now)
                == .noticed(Notice(account: "wkTESTKF0001", token: "ENCTESTTOKEN0001"), HTTPReply(status: 200)))
        #expect(throws: ChannelError.stale) { try service.open(sealed, at: Fixture.now.adding(seconds: 301)) }
        #expect(throws: ChannelError.badSignature) {
            try service.open(sealed.setting(query: "nonce", "1"), at: Fixture.now)
        }
    }

    @Test(arguments: [
        ("<Event>kf_account_auth_change</Event>", "event.kf_account_auth_change"), ("<Event>X y</Event>", "event.x y"),
    ])
    func `other events cost nothing`(_ event: String, _ kind: String) throws {
        let body = "<xml><MsgType>event</MsgType>\(event)</xml>"
        #expect(try service.open(service.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now).ignoredKind == kind)
    }

    @Test(arguments: [
        "<xml></xml>", "<xml><MsgType>event</MsgType></xml>",
        "<xml><MsgType>text</MsgType><Event>kf_msg_or_event</Event></xml>",
        "<xml><MsgType>event</MsgType><Event>kf_msg_or_event</Event><OpenKfId></OpenKfId></xml>",
    ])
    func `what is no notice is malformed`(_ body: String) {
        #expect(throws: ChannelError.malformed) {
            try service.open(service.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now)
        }
    }

    @Test func `the call that fetches is the platform's`() throws {
        let call = service.fetch("wkTESTKF0001", from: "CURSOR0001", token: "ENCTESTTOKEN0001")

        #expect(call.url == "https://qyapi.weixin.qq.com/cgi-bin/kf/sync_msg")
        #expect(call.json == (try Fixture.json("b31-kf-sync_msg-request.json")))
        #expect(service.fetch("a", from: nil, token: nil).json?["cursor"] == "")
    }

    @Test func `a page holds what users wrote`() throws {
        let reply = HTTPReply(status: 200, body: try Fixture.sample("b32-kf-sync_msg-response.json"))
        let page = try service.page(in: reply, of: "wkTESTKF0001")

        #expect(
            page.messages == [
                InboundMessage(
                    conversation: Conversation(channel: "kf", id: "wkTESTKF0001/wmTESTUSER0001", kind: .private),
                    sender: "wmTESTUSER0001", id: "KFMSG0001", content: .text("我爸去世了老房子怎么过户"),
                    sentAt: Timestamp(seconds: 1_789_000_000), recipient: "wkTESTKF0001")
            ])
        #expect(page.cursor == "CURSOR0002" && !page.hasMore && page.ignored.isEmpty)
    }

    @Test func `staff, events and what cannot be read are passed over, pictures are not`() throws {
        let page = try service.page(
            in: .json(
                200,
                Array(
                    """
                    {"errcode":0,"next_cursor":"c","has_more":1,"msg_list":[
                    {"msgid":"1","external_userid":"u","send_time":1,"origin":5,"msgtype":"text","text":{"content":"x"}},
                    {"msgid":"2","send_time":1,"origin":4,"msgtype":"event","event":{"event_type":"enter_session"}},
                    {"msgid":"3","external_userid":"u","send_time":1,"origin":3,"msgtype":"text"},
                    {"external_userid":"u","send_time":1,"origin":3,"msgtype":"image"},
                    {"msgid":"5","external_userid":"u","send_time":1,"origin":3,"msgtype":"image","image":{}}]}
                    """.utf8)), of: "k")

        #expect(page.ignored == ["origin-5", "enter_session", "unreadable", "unreadable"])
        #expect(page.messages.map(\.content) == [.unsupported(kind: "image")])
        #expect(page.hasMore)
    }

    @Test(
        arguments: [
            (200, #"{"errcode":45009}"#, .wait(seconds: 60, reason: "errcode 45009")),
            (200, #"{"errcode":48002}"#, .alarm(reason: "errcode 48002")),
            (200, #"{"errcode":0}"#, .retry(reason: "unreadable page")),
            (200, #"{"errcode":0,"next_cursor":"c","msg_list":{}}"#, .retry(reason: "unreadable page")),
            (200, "[", .retry(reason: "unreadable answer")), (503, "", .retry(reason: "http 503")),
        ] as [(Int, String, DeliveryVerdict)])
    func `an answer that is no page says what helps`(_ status: Int, _ body: String, _ verdict: DeliveryVerdict) {
        let refused = #expect(throws: WeComKF.Refused.self) {
            try service.page(in: .json(status, Array(body.utf8)), of: "k")
        }
        #expect(refused?.verdict == verdict)
    }

    @Test func `an answer goes to the user in the name of the account`() throws {
        let part = OutboundMessage(
            channel: "kf", to: "wkTESTKF0001/wmTESTUSER0001", kind: .private, text: "需要先办继承，再办不动产转移登记。")
        let call = try service.call(for: part, at: Fixture.now)

        #expect(call.url == "https://qyapi.weixin.qq.com/cgi-bin/kf/send_msg")
        #expect(call.json == (try Fixture.json("b33-kf-send_msg.json")))
        for to in ["wkTESTKF0001", "/u", "k/", ""] {
            let stray = OutboundMessage(channel: "kf", to: to, text: "x")
            #expect(throws: ChannelError.unknownDestination) { try service.call(for: stray, at: Fixture.now) }
        }
        #expect(!service.capabilities.repliesInline && service.capabilities.lateReply == .within(seconds: 172_800))
    }
}
