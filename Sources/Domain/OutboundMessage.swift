/// Something we say outside the answer to a webhook: a late reply, or a ping to an adviser.
package struct OutboundMessage: Hashable, Sendable, Codable {
    /// The channel that carries it.
    package var channel: ChannelID
    /// The conversation or robot that receives it, in the channel's own terms.
    package var to: String
    /// Group or private, which some platforms address differently.
    package var kind: Conversation.Kind
    /// The words, unsplit; the channel cuts them to its limits.
    package var text: String
    /// Who is to be mentioned, by the platform's ids.
    package var mentions: [String]
    /// The message that is answered, where the channel can quote.
    package var inReplyTo: MessageID?
    /// Whose message is answered; needed where a reply goes to an address that came with the asker's message.
    package var asker: SenderID?
    /// That address; looked up at the moment of sending and never stored with the message.
    package var address: String?

    /// Takes the parts.
    package init(
        channel: ChannelID, to: String, kind: Conversation.Kind = .group, text: String, mentions: [String] = [],
        inReplyTo: MessageID? = nil, asker: SenderID? = nil
    ) {
        self.channel = channel
        self.to = to
        self.kind = kind
        self.text = text
        self.mentions = mentions
        self.inReplyTo = inReplyTo
        self.asker = asker
    }

    /// What order and rate are kept for: one robot, one conversation.
    package var destination: String { "\(channel)/\(to)" }
}
