package import Channels
import Content
package import Domain
import Store

/// Plays dialogues in a village's group, through the server's own path and with its clock, each in a database of its own.
package struct DialoguePlay: Sendable {
    /// What came of one turn that had to come out some way.
    package struct Outcome: Sendable {
        /// The dialogue.
        package var dialogue: String
        /// The turn's number, from 1, among what people say.
        package var number: Int
        /// The turn.
        package var turn: Dialogue.Turn
        /// What the bot did; nil when the message was refused.
        package var decision: Decision.Kind?
        /// The subject of the answer that was given.
        package var topic: TopicID?

        /// Whether the answer was about one of the right subjects.
        var isRightAnswer: Bool {
            decision == .answer && (turn.topics.isEmpty || topic.map(turn.topics.contains) ?? false)
        }

        /// Whether it came out as it had to.
        package var isMet: Bool { decision == turn.expect && (decision != .answer || isRightAnswer) }
    }

    private let channels: ChannelRegistry
    private let knowledge: KnowledgeHolder
    private let policy: ServicePolicy
    private let channel: ChannelID
    private let group: String
    private let adviser: String

    /// Takes channels and knowledge; nil when no village has a group on that channel.
    package init?(
        _ channels: ChannelRegistry, _ knowledge: KnowledgeHolder, policy: ServicePolicy, on channel: ChannelID
    ) {
        let directory = knowledge.current.directory
        let prefix = channel.text + "/"
        guard let (address, village) = directory.groups.filter({ $0.key.hasPrefix(prefix) }).min(by: { $0 < $1 }) else {
            return nil
        }
        self.channels = channels
        self.knowledge = knowledge
        self.policy = policy
        self.channel = channel
        group = String(address.dropFirst(prefix.count))
        let person = directory.villages[village]?.adviser
        let sender = directory.senders.filter { $0.value == person && $0.key.hasPrefix(prefix) }.keys.min()
        adviser = sender.map { String($0.dropFirst(prefix.count)) } ?? Dialogue.adviser
    }

    /// Plays them all from the same moment on.
    package func run(_ dialogues: [Dialogue], at start: Timestamp) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for dialogue in dialogues { outcomes += try await play(dialogue, at: start) }
        return outcomes
    }

    private func play(_ dialogue: Dialogue, at start: Timestamp) async throws -> [Outcome] {
        let database = try CounselDatabase.inMemory()
        let player = SamplePlayer(channels: channels, knowledge: knowledge, database: database, policy: policy)
        var now = start
        var outcomes: [Outcome] = []
        for (index, turn) in dialogue.turns.enumerated() {
            now = now.adding(seconds: Int64(turn.gapSeconds))
            let played = try await player.play(step(turn, "\(dialogue.id)-\(index + 1)", at: now), scripted: true)
            guard turn.expect != nil else { continue }
            var outcome = Outcome(
                dialogue: dialogue.id, number: index + 1, turn: turn, decision: played.acknowledgement?.decision)
            if let interaction = played.acknowledgement?.interaction {
                outcome.topic = try await database.topic(ofInteraction: interaction)
            }
            outcomes.append(outcome)
        }
        return outcomes
    }

    /// A turn as a gateway would send it.
    private func step(_ turn: Dialogue.Turn, _ id: String, at now: Timestamp) -> Sample.Step {
        let sender = turn.speaker == Dialogue.adviser ? adviser : turn.speaker
        let body: JSONValue = [
            "messageId": .string(id), "sentAt": .string(now.iso8601),
            "conversation": ["id": .string(group), "kind": "group"],
            "sender": ["id": .string(sender), "name": .string(turn.speaker)], "type": "text",
            "text": .string(turn.text), "mentionsBot": .bool(turn.isMentioned),
        ]
        return Sample.Step(
            channel: channel, at: now, body: body.bytes, query: [:], isFrozen: false, isSealed: true, headers: [:],
            expectation: Sample.Expectation(says: [], isSilent: false, reads: [:]))
    }
}
