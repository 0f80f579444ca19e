import Channels
import Desk
import Domain
import Store
import TestSupport
import Testing

/// A person's ways are tried in their order, and what was sent is known again when it is quoted.
struct PingWaysTests {
    let office: SmallOffice

    private static let directory = """
        townships: [{id: town, name: 试验镇, office: office}]
        villages: [{id: v-1, name: 试验村, township: town, groups: [neutral/g-1], adviser: adviser}]
        people:
          - id: adviser
            role: adviser
            name: 顾问
            contacts: [{channel: onebot, to: "70001", kind: private}, {channel: robot, to: town, mention: w-adviser}]
            senders: [neutral/u-adviser, onebot/70001]
            hours: {mon: "09:00-18:00"}
          - id: office
            role: office
            name: 司法所
            contacts: [{channel: robot, to: town, mention: w-office}]
            hours: {mon: "09:00-18:00"}
          - {id: duty, role: duty, name: 值班, contacts: [{channel: robot, to: town, mention: w-duty}], hours: {mon: "00:00-24:00"}}
        services:
          - {id: hotline, name: 热线, phone: "12348", hours: 全天, kind: hotline}
          - {id: mediation, name: 调解室, phone: "12348", hours: 工作日, kind: mediation}
        """

    init() throws {
        office = try SmallOffice(channels: [
            ChannelSettings(id: "onebot", kind: .onebot11(OneBot11Settings(apiURL: "http://127.0.0.1:1")))
        ])
        #expect(try office.use(directory: Self.directory))
    }

    private func reply(_ body: String) -> Result<HTTPReply, TransportError> { .success(.json(200, Array(body.utf8))) }

    /// The paths that were called so far.
    private var paths: [String] { office.transport.calls.map { String($0.url.split(separator: "/").last ?? "") } }

    private func history() async throws -> CaseHistory { try #require(try await office.database.history(of: 1001)) }

    @Test func `the first way is a private message, and quoting it answers the case`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        office.transport.answer(reply(#"{"status":"ok","retcode":0,"data":{"message_id":4711}}"#))
        await office.worker().sendDue()
        let call = try #require(office.transport.calls.first)
        #expect(call.url == "http://127.0.0.1:1/send_private_msg")
        #expect(try JSONReader.read(call.body)["user_id"]?.integer == 70001)

        let event: JSONValue = [
            "post_type": "message", "message_type": "private", "sub_type": "friend", "time": 1_795_399_201,
            "self_id": 1, "user_id": 70001, "message_id": 4712,
            "message": [
                ["type": "reply", "data": ["id": "4711"]], ["type": "text", "data": ["text": "先去监察大队"]],
            ],
        ]
        let receiver = try #require(office.channels.receivers["onebot"])
        _ = await office.intake.receive(receiver.seal(event.bytes, at: office.clock.now), on: "onebot")
        #expect(try await history().file.state == .answered)
        #expect(try await history().lines.last { $0.kind == "answered" }?.note == "先去监察大队")
    }

    @Test func `a way that is closed for good makes place for the next at once`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        // 1404: the person is no friend any more.
        office.transport.answer(reply(#"{"status":"failed","retcode":1404,"data":null}"#))
        await office.worker().sendDue()
        await office.caseClock.tick()
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()
        #expect(paths == ["send_private_msg", "send?key=k"])
        #expect(try await history().file.owner == "adviser")
        await office.caseClock.tick()
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `a way that answers 500 is tried a few times, then the next as well`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        for _ in 0..<4 { office.transport.answer(.success(HTTPReply(status: 500))) }
        for _ in 0..<4 {
            await office.worker().sendDue()
            office.clock.advance(seconds: 20)
        }
        await office.caseClock.tick()
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()
        #expect(paths == Array(repeating: "send_private_msg", count: 4) + ["send?key=k"])
        // The first is not tried any more: the adviser would read it twice.
        office.clock.advance(seconds: 3_600)
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `a way that hangs is treated like one that is down`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        for _ in 0..<4 { office.transport.answer(.failure(TransportError(.timeout))) }
        for _ in 0..<4 {
            await office.worker().sendDue()
            office.clock.advance(seconds: 20)
        }
        await office.caseClock.tick()
        #expect(try await office.database.sendAll(at: office.clock.now).map(\.mentions) == [["w-adviser"]])
    }

    @Test func `when the last way is closed the next person is asked`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        office.transport.answer(reply(#"{"status":"failed","retcode":1404,"data":null}"#))
        await office.worker().sendDue()
        await office.caseClock.tick()
        office.transport.answer(reply(#"{"errcode":93000,"errmsg":"left the group"}"#))
        await office.worker().sendDue()
        await office.caseClock.tick()
        #expect(try await office.database.sendAll(at: office.clock.now).map(\.mentions) == [["w-office"]])
        #expect(try await history().file.owner == "office")
        #expect(try await history().lines.map(\.kind).contains("owner-lost"))
    }

    @Test func `quoting something that is no ping is said so`() async throws {
        let event: JSONValue = [
            "post_type": "message", "message_type": "private", "sub_type": "friend", "time": 1_795_399_201,
            "self_id": 1, "user_id": 70001, "message_id": 9,
            "message": [["type": "reply", "data": ["id": "1"]], ["type": "text", "data": ["text": "好的"]]],
        ]
        let receiver = try #require(office.channels.receivers["onebot"])
        let outcome = await office.intake.receive(receiver.seal(event.bytes, at: office.clock.now), on: "onebot")
        #expect(SpokenWords.of(outcome.reply)?.hasPrefix("您引用的不是待办提醒") == true)
    }
}
