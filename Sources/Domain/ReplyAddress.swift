/// Where a reply to one message can be posted later, for platforms that hand out an address with each message.
package struct ReplyAddress: Hashable, Sendable {
    /// The address; whoever holds it can speak in the conversation, so it is never logged.
    package var url: String
    /// When the platform stops taking it.
    package var expiresAt: Timestamp
    /// Whether it takes one message only.
    package var isSingleUse: Bool

    /// Takes the parts.
    package init(url: String, expiresAt: Timestamp, isSingleUse: Bool) {
        self.url = url
        self.expiresAt = expiresAt
        self.isSingleUse = isSingleUse
    }
}

/// A person's verdict on one of our replies, by the platform's thumbs.
package struct ReplyFeedback: Hashable, Sendable {
    /// Up, down, or taken back.
    package enum Verdict: String, Sendable {
        case helpful, unhelpful, withdrawn
    }

    /// The log row of the reply.
    package var interaction: Int64
    /// Who judged.
    package var sender: SenderID
    /// How.
    package var verdict: Verdict
    /// What was wrong, by the platform's choices.
    package var reasons: [String]
    /// What else was written.
    package var words: String?

    /// Takes the parts.
    package init(
        interaction: Int64, sender: SenderID, verdict: Verdict, reasons: [String] = [], words: String? = nil
    ) {
        self.interaction = interaction
        self.sender = sender
        self.verdict = verdict
        self.reasons = reasons
        self.words = words
    }
}
