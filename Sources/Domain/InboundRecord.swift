/// What is known about a message before the database is asked: the part of its log row that does not depend on state.
package struct InboundRecord: Sendable {
    /// The message; only its masked text is stored.
    package var message: InboundMessage
    /// The village whose group it came from, nil for an unbound conversation.
    package var village: VillageID?
    /// When it arrived.
    package var receivedAt: Timestamp
    /// Which version of the catalog read it.
    package var catalogDigest: String
    /// The answers that may be given, for which the store looks up when they were given last.
    package var possibleAnswers: [AnswerID]

    /// Takes the parts.
    package init(
        message: InboundMessage, village: VillageID?, receivedAt: Timestamp, catalogDigest: String,
        possibleAnswers: [AnswerID]
    ) {
        self.message = message
        self.village = village
        self.receivedAt = receivedAt
        self.catalogDigest = catalogDigest
        self.possibleAnswers = possibleAnswers
    }
}

/// Everything that one decided message writes, besides its own row.
package struct InboundEffects: Sendable {
    /// A case as it is opened.
    package struct CaseOpening: Sendable {
        /// How fast it must be looked at.
        package var urgency: Urgency
        /// The masked summary that advisers see.
        package var summary: String
        /// Who is asked first; nil when nobody is on record.
        package var owner: PersonID?
        /// By when it must have been taken.
        package var acknowledgeBy: Timestamp

        /// Takes the parts.
        package init(urgency: Urgency, summary: String, owner: PersonID?, acknowledgeBy: Timestamp) {
            self.urgency = urgency
            self.summary = summary
            self.owner = owner
            self.acknowledgeBy = acknowledgeBy
        }
    }

    /// Words for the asker, sent with the acknowledgement.
    package var reply: Acknowledgement.Reply?
    /// The case to open; ignored when the asker already has an open one.
    package var opening: CaseOpening?
    /// What the outbox is to send.
    package var outbox: [OutboundMessage]
    /// The menu that now waits for a number.
    package var menu: DialogueState.Menu?
    /// Whether the bot just asked back.
    package var asksBack: Bool

    /// Takes the parts.
    package init(
        reply: Acknowledgement.Reply? = nil, opening: CaseOpening? = nil, outbox: [OutboundMessage] = [],
        menu: DialogueState.Menu? = nil, asksBack: Bool = false
    ) {
        self.reply = reply
        self.opening = opening
        self.outbox = outbox
        self.menu = menu
        self.asksBack = asksBack
    }
}

/// The case that a decision belongs to: a new one, or the asker's open one.
package struct CaseReference: Sendable, Equatable {
    /// The short number that people say.
    package var number: Int64
    /// Whether it is opened by this message.
    package var isNew: Bool
    /// What the asker said last before this message, masked; who asks for a human has often said already what for.
    package var earlierWords: String?

    /// Takes the parts.
    package init(number: Int64, isNew: Bool, earlierWords: String? = nil) {
        self.number = number
        self.isNew = isNew
        self.earlierWords = earlierWords
    }
}

/// A message waiting to be sent.
package struct OutboxItem: Sendable, Equatable {
    /// The row.
    package var id: Int64
    /// What to send.
    package var message: OutboundMessage
    /// How often it was tried, this time included.
    package var attempt: Int
    /// When it was put there.
    package var createdAt: Timestamp
    /// The case that it is about.
    package var caseNumber: Int64?
    /// Why the last attempt failed.
    package var lastError: String?

    /// Takes the parts.
    package init(
        id: Int64, message: OutboundMessage, attempt: Int, createdAt: Timestamp, caseNumber: Int64? = nil,
        lastError: String? = nil
    ) {
        self.id = id
        self.message = message
        self.attempt = attempt
        self.createdAt = createdAt
        self.caseNumber = caseNumber
        self.lastError = lastError
    }
}
