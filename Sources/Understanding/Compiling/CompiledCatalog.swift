package import Content
package import Domain

/// The catalog ready for matching: immutable, shared by all requests, replaced as a whole.
package final class CompiledCatalog: Sendable {
    /// Which version of the files this is; stored with every interaction.
    package let digest: String
    /// The catalog that it was made of.
    package let catalog: Catalog
    /// The way words are brought into one form.
    package let normalizer: Normalizer
    let automaton: LiteralAutomaton
    let index: RuleIndex
    let pairs: CharacterPairs
    let likeness: LikenessIndex
    let topicLikeness: TopicLikeness
    let rules: [CompiledRule]
    /// Whether a rule is an intent with an answer; asked for every rule that a message touches.
    let isIntent: [Bool]
    let scratches: ScratchPool

    init(
        digest: String, catalog: Catalog, normalizer: Normalizer, automaton: LiteralAutomaton, index: RuleIndex,
        pairs: CharacterPairs, likeness: LikenessIndex, topicLikeness: TopicLikeness, rules: [CompiledRule]
    ) {
        self.digest = digest
        self.catalog = catalog
        self.normalizer = normalizer
        self.automaton = automaton
        self.index = index
        self.pairs = pairs
        self.likeness = likeness
        self.topicLikeness = topicLikeness
        self.rules = rules
        isIntent = rules.map { $0.candidate != nil }
        let (literals, features) = (index.literalWeight.count, index.featureCount)
        scratches = ScratchPool {
            Scratch(
                literals: literals, features: features, rules: rules.count, topics: topicLikeness.topicCount,
                likeness: likeness)
        }
    }

    /// The candidate that a menu's number stands for, with full score.
    package func candidate(_ intent: IntentID) -> Candidate? {
        rules.first { $0.intent == intent }?.candidate
    }

    /// The number of intents.
    package var intentCount: Int { rules.count { $0.candidate != nil } }
}

/// One rule with what a match of it yields.
struct CompiledRule: Sendable {
    let id: String
    let meaning: Rule.Meaning
    /// For an intent: the candidate, with score 1 and no evidence yet.
    let candidate: Candidate?

    var intent: IntentID? { candidate?.intent }
}
