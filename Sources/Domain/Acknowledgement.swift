/// What became of a message, as its sender's platform is told; stored, so that a repeat gets the same.
package struct Acknowledgement: Hashable, Sendable {
    /// Words for the asker.
    package struct Reply: Hashable, Sendable {
        /// What to say.
        package let text: String
        /// Whom to mention.
        package let mentions: [SenderID]
        /// The names behind the numbers of a menu, for channels with buttons.
        package let choices: [String]
        /// Whether this is an answer of the catalog, about which it can be asked whether it helped.
        package let isAnswer: Bool

        /// Takes words, mentions and choices.
        package init(text: String, mentions: [SenderID], choices: [String] = [], isAnswer: Bool = false) {
            self.text = text
            self.mentions = mentions
            self.choices = choices
            self.isAnswer = isAnswer
        }
    }

    /// Whether this message had been seen before.
    package var isDuplicate: Bool
    /// What was decided.
    package var decision: Decision.Kind
    /// The log row, nil when overheard talk triggered nothing and nothing was stored.
    package var interaction: Int64?
    /// The case that carries the matter, if one does.
    package var caseNumber: Int64?
    /// What to say now, nil for silence.
    package var reply: Reply?
    /// How often the message came, this time included; whoever came last owes the reply.
    package var attempt = 1
    /// Whether the reply goes out on its own, so that the answer to the webhook must not carry it too.
    package var isLate = false
    /// Whether the reply is kept to go out on its own until it is known that the answer to the webhook carried it.
    package var isOwed = false

    /// Takes the parts.
    package init(
        isDuplicate: Bool = false, decision: Decision.Kind, interaction: Int64? = nil, caseNumber: Int64? = nil,
        reply: Reply? = nil
    ) {
        self.isDuplicate = isDuplicate
        self.decision = decision
        self.interaction = interaction
        self.caseNumber = caseNumber
        self.reply = reply
    }
}
