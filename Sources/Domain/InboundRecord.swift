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
    /// A human who begins to speak with an asker.
    package struct BegunTakeover: Sendable, Equatable {
        /// With whom.
        package var asker: SenderID
        /// Who, and until when.
        package var takeover: LegalCase.Takeover

        /// Takes both.
        package init(_ asker: SenderID, _ takeover: LegalCase.Takeover) {
            self.asker = asker
            self.takeover = takeover
        }
    }

    /// What one of ours makes of a warning.
    package struct Judgement: Sendable, Equatable {
        /// The warning's number.
        package var warning: Int64
        /// Whether there is a dispute.
        package var isReal: Bool
        /// What was said about it, masked; empty for nothing.
        package var note: String
        /// Who says so: a person of the directory or a user of the console.
        package var judge: String

        /// Takes the parts.
        package init(_ warning: Int64, isReal: Bool, note: String = "", judge: String) {
            self.warning = warning
            self.isReal = isReal
            self.note = note
            self.judge = judge
        }
    }

    /// A round of looking for disputes that is done.
    package struct ScreeningDone: Sendable, Equatable {
        /// Its row.
        package var screening: Int64
        /// How many disputes were found.
        package var found: Int
        /// What was said about it, masked; empty for nothing.
        package var note: String
        /// Who did it: a person of the directory or a user of the console.
        package var person: String

        /// Takes the parts.
        package init(_ screening: Int64, found: Int, note: String = "", person: String) {
            self.screening = screening
            self.found = found
            self.note = note
            self.person = person
        }
    }

    /// Words for the asker, sent with the acknowledgement.
    package var reply: Acknowledgement.Reply?
    /// What becomes of the cases that carry the matter; the first is the one that the log row belongs to.
    package var steps: [CaseStep]
    /// Humans who begin to speak with askers who have no case.
    package var takeovers: [BegunTakeover]
    /// What the outbox is to send besides the case's own messages.
    package var outbox: [OutboxDraft]
    /// The menu that now waits for a number.
    package var menu: DialogueState.Menu?
    /// Whether the bot just asked back.
    package var asksBack: Bool
    /// Replies to this asker that were put into the outbox after this moment and not sent yet are withheld.
    package var withholdsSince: Timestamp?
    /// A service that one of ours did, to be put on record; it bears the number that it was promised.
    package var record: ServiceRecord?
    /// What becomes of the service's questions that the asker was asked.
    package var intake = IntakeUpdate.keep
    /// Whether the bot just asked if the asker's records are to be deleted.
    package var asksToErase = false
    /// Whether the asker's records are deleted now.
    package var erases = false
    /// What one of ours makes of warnings.
    package var judgements: [Judgement] = []
    /// Rounds of looking for disputes that one of ours reports done.
    package var screenings: [ScreeningDone] = []

    /// Takes the parts.
    package init(
        reply: Acknowledgement.Reply? = nil, steps: [CaseStep] = [], takeovers: [BegunTakeover] = [],
        outbox: [OutboxDraft] = [],
        menu: DialogueState.Menu? = nil, asksBack: Bool = false, withholdsSince: Timestamp? = nil
    ) {
        self.reply = reply
        self.steps = steps
        self.takeovers = takeovers
        self.outbox = outbox
        self.menu = menu
        self.asksBack = asksBack
        self.withholdsSince = withholdsSince
    }
}

/// What becomes of a service's questions.
package enum IntakeUpdate: Sendable, Equatable {
    /// They stay as they are.
    case keep
    /// This one waits for its answer now.
    case put(IntakeDialogue)
    /// They are over.
    case end
}

/// What happened to a case, with the messages that follow from it; stored together.
package struct CaseStep: Sendable, Equatable {
    /// What happened.
    package var change: CaseChange
    /// What is to be sent about it.
    package var outbox: [OutboxDraft]
    /// What the office itself must look at.
    package var alarms: [CaseChange.Alarm]
    /// What a service learned when it took up the case; stored with its opening.
    package var intake: CaseIntake?

    /// Takes the parts.
    package init(_ change: CaseChange, outbox: [OutboxDraft] = [], alarms: [CaseChange.Alarm] = []) {
        self.change = change
        self.outbox = outbox
        self.alarms = alarms
    }
}

/// The case that a decision belongs to: a new one, or one of the asker's.
package struct CaseReference: Sendable, Equatable {
    /// The short number that people say.
    package var number: Int64
    /// The case as it stands; nil when this message opens it.
    package var file: LegalCase?
    /// What the asker said last before this message, masked; who asks for a human has often said already what for.
    package var earlierWords: String?

    /// Takes the parts.
    package init(number: Int64, file: LegalCase? = nil, earlierWords: String? = nil) {
        self.number = number
        self.file = file
        self.earlierWords = earlierWords
    }

    /// Whether it is opened by this message.
    package var isNew: Bool { file == nil }
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
