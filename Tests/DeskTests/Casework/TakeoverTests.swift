import Channels
import Desk
import Domain
import Store
import TestSupport
import Testing

/// What the bot was about to say is looked at again when it is sent.
struct TakeoverTests {
    /// An office whose smart robot answers later, through the outbox, after the fragments' two seconds.
    private let office: SmallOffice

    init() throws { office = try SmallOffice() }

    private var intake: Intake {
        Intake(
            channels: office.channels, knowledge: office.knowledge, database: office.database,
            clock: office.clock.clock, doorbell: Doorbell(), meter: OfficeMeter())
    }

    private static let later = ChannelCapabilities(
        hearing: .everything, repliesInline: false, pushes: true, maximumBytes: 4_096)

    private func say(_ text: String, _ id: String, sender: SenderID = "u-1", mentions: [SenderID] = []) async throws
        -> Acknowledgement
    {
        let message = InboundMessage(
            conversation: Conversation(channel: "neutral", id: "g-1", kind: .group), sender: sender,
            id: MessageID(id), content: .text(text), mentionsBot: mentions.isEmpty, mentions: mentions)
        return try await intake.handle(message, Self.later, at: office.clock.now)
    }

    private func sent() async throws -> [OutboundMessage] {
        try await office.database.sendAll(at: office.clock.now)
    }

    @Test func `a reply that goes out later waits for the rest of the question`() async throws {
        _ = try await say("老板欠我工资怎么办", "m-1")
        office.clock.advance(seconds: 1)
        #expect(try await sent().isEmpty)
        office.clock.advance(seconds: 1)
        #expect(try await sent().map(\.mentions) == [["u-1"]])
    }

    @Test func `what comes within the two seconds takes the place of the first reply`() async throws {
        let intake = intake
        func say(_ text: String, _ id: String) async throws {
            let message = InboundMessage(
                conversation: Conversation(channel: "neutral", id: "g-1", kind: .group), sender: "u-1",
                id: MessageID(id), content: .text(text), mentionsBot: true)
            _ = try await intake.handle(message, Self.later, at: office.clock.now)
        }
        try await say("老板一直欠到我", "m-1")
        office.clock.advance(seconds: 1)
        try await say("工资怎么办", "m-2")
        office.clock.advance(seconds: 2)
        let messages = try await sent()
        #expect(messages.count { $0.text.contains("短答wages") } == 1)
    }

    @Test func `a queued reply is withheld when a human speaks to the asker first`() async throws {
        _ = try await say("老板欠我工资怎么办", "m-1")
        office.clock.advance(seconds: 1)
        _ = try await say("我来说", "a-1", sender: "u-adviser", mentions: ["u-1"])
        office.clock.advance(seconds: 10)
        #expect(try await sent().isEmpty)
        #expect(try await office.database.outboxStatus().depth == 0)
    }

    @Test func `a neighbour's queued reply is sent all the same`() async throws {
        _ = try await say("老板欠我工资怎么办", "m-1", sender: "u-2")
        _ = try await say("我来说", "a-1", sender: "u-adviser", mentions: ["u-1"])
        office.clock.advance(seconds: 10)
        #expect(try await sent().map(\.mentions) == [["u-2"]])
    }

    @Test func `an emergency's words are sent whoever speaks`() async throws {
        _ = try await say("快来正在打人", "m-1")
        _ = try await say("我来说", "a-1", sender: "u-adviser", mentions: ["u-1"])
        #expect(try await sent().contains { $0.text.contains("马上报警") })
    }
}
