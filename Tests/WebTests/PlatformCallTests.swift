import Channels
import Desk
import Domain
import Sealing
import Store
import TestSupport
import Testing
import Transport

@testable import Web

/// The real way out against a platform that listens: tokens, calls, and every class of error number.
struct PlatformCallTests {
    /// An office whose customer service has fetched one question and owes the answer.
    private func open(
        _ body: @escaping @Sendable (FakePlatform, SmallOffice, DeliveryWorker) async throws -> Void
    ) async throws {
        try await FakePlatform.open { platform in
            var settings = WeComKFSettings(
                callback: CallbackSettings(
                    token: Secret("t"), encodingAESKey: Secret("pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8"),
                    receiverID: "ww1"), secret: Secret("s"))
            settings.apiURL = platform.base
            let office = try SmallOffice(channels: [ChannelSettings(id: "kf", kind: .wecomKF(settings))])
            let transport = try CurlTransport()
            let tokens = AccessTokens(transport: transport, clock: office.clock.clock)
            var policy = DeliveryPolicy()
            policy.timeoutMilliseconds = 2_000
            let fetcher = FetchWorker(
                intake: office.intake, database: office.database, channels: office.channels, tokens: tokens,
                policy: policy, clock: office.clock.clock, chance: { 0.5 }, bell: Doorbell(), logger: .quiet)
            let worker = DeliveryWorker(
                database: office.database, channels: office.channels, transport: transport, policy: policy,
                clock: office.clock.clock, chance: { 0.5 }, doorbell: Doorbell(), meter: OfficeMeter(),
                logger: .quiet, tokens: tokens)
            let receiver = try #require(office.channels.receivers["kf"])
            let notice = """
                <xml><MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>TK</Token><OpenKfId>k</OpenKfId></xml>
                """
            _ = await office.intake.receive(receiver.seal(Array(notice.utf8), at: office.clock.now), on: "kf")
            let seconds = office.clock.now.milliseconds / 1_000
            let message = """
                {"msgid":"m1","open_kfid":"k","external_userid":"u1","send_time":\(seconds),"origin":3,\
                "msgtype":"text","text":{"content":"老板欠我工资怎么办"}}
                """
            platform.answer("kf/sync_msg", .code(0, #""next_cursor":"c","has_more":0,"msg_list":[\#(message)]"#))
            await fetcher.fetchDue()
            try await body(platform, office, worker)
            await transport.shutdown()
        }
    }

    @Test func `a question is fetched and its answer delivered over the wire, with one token for both`() async throws {
        try await open { platform, office, worker in
            await worker.sendDue()

            let sent = try #require(platform.calls("kf/send_msg").first)
            let words = try JSONReader.read(sent.body)["text"]?["content"]?.string
            #expect(words?.contains("短答wages") == true)
            #expect(platform.calls("gettoken").count == 1 && sent.token == "T1")
            let depth = try await office.database.outboxStatus().depth
            #expect(depth == 0)
        }
    }

    @Test func `a token that the platform forgot is fetched anew at once`() async throws {
        try await open { platform, office, worker in
            platform.forgetTokens()
            await worker.sendDue()

            #expect(platform.calls("kf/send_msg").map(\.token) == ["T1", "T3"])
            #expect(platform.calls("gettoken").count == 2)
            let depth = try await office.database.outboxStatus().depth
            #expect(depth == 0)
        }
    }

    @Test(
        arguments: [
            (.code(-1), 1), (.code(45_009), 60), (.code(60_020), 600), (.code(95_018), 600),
            (HTTPReply(status: 502), 1),
            (HTTPReply(status: 200), 1),
            (HTTPReply(status: 429, retryAfterSeconds: 7), 7),
        ] as [(HTTPReply, Int64)])
    func `what heals is sent again when its time has come, and once`(_ reply: HTTPReply, _ pause: Int64) async throws {
        try await open { platform, office, worker in
            platform.answer("kf/send_msg", reply)
            await worker.sendDue()
            office.clock.advance(seconds: pause - 1)
            await worker.sendDue()
            #expect(platform.calls("kf/send_msg").count == 1)
            office.clock.advance(seconds: 1)
            await worker.sendDue()
            office.clock.advance(seconds: 3_600)
            await worker.sendDue()

            #expect(platform.calls("kf/send_msg").count == 2)
            let depth = try await office.database.outboxStatus().depth
            #expect(depth == 0)
        }
    }

    @Test(arguments: [(40_003, 1), (44_004, 1), (95_002, 0)])
    func `what cannot heal is given up or waits for the user`(_ code: Int, _ dead: Int) async throws {
        try await open { platform, office, worker in
            platform.answer("kf/send_msg", .code(code))
            await worker.sendDue()
            office.clock.advance(seconds: 86_400)
            await worker.sendDue()

            #expect(platform.calls("kf/send_msg").count == 1)
            let depth = try await office.database.outboxStatus().depth
            #expect(depth == 0)
            let letters = try await office.database.deadLetters(limit: 9)
            #expect(letters.count == dead)
        }
    }

    @Test func `a platform that is gone gets the answer once it is back`() async throws {
        try await open { platform, office, worker in
            platform.answer("kf/send_msg", HTTPReply(status: 503), HTTPReply(status: 503))
            for _ in 0..<8 {
                await worker.sendDue()
                office.clock.advance(seconds: 1)
            }
            #expect(platform.calls("kf/send_msg").count == 3)
            let depth = try await office.database.outboxStatus().depth
            #expect(depth == 0)
        }
    }
}
