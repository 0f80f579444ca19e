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

    /// What matching asks of a clause, apart from the words that only evidence needs.
    struct Waking: Sendable {
        let rule: Int32
        let kind: Clause.Kind
    }

    /// The clauses, those that are watched at one feature side by side.
    let clauses: [Clause]
    /// The same, as matching reads them.
    let waking: [Waking]
    /// For each clause the features that it needs.
    let featuresOfClause: Adjacency
    /// For each literal the features that it shows.
    let featuresOfLiteral: Adjacency
    /// For each feature the first of the clauses that are watched there; one more for the end.
    private let watched: [Int32]
    /// For each literal how much it tells, in bits.
    let literalWeight: [Double]
    let patterns: [Pattern]

    /// Lays out the clauses over so many literals; `features` are the literals of each feature.
    init(_ clauses: [Clause], patterns: [Pattern], features: [[Int32]], literalWeight: [Double]) {
        var uses = [Int](repeating: 0, count: features.count)
        for clause in clauses { for feature in clause.features { uses[Int(feature)] += 1 } }
        var watchers = [[Clause]](repeating: [], count: features.count)
        for clause in clauses {
            guard let rarest = clause.features.min(by: { uses[Int($0)] < uses[Int($1)] }) else { continue }
            watchers[Int(rarest)].append(clause)
        }
        var watched: [Int32] = [0]
        for list in watchers { watched.append((watched.last ?? 0) + Int32(list.count)) }
        self.watched = watched
        self.clauses = watchers.flatMap(\.self)
        waking = self.clauses.map { Waking(rule: $0.rule, kind: $0.kind) }
        featuresOfClause = Adjacency(self.clauses.map(\.features))
        var shown = [[Int32]](repeating: [], count: literalWeight.count)
        for (number, literals) in features.enumerated() {
            for literal in literals { shown[Int(literal)].append(Int32(number)) }
        }
        featuresOfLiteral = Adjacency(shown)
        self.literalWeight = literalWeight
        self.patterns = patterns
    }

    var featureCount: Int { watched.count - 1 }

    /// The clauses that are watched at a feature.
    @inline(__always)
    func clauses(at feature: Int) -> Range<Int> { Int(watched[feature])..<Int(watched[feature + 1]) }
}
