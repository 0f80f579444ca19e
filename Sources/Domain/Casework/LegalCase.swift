/// An escalated matter as it stands: what the machine reads and writes.
package struct LegalCase: Sendable, Equatable {
    /// The stretch in which a human speaks with this asker and the bot does not.
    package struct Takeover: Sendable, Equatable {
        /// Who speaks.
        package var person: PersonID
        /// Since when.
        package var since: Timestamp
        /// When it ends by itself unless somebody says more.
        package var quietAt: Timestamp

        /// Takes the parts.
        package init(person: PersonID, since: Timestamp, quietAt: Timestamp) {
            self.person = person
            self.since = since
            self.quietAt = quietAt
        }
    }

    /// The short number that people say.
    package var number: Int64
    /// Where it was asked, and where the answer goes.
    package var conversation: Conversation
    /// Who asked.
    package var asker: SenderID
    /// The village whose group it came from.
    package var village: VillageID?
    /// What it is about, as far as that is known.
    package var topic: TopicID?
    /// The answer that fits best, for the adviser to look at.
    package var answer: AnswerID?
    /// The service that took it up, by its id; its owner comes before everybody else.
    package var service: String?
    /// The masked words that the adviser sees.
    package var summary: String
    /// When it was opened.
    package var openedAt: Timestamp
    /// How far it is.
    package var state: CaseState
    /// How fast it must be looked at.
    package var urgency: Urgency
    /// The danger, for an emergency.
    package var danger: Emergency.Kind?
    /// Who is asked, or has it.
    package var owner: PersonID?
    /// Who must never see it, for conflict of interest.
    package var excluded: Set<PersonID>
    /// How often the villager said that it was not settled.
    package var reopenings: Int
    /// How content the villager was, 1…5.
    package var rating: Int?
    /// When it was closed.
    package var closedAt: Timestamp?
    /// Counts every change, so that a page can tell that what it shows is old.
    package var version: Int
    /// What is due on it.
    package var promises: [CasePromise]
    /// Who speaks with the asker instead of the bot.
    package var takeover: Takeover?

    /// A case as it is before anything happened to it.
    package init(
        number: Int64, conversation: Conversation, asker: SenderID, village: VillageID?, topic: TopicID? = nil,
        answer: AnswerID? = nil, service: String? = nil, summary: String, openedAt: Timestamp, state: CaseState = .open,
        urgency: Urgency = .normal, danger: Emergency.Kind? = nil, owner: PersonID? = nil,
        excluded: Set<PersonID> = [], reopenings: Int = 0, rating: Int? = nil, closedAt: Timestamp? = nil,
        version: Int = 0, promises: [CasePromise] = [], takeover: Takeover? = nil
    ) {
        self.number = number
        self.conversation = conversation
        self.asker = asker
        self.village = village
        self.topic = topic
        self.answer = answer
        self.service = service
        self.summary = summary
        self.openedAt = openedAt
        self.state = state
        self.urgency = urgency
        self.danger = danger
        self.owner = owner
        self.excluded = excluded
        self.reopenings = reopenings
        self.rating = rating
        self.closedAt = closedAt
        self.version = version
        self.promises = promises
        self.takeover = takeover
    }

    /// The promise of that kind, if one is open.
    package func promise(_ kind: CasePromise.Kind) -> CasePromise? { promises.first { $0.kind == kind } }
}
