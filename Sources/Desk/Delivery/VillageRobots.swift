package import Channels
import Content
package import Domain

/// The way round for a message that the bot can no longer say itself: the robot of the village's group.
package struct VillageRobots: Sendable {
    private let knowledge: KnowledgeHolder
    private let channels: ChannelRegistry

    /// Takes where villages are known and which robots there are.
    package init(_ knowledge: KnowledgeHolder, _ channels: ChannelRegistry) {
        self.knowledge = knowledge
        self.channels = channels
    }

    /// The message as the robot says it; nil when the village has none, and for what was said alone.
    package func detour(_ message: OutboundMessage) -> OutboundMessage? {
        guard message.kind == .group else { return nil }
        let conversation = Conversation(channel: message.channel, id: ConversationID(message.to), kind: .group)
        guard let robot = knowledge.current.directory.village(of: conversation)?.robot else { return nil }
        var other = OutboundMessage(to: robot.value, text: message.text, through: channels)
        other?.mentions = message.mentions
        return other
    }
}

extension OutboundMessage {
    /// A message to `channel/robot`; nil when there is no such channel, or it has no such robot.
    init?(to address: String, text: String, through channels: ChannelRegistry) {
        let parts = address.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let sender = channels.senders[ChannelID(String(parts[0]))] else { return nil }
        self.init(channel: sender.id, to: String(parts[1]), text: text)
        var probe = self
        probe.text = "·"
        guard !sender.needsReplyAddress, (try? sender.call(for: probe, at: Timestamp(seconds: 0))) != nil else {
            return nil
        }
    }
}
