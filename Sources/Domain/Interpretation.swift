/// What understanding found in a message, before anything is decided.
package struct Interpretation: Sendable, Equatable {
    /// The text that was matched, after normalising.
    package var normalized: String
    /// What the villager may mean, best first.
    package var candidates: [Candidate]
    /// A danger that cannot wait, if one is spoken of.
    package var emergency: Emergency?
    /// A command to the bot, if the message is one.
    package var command: VillagerCommand?
    /// How the message is meant: asked, told, joked.
    package var signals: Set<Signal>
    /// Rules whose pattern hit its limit on this message, and so counted as no match.
    package var overruns: [String]

    /// Takes the parts.
    package init(
        normalized: String, candidates: [Candidate] = [], emergency: Emergency? = nil,
        command: VillagerCommand? = nil, signals: Set<Signal> = [], overruns: [String] = []
    ) {
        self.normalized = normalized
        self.candidates = candidates
        self.emergency = emergency
        self.command = command
        self.signals = signals
        self.overruns = overruns
    }

    /// Signals that tell that something is talked about, not asked.
    private static let tells: Set<Signal> = [
        .hearsay, .pastNarration, .notice, .advertisement, .rhetorical, .joke, .thanks, .addressedToOther,
    ]

    /// Whether something is asked, and not merely told, joked or announced.
    package var isQuestion: Bool {
        (signals.contains(.question) || signals.contains(.help)) && signals.isDisjoint(with: Self.tells)
    }
}

/// One thing that a message may mean.
package struct Candidate: Sendable, Equatable {
    /// The intent.
    package var intent: IntentID
    /// Its subject.
    package var topic: TopicID
    /// The few words that tell it from its neighbours in a menu.
    package var name: String
    /// The answer that belongs to it.
    package var answer: AnswerID
    /// How much speaks for it, in bits.
    package var weight: Double
    /// How sure the match is, 0…1: the weight squeezed.
    package var score: Double
    /// Why it matched.
    package var evidence: [Evidence]
    /// Whether its answer may be read by neighbours.
    package var sensitivity: Sensitivity
    /// The day from which the answer is too old to be sent; nil while no review is due.
    package var staleFrom: CivilDate?

    /// Takes the parts.
    package init(
        intent: IntentID, topic: TopicID, name: String, answer: AnswerID, weight: Double = 0, score: Double,
        evidence: [Evidence] = [], sensitivity: Sensitivity = .public, staleFrom: CivilDate? = nil
    ) {
        self.intent = intent
        self.topic = topic
        self.name = name
        self.answer = answer
        self.weight = weight
        self.score = score
        self.evidence = evidence
        self.sensitivity = sensitivity
        self.staleFrom = staleFrom
    }
}

/// One reason for a candidate, in the villager's own words.
package struct Evidence: Sendable, Equatable, Codable {
    /// The kind of rule.
    package enum Source: String, Sendable, Codable {
        case keyword, pattern, likeness
    }

    /// The kind of rule.
    package var source: Source
    /// The rule as the admin wrote it.
    package var rule: String
    /// What of the original message it saw.
    package var words: [String]
    /// What it added to the candidate's weight, in bits.
    package var weight: Double

    /// Takes the parts.
    package init(source: Source, rule: String, words: [String], weight: Double) {
        self.source = source
        self.rule = rule
        self.words = words
        self.weight = weight
    }
}

/// Who may read an answer.
package enum Sensitivity: String, Sendable, Codable {
    case `public`
    case `private`
}

/// A danger that comes before every FAQ.
package struct Emergency: Sendable, Equatable {
    /// What is going on.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case violence, suicide, childAbuse = "child-abuse", held, fraud
    }

    /// What is going on.
    package var kind: Kind
    /// The fixed text with the numbers to call.
    package var answer: AnswerID
    /// The rule that saw it.
    package var rule: String

    /// Takes the parts.
    package init(kind: Kind, answer: AnswerID, rule: String) {
        self.kind = kind
        self.answer = answer
        self.rule = rule
    }
}

/// What a villager can tell the bot to do.
package enum VillagerCommand: String, Sendable, Codable, CaseIterable {
    /// Get a human.
    case human
    /// Who the adviser is, and when to be reached.
    case contact
    /// The matter is settled.
    case solved
    /// The answer did not help.
    case unsolved
    /// The question is taken back.
    case withdraw
    /// Forget what I said.
    case erase
    /// Yes, forget it.
    case confirmErasure = "confirm-erasure"
}

/// How a message is meant.
package enum Signal: String, Sendable, Codable, CaseIterable {
    case question, help, firstPerson = "first-person", hearsay, pastNarration = "past-narration", notice
    case advertisement, rhetorical, joke, thanks, addressedToOther = "addressed-to-other", legalVague = "legal-vague"
}
