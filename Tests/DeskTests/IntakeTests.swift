import Channels
import Desk
import Domain
import Foundation
import Store
import TestSupport
import Testing

struct IntakeTests {
    let office: SmallOffice

    init() throws { office = try SmallOffice() }

    private func words(_ outcome: Intake.Outcome) -> String? { SpokenWords.of(outcome.reply) }

    @Test func `a question is verified, understood, stored and answered`() async throws {
        let outcome = try await office.say("老板欠我工资咋个办", id: "m-1")

        #expect(outcome.reply.status == 200)
        #expect(outcome.acknowledgement?.decision == .answer)
        #expect(outcome.acknowledgement?.interaction == 1)
        let said = try #require(words(outcome))
        #expect(said.contains("短答wages，打12348。"))
        #expect(said.contains("依据：《试验法》第1条"))
        #expect(said.contains("1. 找试验村法律顾问。"))
    }

    @Test func `the same message again gives the same reply`() async throws {
        let first = try await office.say("老板欠我工资咋个办", id: "m-1")
        let second = try await office.say("老板欠我工资咋个办", id: "m-1")

        #expect(second.acknowledgement?.isDuplicate == true)
        #expect(words(second) == words(first))
    }

    @Test func `the same answer within thirty minutes is a pointer, later it is the answer again`() async throws {
        _ = try await office.say("老板欠我工资咋个办", id: "m-1")
        office.clock.advance(seconds: 29 * 60)
        let soon = try await office.say("包工头欠工资怎么讨薪", id: "m-2", sender: "u-2")
        office.clock.advance(seconds: 31 * 60)
        let later = try await office.say("包工头欠工资怎么讨薪", id: "m-3", sender: "u-3")

        #expect(words(soon)?.hasPrefix("话术-pointer") == true)
        #expect(words(later)?.contains("短答wages") == true)
    }

    @Test func `a private matter is not answered before the neighbours but to the asker alone, once`() async throws {
        let group = try await office.say("老公打我怎么办", id: "m-1")
        let again = try await office.say("老公打我怎么办", id: "m-1")
        #expect(words(group)?.hasPrefix("话术-private-sent") == true)
        #expect(words(again) == words(group))

        office.transport.answer(.success(HTTPReply(status: 200)))
        await office.worker().sendDue()
        let body = try JSONReader.read(try #require(office.transport.calls.first).body)
        #expect(body["conversation"] == ["id": "u-1", "kind": "private"])
        #expect(body["text"]?.string?.contains("短答violence") == true)
        #expect(office.transport.calls.count == 1)
    }

    @Test func `where nobody can be written to alone, the group is asked to come to the private chat`() async throws {
        var message = InboundMessage(
            conversation: Conversation(channel: "neutral", id: "g-1", kind: .group), sender: "u-1", id: "m-1",
            content: .text("老公打我怎么办"), mentionsBot: true)
        let mute = ChannelCapabilities(hearing: .mentions, repliesInline: true, pushes: false, maximumBytes: 2_048)
        let group = try await office.intake.handle(message, mute, at: office.clock.now)
        #expect(group.reply?.text.hasPrefix("话术-private-line") == true)
        #expect(try await office.database.outboxStatus().depth == 0)

        message.conversation = Conversation(channel: "neutral", id: "u-1", kind: .private)
        let alone = try await office.intake.handle(message, mute, at: office.clock.now)
        #expect(alone.reply?.text.contains("短答violence") == true)
    }

    @Test func `nothing is asked back where no answer can come`() async throws {
        let message = InboundMessage(
            conversation: Conversation(channel: "neutral", id: "g-1", kind: .group), sender: "u-1", id: "m-1",
            content: .text("我要告"), mentionsBot: true)
        let dumb = ChannelCapabilities(hearing: .everything, repliesInline: false, pushes: false, maximumBytes: 2_048)
        let heard = ChannelCapabilities(hearing: .everything, repliesInline: true, pushes: false, maximumBytes: 2_048)

        #expect(try await office.intake.handle(message, heard, at: office.clock.now).decision == .clarify)
        var other = message
        other.id = "m-2"
        other.sender = "u-2"
        #expect(try await office.intake.handle(other, dumb, at: office.clock.now).decision == .escalate)
    }

    @Test func `chatter that nobody addressed is met with silence and leaves no words`() async throws {
        let outcome = try await office.say("今天赶场猪肉好贵", id: "m-1", mentions: false)

        #expect(outcome.reply.status == 200)
        #expect(outcome.acknowledgement == Acknowledgement(decision: .silent))
        #expect(words(outcome) == nil)
    }

    @Test func `asking for a human opens a case and puts a ping in the outbox`() async throws {
        let outcome = try await office.say("转人工", id: "m-1")

        #expect(outcome.acknowledgement?.decision == .escalate)
        #expect(outcome.acknowledgement?.caseNumber == 1001)
        #expect(words(outcome)?.contains("1001") == true)
        #expect(try await office.database.outboxStatus().depth == 1)
    }

    @Test func `at night the villager hears when a human will be there`() async throws {
        office.clock.set("2026-11-23T23:30:00+08:00")
        let outcome = try await office.say("转人工", id: "m-1")

        #expect(words(outcome)?.hasPrefix("话术-escalated-off-hours") == true)
    }

    @Test func `danger is answered with the fixed text although nobody was mentioned`() async throws {
        let outcome = try await office.say("快来 正在打人", id: "m-1", mentions: false)

        #expect(outcome.acknowledgement?.decision == .emergency)
        #expect(words(outcome)?.contains("短答danger") == true)
        #expect(outcome.acknowledgement?.caseNumber == 1001)
    }

    @Test func `an adviser speaking to the group is not matched`() async throws {
        let outcome = try await office.say("老板欠工资怎么讨薪", id: "m-1", sender: "u-adviser", mentions: false)

        #expect(outcome.acknowledgement == Acknowledgement(decision: .silent))
    }

    @Test func `a bare number without a menu is told so`() async throws {
        let outcome = try await office.say("2", id: "m-1")

        #expect(words(outcome)?.hasPrefix("话术-menu-expired") == true)
    }

    @Test func `a wrong signature is refused and nothing is stored`() async throws {
        var envelope = try office.envelope("转人工", id: "m-1")
        var body = envelope.body
        body[10] ^= 1
        envelope = WebhookEnvelope(headers: envelope.headers, body: body)
        let outcome = await office.intake.receive(envelope, on: "neutral")

        #expect(outcome.reply.status == 401)
        #expect(outcome.refusal?.code == "bad-signature")
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `an unknown channel and one that only sends are not found`() async throws {
        for channel: ChannelID in ["nope", "robot"] {
            let outcome = await office.intake.receive(try office.envelope("在吗", id: "m-1"), on: channel)
            #expect(outcome.reply.status == 404)
        }
    }

    @Test func `what cannot be stored is neither answered nor acknowledged`() async throws {
        try office.database.spoil()
        let outcome = try await office.say("老板欠我工资咋个办", id: "m-1")

        #expect(outcome.reply.status == 503)
        #expect(outcome.reply.retryAfterSeconds != nil)
        #expect(words(outcome) == nil)
        #expect(outcome.failure != nil)
    }
}
