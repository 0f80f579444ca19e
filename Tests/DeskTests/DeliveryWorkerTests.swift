import Channels
import Desk
import Domain
import Foundation
import Store
import TestSupport
import Testing

struct DeliveryWorkerTests {
    let office: SmallOffice

    init() throws { office = try SmallOffice() }

    @Test func `a ping goes to the township's robot, mentions the adviser and is settled`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()

        let call = try #require(office.transport.calls.first)
        let body = try JSONReader.read(call.body)
        #expect(body["msgtype"]?.string == "text")
        #expect(body["text"]?["mentioned_list"]?[0]?.string == "w-adviser")
        let content = try #require(body["text"]?["content"]?.string)
        #expect(content.hasPrefix("【待接咨询 1001】试验村"))
        #expect(content.contains("问：转人工"))
        #expect(try await office.database.outboxStatus().depth == 0)
        #expect(office.transport.calls.count == 1)
    }

    @Test func `an emergency calls everyone on the chain in one message`() async throws {
        _ = try await office.say("快来 正在打人", id: "m-1", mentions: false)
        office.transport.answer(.success(.robotOK))
        await office.worker().sendDue()

        let body = try JSONReader.read(try #require(office.transport.calls.first).body)
        let mentioned = body["text"]?["mentioned_list"]?.array?.compactMap(\.string)
        #expect(mentioned == ["w-adviser", "w-office", "w-duty"])
        #expect(body["text"]?["content"]?.string?.hasPrefix("【紧急 1001】") == true)
    }

    @Test func `a receiver that is down gets the ping once it is back`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        office.transport.answer(.failure(TransportError(.connect)))
        office.transport.answer(.success(HTTPReply(status: 502)))
        office.transport.answer(.success(.robotOK))
        let worker = office.worker()
        await worker.sendDue()
        #expect(office.transport.calls.count == 1)

        office.clock.advance(seconds: 1)
        await worker.sendDue()
        office.clock.advance(seconds: 1)
        await worker.sendDue()
        #expect(office.transport.calls.count == 2)

        office.clock.advance(seconds: 1)
        await worker.sendDue()
        office.clock.advance(seconds: 3600)
        await worker.sendDue()
        #expect(office.transport.calls.count == 3)
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `too many messages wait a minute`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        office.transport.answer(.success(.json(200, Array(#"{"errcode":45009,"errmsg":"freq"}"#.utf8))))
        office.transport.answer(.success(.robotOK))
        let worker = office.worker()
        await worker.sendDue()
        office.clock.advance(seconds: 59)
        await worker.sendDue()
        #expect(office.transport.calls.count == 1)

        office.clock.advance(seconds: 2)
        await worker.sendDue()
        #expect(office.transport.calls.count == 2)
    }

    @Test func `a robot that is gone makes a dead letter, not a loop`() async throws {
        _ = try await office.say("转人工", id: "m-1")
        office.transport.answer(.success(.json(200, Array(#"{"errcode":93000,"errmsg":"invalid webhook url"}"#.utf8))))
        await office.worker().sendDue()
        office.clock.advance(seconds: 86_400)
        await office.worker().sendDue()

        #expect(office.transport.calls.count == 1)
        #expect(try await office.database.deadLetters(limit: 9).count == 1)
    }

    @Test func `a message for a channel that is gone is a dead letter`() async throws {
        let folder = try TemporaryFolder()
        let database = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
        let before = try SmallOffice(database: database)
        _ = try await before.say("转人工", id: "m-1")
        let worker = DeliveryWorker(
            database: database, channels: try ChannelRegistry([], random: steadyBytes), transport: before.transport,
            policy: DeliveryPolicy(), clock: before.clock.clock, chance: { 0.5 }, doorbell: Doorbell(),
            meter: OfficeMeter(), logger: .quiet)
        await worker.sendDue()

        #expect(before.transport.calls.isEmpty)
        #expect(try await database.deadLetters(limit: 9).map(\.lastError) == ["no such channel"])
    }
}
