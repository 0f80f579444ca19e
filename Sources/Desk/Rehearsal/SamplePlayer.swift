package import Channels
package import Domain
import Logging
package import Store
import Synchronization

/// Plays samples in process: the server's own path, with the samples' clock, and everything sent received at once.
package struct SamplePlayer: Sendable {
    /// What came of one step.
    package struct Played: Sendable {
        /// The answer.
        package var reply: HTTPReply
        /// What became of the message, if it was taken in.
        package var acknowledgement: Acknowledgement?
        /// What the office sent by itself since the step before.
        package var sent: [OutboundMessage]
        /// What is not as it must be.
        package var complaints: [String]

        /// Takes the parts.
        package init(
            reply: HTTPReply, acknowledgement: Acknowledgement? = nil, sent: [OutboundMessage] = [],
            complaints: [String]
        ) {
            self.reply = reply
            self.acknowledgement = acknowledgement
            self.sent = sent
            self.complaints = complaints
        }
    }

    private let channels: ChannelRegistry
    private let database: CounselDatabase
    private let intake: Intake
    private let caseClock: CaseClock
    private let time: ManualTime

    /// Takes channels and knowledge; the database should be a fresh one.
    package init(
        channels: ChannelRegistry, knowledge: KnowledgeHolder, database: CounselDatabase, policy: ServicePolicy
    ) {
        let time = ManualTime()
        self.time = time
        self.channels = channels
        self.database = database
        intake = Intake(
            channels: channels, knowledge: knowledge, database: database, policy: policy, clock: { time.now },
            doorbell: Doorbell(), meter: OfficeMeter())
        caseClock = CaseClock(
            knowledge: knowledge, database: database, channels: channels, clock: { time.now }, doorbell: Doorbell(),
            meter: OfficeMeter(), logger: Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Plays one step at its own time; of a sample with a script everything that is due before happens at its time.
    package func play(_ step: Sample.Step, scripted: Bool = false) async throws -> Played {
        if scripted { try await pass(to: step.at) }
        time.set(step.at)
        var played = step.isPause ? Played(reply: HTTPReply(status: 200), complaints: []) : await receive(step)
        guard scripted else { return played }
        await caseClock.tick()
        played.sent = try await deliver()
        let history = try await step.expectation.history.asyncMap { try await database.history(of: $0.number) }
        played.complaints += step.expectation.complaints(about: played.sent)
        played.complaints += step.expectation.complaints(about: history ?? nil)
        return played
    }

    private func receive(_ step: Sample.Step) async -> Played {
        guard let receiver = channels.receivers[step.channel] else {
            return Played(reply: .refusal(.unknownChannel), complaints: ["no channel \(step.channel) is configured"])
        }
        let envelope = step.envelope(at: step.at, through: receiver)
        let outcome = await intake.receive(envelope, on: step.channel)
        let reply = receiver.unseal(outcome.reply)
        return Played(
            reply: reply, acknowledgement: outcome.acknowledgement,
            complaints: step.complaints(about: reply, outcome.acknowledgement)
                + step.complaints(aboutReading: envelope, by: receiver))
    }

    /// Lets everything happen at its time that is due before that moment.
    private func pass(to moment: Timestamp) async throws {
        for _ in 0..<Self.longestPause {
            guard let due = try await database.nextDue(), due < moment else { return }
            time.set(max(time.now, due))
            await caseClock.tick()
        }
    }

    /// The most things that may come due between two steps.
    private static let longestPause = 10_000

    /// Hands out what waits in the outbox, as if every receiver took it at once.
    private func deliver() async throws -> [OutboundMessage] {
        var sent: [(Int64, OutboundMessage)] = []
        while true {
            let items = try await database.claimDue(at: time.now, limit: 100) { _ in nil }
            if items.isEmpty { return sent.sorted { $0.0 < $1.0 }.map(\.1) }
            for item in items {
                try await database.settle(item.id, .settle, at: time.now)
                sent.append((item.id, item.message))
            }
        }
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

/// A clock that stands until it is set.
private final class ManualTime: Sendable {
    private let moment = Mutex(Timestamp(milliseconds: 0))

    var now: Timestamp { moment.withLock { $0 } }

    func set(_ now: Timestamp) { moment.withLock { $0 = now } }
}
