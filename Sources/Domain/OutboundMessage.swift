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

/// A message that goes into the outbox.
package struct OutboxDraft: Hashable, Sendable {
    /// Why something is sent.
    package enum Purpose: String, Sendable, Codable {
        /// The bot's answer to a question.
        case reply
        /// What a person, or the office, says to the asker about a case.
        case word
        /// What tells one of ours about a case.
        case ping
        /// Anything else.
        case notice
    }

    /// Whom a message tells about which case.
    package struct Ping: Hashable, Sendable {
        /// The case.
        package var caseNumber: Int64
        /// Who is told.
        package var person: PersonID
        /// Why.
        package var reason: CaseChange.PingReason
        /// Which of the person's contact ways, from 0.
        package var way: Int

        /// Takes the parts.
        package init(caseNumber: Int64, person: PersonID, reason: CaseChange.PingReason, way: Int = 0) {
            self.caseNumber = caseNumber
            self.person = person
            self.reason = reason
            self.way = way
        }
    }

    /// The message, already as one part that fits the channel.
    package var message: OutboundMessage
    /// Why it is sent.
    package var purpose: Purpose
    /// Whose question it answers.
    package var asker: SenderID?
    /// Whom it tells about which cases.
    package var pings: [Ping]
    /// Seconds before it may be sent.
    package var delaySeconds = 0

    /// Takes the parts.
    package init(_ message: OutboundMessage, for purpose: Purpose, asker: SenderID? = nil, pings: [Ping] = []) {
        self.message = message
        self.purpose = purpose
        self.asker = asker
        self.pings = pings
    }
}
