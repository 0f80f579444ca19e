/// Puts questions that ask the same into groups: the same questions, the same groups, whatever their order.
///
/// The first question of a group leads it (Hartigan 1975, leader algorithm); then each question moves to the group whose
/// centre it is most like, twice. Two questions of one topic, by the catalog's own examples, need to be less alike than
/// two of different topics. An inverted index keeps it at a second for thousands of questions.
package struct QuestionClusters {
    /// Cosines from which questions belong together, of one topic and of different ones; measured on `evaluation/`.
    private static let kin: Float = 0.28
    private static let strange: Float = 0.45
    private static let passes = 2

    private let vectors: QuestionVectors
    private let topics: [Int32]
    private var assignment: [Int32] = []
    private var count = 0

    /// The groups, each as places in `questions`, the most typical question first; the largest group first.
    ///
    /// `times` says how often each question was put; it counts for the order and not for the likeness.
    package static func group(_ questions: [String], times: [Int], by compiled: CompiledCatalog) -> [[Int]] {
        precondition(questions.count == times.count)
        let normalized = questions.map { compiled.normalizer.normalize($0).scalars }
        // What was put most often leads; length and words settle the rest, so that the given order does not matter.
        let order = questions.indices.sorted { left, right in
            if times[left] != times[right] { return times[left] > times[right] }
            if normalized[left].count != normalized[right].count {
                return normalized[left].count < normalized[right].count
            }
            return questions[left] < questions[right]
        }
        var clusters = QuestionClusters(order.map { normalized[$0] }, compiled)
        clusters.lead()
        for _ in 0..<passes { clusters.settle() }
        return clusters.groups(order, times)
    }

    private init(_ questions: [[UInt32]], _ compiled: CompiledCatalog) {
        vectors = QuestionVectors(questions)
        let likeness = compiled.topicLikeness
        var sums = Buffer<Float>(repeating: 0, count: likeness.topicCount)
        topics = questions.map { likeness.best(for: Buffer($0), compiled.pairs, in: &sums) }
    }

    /// How like each group is to a question, by an inverted index over the groups' vectors.
    private struct Index {
        private var postings: [[(group: Int32, value: Float)]]
        private var sums: [Float] = []
        private var touched: [Int32] = []

        init(features: Int) { postings = Array(repeating: [], count: features) }

        mutating func add(_ vector: [QuestionVectors.Weight], as group: Int32) {
            while sums.count <= group { sums.append(0) }
            for weight in vector { postings[Int(weight.feature)].append((group, weight.value)) }
        }

        /// The group that leads furthest over what it takes to belong to it; nil when none does.
        mutating func best(for vector: [QuestionVectors.Weight], needing threshold: (Int32) -> Float) -> Int32? {
            for weight in vector {
                for posting in postings[Int(weight.feature)] {
                    if sums[Int(posting.group)] == 0 { touched.append(posting.group) }
                    sums[Int(posting.group)] += weight.value * posting.value
                }
            }
            var best: Int32?
            var lead: Float = 0
            for group in touched.sorted() {
                let margin = sums[Int(group)] - threshold(group)
                if margin >= 0, best == nil || margin > lead { (best, lead) = (group, margin) }
                sums[Int(group)] = 0
            }
            touched.removeAll(keepingCapacity: true)
            return best
        }
    }

    private func threshold(_ first: Int32, _ second: Int32) -> Float {
        first >= 0 && first == second ? Self.kin : Self.strange
    }

    private mutating func lead() {
        var index = Index(features: vectors.featureCount)
        var topicOfGroup: [Int32] = []
        for (place, vector) in vectors.vectors.enumerated() {
            let topic = topics[place]
            if let group = index.best(for: vector, needing: { threshold(topicOfGroup[Int($0)], topic) }) {
                assignment.append(group)
            } else {
                assignment.append(Int32(topicOfGroup.count))
                index.add(vector, as: Int32(topicOfGroup.count))
                topicOfGroup.append(topic)
            }
        }
        count = topicOfGroup.count
    }

    private mutating func settle() {
        let centres = centres()
        var index = Index(features: vectors.featureCount)
        for (group, centre) in centres.enumerated() { index.add(centre, as: Int32(group)) }
        var topicOfGroup = [Int32](repeating: -1, count: count)
        var votes: [[Int32: Int]] = Array(repeating: [:], count: count)
        for (place, group) in assignment.enumerated() { votes[Int(group)][topics[place], default: 0] += 1 }
        for (group, votes) in votes.enumerated() {
            topicOfGroup[group] = votes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? -1
        }
        assignment = assignment.indices.map { place in
            index.best(for: vectors.vectors[place], needing: { threshold(topicOfGroup[Int($0)], topics[place]) })
                ?? assignment[place]
        }
    }

    /// The groups' centres, of length 1.
    private func centres() -> [[QuestionVectors.Weight]] {
        var sums: [[Int32: Float]] = Array(repeating: [:], count: count)
        for (place, group) in assignment.enumerated() {
            for weight in vectors.vectors[place] { sums[Int(group)][weight.feature, default: 0] += weight.value }
        }
        return sums.map { sum in
            // A fixed order keeps the sums of floating point numbers the same from run to run.
            let weights = sum.sorted { $0.key < $1.key }
            let length = max(
                weights.reduce(Float(0)) { $0 + $1.value * $1.value }.squareRoot(), .leastNormalMagnitude)
            return weights.map { QuestionVectors.Weight(feature: $0.key, value: $0.value / length) }
        }
    }

    private func groups(_ order: [Int], _ times: [Int]) -> [[Int]] {
        let centres = centres()
        var members: [[(place: Int, likeness: Float)]] = Array(repeating: [], count: count)
        for (place, group) in assignment.enumerated() {
            let centre = Dictionary(uniqueKeysWithValues: centres[Int(group)].map { ($0.feature, $0.value) })
            let likeness = vectors.vectors[place].reduce(Float(0)) { $0 + $1.value * (centre[$1.feature] ?? 0) }
            members[Int(group)].append((place, likeness))
        }
        // Places stand in the order of leading, so that a stable sort settles what is equal.
        return members.filter { !$0.isEmpty }
            .map { $0.sorted { ($1.likeness, $0.place) < ($0.likeness, $1.place) }.map(\.place) }
            .map { group in (group, group.reduce(0) { $0 + times[order[$1]] }) }
            .sorted { ($1.1, $0.0.min() ?? 0) < ($0.1, $1.0.min() ?? 0) }
            .map { $0.0.map { order[$0] } }
    }
}
