package import Domain

/// A question that the bot could not settle.
package struct GapQuestion: Sendable, Equatable {
    /// Why it counts as one.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// It was answered or a choice was offered, and the asker said 没解决 or asked for a human.
        case unsolved
        /// It was answered, and somebody said by the platform's thumbs that it did not help.
        case unhelpful
        /// Nothing in the catalog fitted, and a human got it.
        case escalated
        /// The bot offered a choice or asked back, and neither an answer nor a human came of it.
        case unclear
    }

    /// Its row in the log.
    package let id: Int64
    /// When it was asked.
    package let at: Timestamp
    /// The village of the group.
    package let village: VillageID?
    /// The masked words.
    package let text: String
    /// Why it is here.
    package let kind: Kind
    /// What the bot took it for.
    package let topic: TopicID?
    /// The case in which a human has it.
    package let caseNumber: Int64?

    /// Takes the parts.
    package init(
        id: Int64, at: Timestamp, village: VillageID?, text: String, kind: Kind, topic: TopicID?, caseNumber: Int64?
    ) {
        self.id = id
        self.at = at
        self.village = village
        self.text = text
        self.kind = kind
        self.topic = topic
        self.caseNumber = caseNumber
    }
}

/// What one of ours answered in a case.
package struct HumanAnswer: Sendable, Equatable {
    /// The case.
    package let caseNumber: Int64
    /// When.
    package let at: Timestamp
    /// Who.
    package let person: PersonID?
    /// The masked words.
    package let words: String

    /// Takes the parts.
    package init(caseNumber: Int64, at: Timestamp, person: PersonID?, words: String) {
        self.caseNumber = caseNumber
        self.at = at
        self.person = person
        self.words = words
    }
}
