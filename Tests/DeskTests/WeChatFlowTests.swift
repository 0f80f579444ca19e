import Channels
import Desk
import Domain
import Sealing
import Store
import TestSupport
import Testing

/// Whole ways through the office: webhook, commit, reply, outbox.
struct WeChatFlowTests {
    private let office: SmallOffice

    init() throws {
        let callback = CallbackSettings(
            token: Secret("t-1"), encodingAESKey: Secret("pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8"),
            receiverID: "ww1")
        var app = WeComAppSettings(callback: callback, agentID: 7, secret: Secret("s"))
        app.apiURL = "http://platform"
        var account = OfficialAccountSettings(
            mode: .plain, appID: "wx1", token: Secret("t-2"), encodingAESKey: nil, secret: Secret("s"))
        account.apiURL = "http://platform"
        var service = WeComKFSettings(callback: callback, secret: Secret("s"))
        service.apiURL = "http://platform"
        office = try SmallOffice(channels: [
            ChannelSettings(id: "app", kind: .wecomApp(app)),
            ChannelSettings(id: "oa", kind: .officialAccount(account)),
            ChannelSettings(id: "kf", kind: .wecomKF(service)),
        ])
    }

    private func post(_ fields: String, on channel: ChannelID) async throws -> Intake.Outcome {
        let seconds = office.clock.now.milliseconds / 1_000
        let body =
            "<xml><ToUserName>ww1</ToUserName><FromUserName>u1</FromUserName><CreateTime>\(seconds)</CreateTime>\(fields)</xml>"
        let receiver = try #require(office.channels.receivers[channel])
        return await office.intake.receive(receiver.seal(Array(body.utf8), at: office.clock.now), on: channel)
    }

    private func text(_ words: String, id: Int) -> String {
        "<MsgType>text</MsgType><Content>\(words)</Content><MsgId>\(id)</MsgId>"
    }

    private func answer(_ bodies: String...) {
        for body in bodies { office.transport.answer(.success(.json(200, Array(body.utf8)))) }
    }

