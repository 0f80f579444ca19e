import Channels
import Desk
import Domain
import Sealing
import Store
import TestSupport
import Testing

/// A platform waits three seconds for the answer to a webhook; the disk takes longer.
struct LateReplyTests {
    let office: SmallOffice

    init() throws { office = try SmallOffice(inlineSeconds: 3) }

    /// A platform whose patience has ended as soon as anybody looks.
    private var impatient: Intake { office.intake(pause: { _ in }) }

    private func question(_ id: String = "m-1") throws -> WebhookEnvelope {
        try office.envelope("老板欠我工资咋个办", id: id)
    }

    /// Waits until so many messages are in the outbox: the late reply is put there after the webhook was answered.
    private func outbox(holds count: Int) async throws {
        while try await office.database.outboxStatus().depth != count { await Task.yield() }
    }

    @Test func `a reply in time goes inline and nowhere else`() async throws {
        let outcome = await office.intake.receive(try question(), on: "neutral")

        #expect(SpokenWords.of(outcome.reply)?.contains("短答wages") == true)
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `the platform's patience is the channel's, less a second`() async throws {
        let seen = Witness()
        let intake = office.intake(pause: { await seen.note($0) })
        let release = await office.database.stall()
        _ = await intake.receive(try question(), on: "neutral")
        release()
        try await outbox(holds: 1)

        #expect(await seen.milliseconds == [2_000])
    }

    @Test func `a reply that misses its deadline is not acknowledged and goes out late exactly once`() async throws {
        let release = await office.database.stall()
        let outcome = await impatient.receive(try question(), on: "neutral")
        #expect(outcome.reply.status == 503)
        #expect(outcome.acknowledgement == nil)
        release()
        try await outbox(holds: 1)

        office.transport.answer(.success(HTTPReply(status: 200)))
        await office.worker().sendDue()
        let call = try #require(office.transport.calls.first)
        let body = try JSONReader.read(call.body)
        #expect(body["text"]?.string?.contains("短答wages") == true)
        #expect(body["inReplyTo"]?.string == "m-1")
        #expect(body["mentions"]?[0]?.string == "u-1")

        // The platform tries again after it was said: acknowledged, but not said a second time.
        let again = await office.intake.receive(try question(), on: "neutral")
        #expect(again.reply.status == 200)
        #expect(again.acknowledgement?.isDuplicate == true)
        #expect(SpokenWords.of(again.reply) == nil)
        await office.worker().sendDue()
        #expect(office.transport.calls.count == 1)
    }

    @Test func `a retry that comes before the late reply has left carries it instead`() async throws {
        let release = await office.database.stall()
        _ = await impatient.receive(try question(), on: "neutral")
        release()
        try await outbox(holds: 1)

        let again = await office.intake.receive(try question(), on: "neutral")
        #expect(SpokenWords.of(again.reply)?.contains("短答wages") == true)
        #expect(try await office.database.outboxStatus().depth == 0)
        await office.worker().sendDue()
        #expect(office.transport.calls.isEmpty)
    }

    @Test func `of three deliveries that all come too late one reply goes out`() async throws {
        let release = await office.database.stall()
        for _ in 0..<3 {
            let outcome = await impatient.receive(try question(), on: "neutral")
            #expect(outcome.reply.status == 503)
        }
        release()
        try await outbox(holds: 1)
        for _ in 0..<3 { office.transport.answer(.success(HTTPReply(status: 200))) }
        await office.worker().sendDue()

        #expect(office.transport.calls.count == 1)
    }

    @Test func `silence that comes late stays silence`() async throws {
        let release = await office.database.stall()
        let envelope = try office.envelope("今天赶场猪肉好贵", id: "m-1", mentions: false)
        let outcome = await impatient.receive(envelope, on: "neutral")
        release()
        #expect(outcome.reply.status == 503)
        _ = await office.intake.receive(try question("m-2"), on: "neutral")

        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `a reply that went inline is not said again when its time is up`() async throws {
        _ = await office.intake.receive(try question(), on: "neutral")
        office.clock.advance(seconds: 600)
        await office.worker().sendDue()

        #expect(office.transport.calls.isEmpty)
    }

    @Test func `a process that dies between the commit and the answer owes the reply when it is back`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/c.sqlite"
        let dying = try SmallOffice(database: CounselDatabase(path: path, vault: .sample), inlineSeconds: 3)
        let receiver = try #require(dying.channels.receivers["neutral"])
        guard case .message(let message) = try receiver.open(try question(), at: dying.clock.now) else {
            Issue.record("no message")
            return
        }
        // Committed, and then nothing of what follows: neither the answer nor a word about it.
        _ = try await dying.intake.handle(message, receiver.capabilities, at: dying.clock.now)
        try dying.database.close()

        let office = try SmallOffice(
            clock: dying.clock, database: CounselDatabase(path: path, vault: .sample), inlineSeconds: 3)
        await office.worker().sendDue()
        #expect(office.transport.calls.isEmpty, "the platform may still come back for it")
        office.clock.advance(seconds: 13)
        office.transport.answer(.success(HTTPReply(status: 200)))
        await office.worker().sendDue()
        await office.worker().sendDue()
        let call = try #require(office.transport.calls.first)
        #expect(try JSONReader.read(call.body)["text"]?.string?.contains("短答wages") == true)
        #expect(office.transport.calls.count == 1)
    }

    @Test func `what was carried is known after an orderly restart`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/c.sqlite"
        let leaving = try SmallOffice(database: CounselDatabase(path: path, vault: .sample), inlineSeconds: 3)
        _ = await leaving.intake.receive(try question(), on: "neutral")
        try await leaving.database.strikeCarried()
        try leaving.database.close()

        let office = try SmallOffice(
            clock: leaving.clock, database: CounselDatabase(path: path, vault: .sample), inlineSeconds: 3)
        office.clock.advance(seconds: 600)
        await office.worker().sendDue()
        #expect(office.transport.calls.isEmpty)
    }

    private actor Witness {
        var milliseconds: [Int64] = []

        func note(_ value: Int64) { milliseconds.append(value) }
    }
}
