import Domain
import Foundation

/// How like a message is to all examples of a topic together: the cosine between the message and the topic's centroid
/// (Rocchio 1971), over single characters and pairs of neighbours weighted by tf-idf.
///
/// The rules hear what somebody thought of; this hears the rest. It learns from the examples of the catalog alone, so
/// that an admin teaches it by writing one more sentence.
struct TopicLikeness: Sendable {
    /// A topic in whose examples a feature stands, and what the feature adds there.
    private struct Posting: Sendable {
        var topic: Int32
        var gain: Float
    }

    /// Where a feature stands: in few topics, each with its gain, or in so many that a gain for every topic is kept.
    private struct Entry: Sendable {
        /// The square of the feature's rarity: its share of the message's length.
        var square: Float = 0
        var isRow = false
        var start: Int32 = 0
        /// How many postings there are.
        var count: Int32 = 0
    }

    /// For each rule the number of its topic, -1 for a rule that is no intent.
    let topicOfRule: [Int32]
    /// How many topics there are.
    let topicCount: Int
    /// For each scalar of the basic plane the number of its feature, -1 for none; the pairs' features stand before.
    private var characters = [Int32](repeating: -1, count: 0x10000)
    private var entries: [Entry] = []
    private var postings: [Posting] = []
    private var rows: [Float] = []

    /// Reads the intents' examples.
    init(_ texts: IntentTexts, _ pairs: CharacterPairs) {
        var topics: [TopicID: Int32] = [:]
        var topicOfRule = [Int32](repeating: -1, count: texts.ruleCount)
        for entry in texts.entries {
            let number = topics[entry.topic] ?? Int32(topics.count)
            topics[entry.topic] = number
            topicOfRule[entry.rule] = number
        }
        self.topicOfRule = topicOfRule
        topicCount = topics.count
        var documents: [(topic: Int, features: [(number: Int, count: Float)])] = []
        var users = [Float](repeating: 0, count: pairs.count)
        for entry in texts.entries {
            for example in entry.examples {
                documents.append((Int(topicOfRule[entry.rule]), features(example, pairs, &users)))
            }
        }
        lay(documents, users)
    }

    /// The features of an example, each once with its count, in the order of the text.
    private mutating func features(
        _ scalars: [UInt32], _ pairs: CharacterPairs, _ users: inout [Float]
    ) -> [(number: Int, count: Float)] {
        var places: [Int32: Int] = [:]
        var features: [(number: Int, count: Float)] = []
        func add(_ number: Int32) {
            if let place = places[number] {
                features[place].count += 1
            } else {
                places[number] = features.count
                features.append((Int(number), 1))
                users[Int(number)] += 1
            }
        }
        for (scalar, pair) in zip(scalars, pairs.numbers(of: scalars)) {
            if scalar > 0x2F, scalar < 0x10000 {
                if characters[Int(scalar)] < 0 {
                    characters[Int(scalar)] = Int32(users.count)
                    users.append(0)
                }
                add(characters[Int(scalar)])
            }
            if pair >= 0 { add(pair) }
        }
        return features
    }

    private mutating func lay(_ documents: [(topic: Int, features: [(number: Int, count: Float)])], _ users: [Float]) {
        let total = Float(documents.count)
        let rarity = users.map { log((1 + total) / (1 + $0)) + 1 }
        var centroids = [[Float]](repeating: [Float](repeating: 0, count: users.count), count: topicCount)
        for (topic, features) in documents {
            let weights = features.map { (1 + log($0.count)) * rarity[$0.number] }
            let length = Self.length(weights)
            for (feature, weight) in zip(features, weights) { centroids[topic][feature.number] += weight / length }
        }
        let lengths = centroids.map(Self.length)
        for (number, rarity) in rarity.enumerated() {
            let gains = centroids.indices.map { rarity * centroids[$0][number] / lengths[$0] }
            // A pair that stands in headings only is no feature.
            let square = users[number] > 0 ? rarity * rarity : 0
            let own = gains.indices.filter { gains[$0] > 0 }
            if own.count * 2 > topicCount {
                entries.append(Entry(square: square, isRow: true, start: Int32(rows.count)))
                rows += gains
            } else {
                entries.append(Entry(square: square, start: Int32(postings.count), count: Int32(own.count)))
                postings += own.map { Posting(topic: Int32($0), gain: gains[$0]) }
            }
        }
    }

    /// Sets each topic's sum to how like the message is to it, 0…1; what no example knows is not counted against it.
    ///
    /// Takes the message and the numbers of its pairs.
    func gather(
        _ scalars: borrowing Buffer<UInt32>, _ pairs: borrowing Buffer<Int32>, into sums: inout Buffer<Float>
    ) {
        sums.withUnsafeElements { $0.update(repeating: 0) }
        var squares: Float = 0
        for place in 0..<scalars.count {
            let scalar = scalars[place]
            if scalar < 0x10000, characters[Int(scalar)] >= 0 {
                add(entries[Int(characters[Int(scalar)])], to: &sums, &squares)
            }
            if pairs[place] >= 0 { add(entries[Int(pairs[place])], to: &sums, &squares) }
        }
        guard squares > 0 else { return }
        let scale = 1 / squares.squareRoot()
        sums.withUnsafeElements { sums in
            for topic in sums.indices { sums[topic] *= scale }
        }
    }

    @inline(__always)
    private func add(_ entry: Entry, to sums: inout Buffer<Float>, _ squares: inout Float) {
        squares += entry.square
        if entry.isRow {
            rows.withUnsafeBufferPointer { rows in
                let row = rows[Int(entry.start)..<Int(entry.start) + topicCount]
                sums.withUnsafeElements { sums in
                    for (topic, gain) in row.enumerated() { sums[topic] += gain }
                }
            }
        } else {
            for place in Int(entry.start)..<Int(entry.start + entry.count) {
                let posting = postings[place]
                sums[Int(posting.topic)] += posting.gain
            }
        }
    }

    /// The topic that a message is most like, as its number, -1 when it is like none.
    func best(for scalars: borrowing Buffer<UInt32>, _ pairs: CharacterPairs, in sums: inout Buffer<Float>) -> Int32 {
        var numbers = Buffer<Int32>(capacity: scalars.count)
        pairs.read(scalars, into: &numbers)
        gather(scalars, numbers, into: &sums)
        var best: Int32 = -1
        var most: Float = 0
        for topic in 0..<sums.count where sums[topic] > most { (best, most) = (Int32(topic), sums[topic]) }
        return best
    }

    private static func length(_ weights: [Float]) -> Float {
        max(weights.reduce(0) { $0 + $1 * $1 }.squareRoot(), .leastNormalMagnitude)
    }
}