    @Test(arguments: ["app", "oa"] as [ChannelID])
    func `the same message three times is one row and the same words three times`(_ channel: ChannelID) async throws {
        var outcomes: [Intake.Outcome] = []
        for _ in 0..<3 {
            outcomes.append(try await post(text("老板欠我工资怎么办", id: 1), on: channel))
            office.clock.advance(seconds: 5)
        }
        let rows = Set(outcomes.compactMap(\.acknowledgement?.interaction))
        let words = Set(outcomes.compactMap(\.acknowledgement?.reply?.text))

        #expect(rows.count == 1 && words.count == 1)
        #expect(outcomes.map { $0.acknowledgement?.isDuplicate } == [false, true, true])
        #expect(outcomes.allSatisfy { $0.reply.status == 200 && !$0.reply.body.isEmpty })
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test(arguments: ["app", "oa"] as [ChannelID])
    func `a picture is answered politely and logged by its kind`(_ channel: ChannelID) async throws {
        let outcome = try await post("<MsgType>image</MsgType><MsgId>2</MsgId>", on: channel)

        #expect(outcome.acknowledgement?.reply?.text.hasPrefix("话术-unsupported") == true)
        #expect(outcome.acknowledgement?.interaction != nil)
    }

    @Test func `events cost no row, who follows is greeted`() async throws {
        for event in ["LOCATION", "unsubscribe", "SCAN", "VIEW"] {
            let outcome = try await post("<MsgType>event</MsgType><Event>\(event)</Event>", on: "oa")
            #expect(outcome.reply.body == Array("success".utf8) && outcome.acknowledgement == nil)
        }
        let greeting = try await post("<MsgType>event</MsgType><Event>subscribe</Event>", on: "oa")
        #expect(String(decoding: greeting.reply.body, as: UTF8.self).contains("话术-greeting"))
        let first = try await post(text("老板欠我工资怎么办", id: 9), on: "oa")
        #expect(first.acknowledgement?.interaction == 1)
    }

    // MARK: Fetching

    private func page(_ cursor: String, more: Bool = false, _ messages: (id: String, words: String)...) -> String {
        let seconds = office.clock.now.milliseconds / 1_000
        let list = messages.map { message in
            """
            {"msgid":"\(message.id)","open_kfid":"k","external_userid":"u1","send_time":\(seconds),"origin":3,\
            "msgtype":"text","text":{"content":"\(message.words)"}}
            """
        }
        return
            #"{"errcode":0,"next_cursor":"\#(cursor)","has_more":\#(more ? 1 : 0),"msg_list":[\#(list.joined(separator: ","))]}"#
    }

    private func notice() async throws -> Intake.Outcome {
        try await post(
            "<MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>TK</Token><OpenKfId>k</OpenKfId>", on: "kf")
    }

    private static let token = #"{"errcode":0,"access_token":"T","expires_in":7200}"#

    private func calls(_ name: String) throws -> [JSONValue] {
        try office.transport.calls.filter { $0.url.contains(name) }.map { try JSONReader.read($0.body) }
    }

    @Test func `a notice is fetched page by page and each message answered once`() async throws {
        #expect(try await notice().reply == HTTPReply(status: 200))
        answer(Self.token, page("c1", more: true, ("m1", "老板欠我工资怎么办")), page("c2", ("m2", "想离婚怎么办")))
        let fetcher = office.fetcher()
        await fetcher.fetchDue()
        await fetcher.fetchDue()

        #expect(try calls("sync_msg").map { $0["cursor"] } == ["", "c1"])
        #expect(try calls("sync_msg").map { $0["token"] } == ["TK", "TK"])
        answer(Self.token, #"{"errcode":0}"#, #"{"errcode":0}"#)
        office.clock.advance(seconds: 2)
        await office.worker().sendDue()
        let sent = try calls("send_msg")
        #expect(sent.map { $0["touser"] } == ["u1", "u1"] && sent.map { $0["open_kfid"] } == ["k", "k"])
        #expect(sent[0]["text"]?["content"]?.string?.contains("短答wages") == true)
        #expect(sent[1]["text"]?["content"]?.string?.contains("短答divorce") == true)
    }

    @Test func `a crash between storing and moving on neither loses nor doubles`() async throws {
        _ = try await notice()
        // The page was handled, but the process died before the cursor moved: the same page comes again.
        let service = try #require(office.channels.fetched["kf"])
        let body = Array(page("c1", ("m1", "老板欠我工资怎么办")).utf8)
        for message in try service.page(in: .json(200, body), of: "k").messages {
            try await office.intake.take(message, through: service)
        }
        answer(Self.token, page("c1", ("m1", "老板欠我工资怎么办"), ("m2", "想离婚怎么办")))
        await office.fetcher().fetchDue()

        #expect(try await office.database.outboxStatus().depth == 2)
        #expect(try await office.database.accountsToFetch(everyOne: true).map(\.cursor) == ["c1"])
        #expect(try await office.database.accountsToFetch(everyOne: false).isEmpty)
    }

    @Test func `who floods the customer service is heard as far as the limits go, and in danger beyond them`()
        async throws
    {
        _ = try await notice()
        let intake = office.intake(limits: IntakeLimits(asker: .init(perMinute: 60, burst: 2)))
        answer(
            Self.token,
            page("c1", ("m1", "老板欠我工资怎么办"), ("m2", "想离婚怎么办"), ("m3", "怎么讨薪"), ("m4", "快来正在打人")))
        await office.fetcher(through: intake).fetchDue()

        #expect(try await office.database.interactionCount() == 3)
        #expect(try await office.database.accountsToFetch(everyOne: true).map(\.cursor) == ["c1"])
    }

    @Test func `what could not be stored is fetched again from where it was`() async throws {
        _ = try await notice()
        answer(Self.token, page("c1", ("m1", "老板欠我工资怎么办")))
        let fetcher = office.fetcher()
        try office.database.spoil()
        await fetcher.fetchDue()

        #expect(try await office.database.accountsToFetch(everyOne: false).map(\.cursor) == [nil])
        await fetcher.fetchDue()
        #expect(try calls("sync_msg").count == 1)
    }

    @Test func `a platform that is busy is asked again later, one that refuses us much later`() async throws {
        _ = try await notice()
        let fetcher = office.fetcher()
        answer(Self.token, #"{"errcode":-1}"#)
        await fetcher.fetchDue()
        office.clock.advance(seconds: 1)
        answer(#"{"errcode":48002}"#)
        await fetcher.fetchDue()
        office.clock.advance(seconds: 299)
        await fetcher.fetchDue()
        #expect(try calls("sync_msg").count == 2)
        office.clock.advance(seconds: 301)
        answer(page("c1", ("m1", "老板欠我工资怎么办")))
        await fetcher.fetchDue()
        #expect(try calls("sync_msg").count == 3)
        #expect(try await office.database.accountsToFetch(everyOne: false).isEmpty)
    }

    @Test func `what was written before anybody connected us is not answered`() async throws {
        let old = page("c1", ("m0", "老板欠我工资怎么办"))
        office.clock.advance(seconds: 601)
        _ = try await notice()
        answer(Self.token, old)
        await office.fetcher().fetchDue()

        #expect(try await office.database.outboxStatus().depth == 0)
        #expect(try await office.database.accountsToFetch(everyOne: false).isEmpty)
    }

    @Test func `every five minutes each account is looked at, since a notice may get lost`() async throws {
        _ = try await notice()
        answer(Self.token, page("c1"))
        let fetcher = office.fetcher()
        await fetcher.fetchDue()
        office.clock.advance(seconds: 299)
        await fetcher.fetchDue()
        #expect(try calls("sync_msg").count == 1)
        office.clock.advance(seconds: 1)
        answer(page("c2", ("m1", "老板欠我工资怎么办")))
        await fetcher.fetchDue()
        #expect(try calls("sync_msg").count == 2)
        #expect(try await office.database.outboxStatus().depth == 1)
    }

    @Test func `a notice that cannot be noted is not acknowledged`() async throws {
        try office.database.spoil()
        #expect(try await notice().reply.status == 503)
    }

    @Test func `an answer that comes after the hours waits until the user writes again`() async throws {
        _ = try await notice()
        answer(Self.token, page("c1", ("m1", "老板欠我工资怎么办")))
        let fetcher = office.fetcher()
        await fetcher.fetchDue()
        answer(Self.token, #"{"errcode":95002}"#)
        office.clock.advance(seconds: 2)
        let worker = office.worker()
        await worker.sendDue()
        #expect(try await office.database.outboxStatus().depth == 0)
        #expect(try await office.database.deadLetters(limit: 9).isEmpty)

        _ = try await notice()
        answer(page("c2", ("m2", "谢谢，想离婚怎么办")))
        await fetcher.fetchDue()
        answer(#"{"errcode":0}"#, #"{"errcode":0}"#)
        await worker.sendDue()
        let sent = try calls("send_msg").compactMap { $0["text"]?["content"]?.string }
        #expect(sent.count == 3 && sent.filter { $0.contains("短答wages") }.count == 2)
    }
}
