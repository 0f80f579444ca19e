import Desk
import Domain
import TestSupport
import Testing

/// The limits in front of the way in, as senders see them.
struct IntakeLimitTests {
    private let office: SmallOffice
    private let intake: Intake

    init() throws {
        office = try SmallOffice()
        intake = office.intake(limits: IntakeLimits(asker: .init(perMinute: 60, burst: 2)))
    }

    private func say(_ text: String, id: String, sender: String = "u-1") async throws -> Intake.Outcome {
        await intake.receive(try office.envelope(text, id: id, sender: sender), on: "neutral")
    }

    @Test func `beyond the burst a gateway is told when to come back, and nothing is stored`() async throws {
        for id in 1...2 { #expect(try await say("怎么讨薪", id: "m-\(id)").reply.status == 200) }
        let refused = try await say("怎么讨薪", id: "m-3")

        #expect(refused.reply.status == 429)
        #expect(refused.reply.retryAfterSeconds == 1)
        #expect(refused.refusal?.code == "too-many")
        #expect(refused.acknowledgement == nil)
        #expect(try await say("怎么讨薪", id: "m-4", sender: "u-2").reply.status == 200)

        office.clock.advance(seconds: 1)
        let again = try await say("怎么讨薪", id: "m-3")
        #expect(again.reply.status == 200)
        #expect(again.acknowledgement?.isDuplicate == false)
    }

    @Test func `an emergency is let in however many messages came before`() async throws {
        for id in 1...5 { _ = try await say("怎么讨薪", id: "m-\(id)") }
        let cry = try await say("快来正在打人", id: "m-6")

        #expect(cry.reply.status == 200)
        #expect(cry.acknowledgement?.decision == .emergency)
    }

    @Test func `a repeat gets its stored reply though the bucket is empty`() async throws {
        for id in 1...2 { _ = try await say("怎么讨薪", id: "m-\(id)") }
        let repeated = try await say("怎么讨薪", id: "m-2")

        #expect(repeated.acknowledgement?.isDuplicate == true)
    }
}
