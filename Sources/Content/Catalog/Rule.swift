package import Domain

/// One entry of an intents file: what to listen for, and what it means.
package struct Rule: Sendable {
    /// What a match means.
    package enum Meaning: Sendable, Hashable {
        /// A question that an answer exists for.
        case intent(topic: TopicID, answer: AnswerID)
        /// A danger.
        case emergency(Emergency.Kind, answer: AnswerID)
        /// A command to the bot.
        case command(VillagerCommand)
        /// How the message is meant.
        case signal(Signal)
    }

    /// The unique, stable name.
    package var id: String
    /// The few words that people read in menus.
    package var name: String
    /// What a match means.
    package var meaning: Meaning
    /// Words that speak for it.
    package var keywords: [Keyword]
    /// PCRE2 patterns that speak for it, on the normalised text; `{name}` stands for a concept's members.
    package var patterns: [Located<String>]
    /// Words that rule it out.
    package var not: [Keyword]
    /// Sentences that must come out as this.
    package var examples: [Located<String>]
    /// Sentences that must not.
    package var counterexamples: [Located<String>]
    /// Where it was written.
    package var location: Location

    /// Takes the parts.
    package init(
        id: String, name: String, meaning: Meaning, keywords: [Keyword], patterns: [Located<String>], not: [Keyword],
        examples: [Located<String>], counterexamples: [Located<String>], location: Location
    ) {
        self.id = id
        self.name = name
        self.meaning = meaning
        self.keywords = keywords
        self.patterns = patterns
        self.not = not
        self.examples = examples
        self.counterexamples = counterexamples
        self.location = location
    }

    /// The answer that belongs to it, if it has one.
    package var answer: AnswerID? {
        switch meaning {
        case .intent(_, let answer), .emergency(_, let answer): answer
        case .command, .signal: nil
        }
    }
}
