import Channels
import Content
package import Domain
import Understanding

/// Answers a question as the server would, without storing or sending anything.
package struct Rehearsal: Sendable {
    private let knowledge: Knowledge
    private let rules: DecisionRules

    /// Takes what to answer from, and the numbers to decide by.
    package init(_ knowledge: Knowledge, policy: ServicePolicy = ServicePolicy()) {
        self.knowledge = knowledge
        rules = DecisionRules(policy: policy)
    }

    /// How a question is put.
    package enum Setting: Sendable {
        /// To the bot alone.
        case `private`
        /// In a group, with the bot mentioned.
        case mentioned
        /// In a group, to nobody in particular.
        case overheard
    }

    /// What the bot would do and say.
    package struct Result: Sendable {
        /// What the message may mean.
        package var interpretation: Interpretation
        /// What would be done.
        package var decision: Decision
        /// What would be said; nil for silence.
        package var reply: String?
    }

    /// Puts the question, in a village's group if one is named.
    package func ask(_ text: String, in setting: Setting, village: VillageID?, at now: Timestamp) -> Result {
        let group = village.flatMap { knowledge.directory.villages[$0]?.groups.first?.value } ?? "rehearsal/group"
        let address = group.split(separator: "/", maxSplits: 1).map(String.init)
        let conversation = Conversation(
            channel: ChannelID(address[0]), id: ConversationID(address.count > 1 ? address[1] : "group"),
            kind: setting == .private ? .private : .group)
        let message = InboundMessage(
            conversation: conversation, sender: "rehearsal", id: "rehearsal", content: .text(text),
            mentionsBot: setting == .mentioned)
        let capabilities = ChannelCapabilities(
            hearing: .everything, repliesInline: true, pushes: false, maximumBytes: 4_096)
        let reading = MessageReading(message, knowledge, explaining: true)
        let decision = reading.decide(rules, DialogueState(), at: now)
        let desk = CaseDesk(knowledge: knowledge, senders: [:], link: { _, _, _ in nil }, now: now)
        let composer = ReplyComposer(
            desk: desk, heard: reading.interpretation, message: message, village: reading.village, policy: rules.policy,
            capabilities: capabilities)
        return Result(
            interpretation: reading.interpretation, decision: decision,
            reply: composer.rehearse(decision))
    }
}
