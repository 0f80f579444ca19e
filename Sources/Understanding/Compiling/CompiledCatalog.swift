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

/// From literals to rules, laid out flat.
///
/// A *feature* is a choice of literals (`狗|犬`, a concept, one pattern's required words); it is seen when one of them
/// is. A *clause* is a keyword, a pattern or a `not`: it fires when all its features are seen. Each clause is watched at
/// the feature that fewest clauses share, so that common words wake nobody.
struct RuleIndex: Sendable {
    /// One keyword, pattern or `not` of a rule.
    struct Clause: Sendable {
        enum Kind: Sendable, Equatable {
            case keyword
            case pattern(Int32)
            case veto
        }

        var rule: Int32
        var kind: Kind
        /// All features that must be seen.
        var features: [Int32]
        /// The keyword or pattern as it was written.
        var source: String
    }

    /// The clauses.
    var clauses: [Clause] = []
    /// What matching asks of a clause, apart from the words that only evidence needs.
    var featuresOfClause = Adjacency()
    var ruleOfClause: [Int32] = []
    var kindOfClause: [Clause.Kind] = []
    /// For each literal the features that it shows.
    var featuresOfLiteral = Adjacency()
    /// For each feature the clauses that are watched there.
    var clausesOfFeature = Adjacency()
    /// For each literal how much it tells, in bits.
    var literalWeight: [Double] = []
    var featureCount = 0
    var patterns: [Pattern] = []
}

/// Lists of numbers behind each number, in two arrays.
struct Adjacency: Sendable {
    private var starts: [Int32] = [0]
    private var values: [Int32] = []

    init() {}

    init(_ lists: [[Int32]]) {
        starts.reserveCapacity(lists.count + 1)
        for list in lists {
            values += list
            starts.append(Int32(values.count))
        }
    }

    @inline(__always)
    func allSatisfy(_ number: Int, _ test: (Int) -> Bool) -> Bool {
        for place in Int(starts[number])..<Int(starts[number + 1]) where !test(Int(values[place])) { return false }
        return true
    }

    @inline(__always)
    func forEach(_ number: Int, _ body: (Int) -> Void) {
        for place in Int(starts[number])..<Int(starts[number + 1]) { body(Int(values[place])) }
    }
}
