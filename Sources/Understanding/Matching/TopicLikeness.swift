import Content
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

    private struct Entry: Sendable {
        /// The square of the feature's rarity: its share of the message's length.
        var square: Float
        var postings: Range<Int32>
    }

    /// For each rule the number of its topic, -1 for a rule that is no intent.
    let topicOfRule: [Int32]
    /// How many topics there are.
    let topicCount: Int
    private var numbers = PairTable()
    private var entries: [Entry] = []
    private var postings: [Posting] = []

    /// Reads the intents' examples.
    init(_ catalog: Catalog, _ normalizer: Normalizer) {
        var topics: [TopicID: Int32] = [:]
        topicOfRule = catalog.rules.map { rule in
            guard case .intent(let topic, _) = rule.meaning else { return -1 }
            let number = topics[topic] ?? Int32(topics.count)
            topics[topic] = number
            return number
        }
        topicCount = topics.count
        var documents: [(topic: Int, features: [(number: Int, count: Float)])] = []
        var users: [Float] = []
        for (rule, topic) in zip(catalog.rules, topicOfRule) where topic >= 0 {
            for example in rule.examples {
                documents.append((Int(topic), features(normalizer.normalize(example.value).scalars, &users)))
            }
        }
        lay(documents, users)
    }

    /// The features of an example, each once with its count, in the order of the text.
    private mutating func features(_ scalars: [UInt32], _ users: inout [Float]) -> [(number: Int, count: Float)] {
        var places: [Int: Int] = [:]
        var features: [(number: Int, count: Float)] = []
        Self.forEachFeature(scalars.count, { scalars[$0] }) { first, second in
            var number = numbers[first, second]
            if number < 0 {
                number = Int32(users.count)
                numbers.set(first, second, to: number)
                users.append(0)
            }
            if let place = places[Int(number)] {
                features[place].count += 1
            } else {
                places[Int(number)] = features.count
                features.append((Int(number), 1))
                users[Int(number)] += 1
            }
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
            let start = Int32(postings.count)
            for topic in centroids.indices where centroids[topic][number] > 0 {
                let gain = rarity * centroids[topic][number] / lengths[topic]
                postings.append(Posting(topic: Int32(topic), gain: gain))
            }
            entries.append(Entry(square: rarity * rarity, postings: start..<Int32(postings.count)))
        }
    }

    /// Sets each topic's sum to how like the message is to it, 0…1; what no example knows is not counted against it.
    func gather(_ scalars: borrowing Buffer<UInt32>, into sums: inout Buffer<Float>) {
        for topic in 0..<sums.count { sums[topic] = 0 }
        var squares: Float = 0
        Self.forEachFeature(scalars.count, { scalars[$0] }) { first, second in
            let number = numbers[first, second]
            guard number >= 0 else { return }
            let entry = entries[Int(number)]
            squares += entry.square
            for place in entry.postings {
                let posting = postings[Int(place)]
                sums[Int(posting.topic)] += posting.gain
            }
        }
        guard squares > 0 else { return }
        let scale = 1 / squares.squareRoot()
        for topic in 0..<sums.count { sums[topic] *= scale }
    }

    private static func length(_ weights: [Float]) -> Float {
        max(weights.reduce(0) { $0 + $1 * $1 }.squareRoot(), .leastNormalMagnitude)
    }

    /// Every letter, digit or ideograph, behind 0, and every two that are neighbours.
    @inline(__always)
    private static func forEachFeature(_ count: Int, _ scalar: (Int) -> UInt32, _ body: (UInt32, UInt32) -> Void) {
        var last: UInt32 = 0
        for place in 0..<count {
            let next = scalar(place)
            guard next > 0x2F else {
                last = 0
                continue
            }
            body(0, next)
            if last != 0 { body(last, next) }
            last = next
        }
    }
}
