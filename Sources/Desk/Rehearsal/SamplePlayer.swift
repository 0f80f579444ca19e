package import Channels
package import Domain
package import Store
import Synchronization

/// Plays samples in process: the server's own path, with an empty database and the samples' clock.
package struct SamplePlayer: Sendable {
    /// What came of one step.
    package struct Played: Sendable {
        /// The answer.
        package var reply: HTTPReply
        /// What is not as it must be.
        package var complaints: [String]

        /// Takes both.
        package init(reply: HTTPReply, complaints: [String]) {
            self.reply = reply
            self.complaints = complaints
        }
    }

    private let channels: ChannelRegistry
    private let intake: Intake
    private let time: ManualTime

    /// Takes channels and knowledge; the database should be a fresh one.
    package init(
        channels: ChannelRegistry, knowledge: KnowledgeHolder, database: CounselDatabase, policy: ServicePolicy
    ) {
        let time = ManualTime()
        self.time = time
        self.channels = channels
        intake = Intake(
            channels: channels, knowledge: knowledge, database: database, policy: policy, clock: { time.now },
            doorbell: Doorbell(), meter: OfficeMeter())
    }

    /// Plays one step at its own time.
    package func play(_ step: Sample.Step) async -> Played {
        time.set(step.at)
        guard let receiver = channels.receivers[step.channel] else {
            return Played(reply: .refusal(.unknownChannel), complaints: ["no channel \(step.channel) is configured"])
        }
        let outcome = await intake.receive(step.envelope(at: step.at, through: receiver), on: step.channel)
        return Played(
            reply: outcome.reply, complaints: step.complaints(about: outcome.reply, outcome.acknowledgement))
    }
}

/// A clock that stands until it is set.
private final class ManualTime: Sendable {
    private let moment = Mutex(Timestamp(milliseconds: 0))

    var now: Timestamp { moment.withLock { $0 } }

    func set(_ now: Timestamp) { moment.withLock { $0 = now } }
}
