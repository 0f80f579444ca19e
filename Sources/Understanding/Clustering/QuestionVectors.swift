import Foundation

/// Short questions as sparse vectors of length 1: characters and pairs of neighbours, weighted by tf-idf.
struct QuestionVectors {
    /// One feature of a question.
    struct Weight {
        var feature: Int32
        var value: Float
    }

    /// The vectors, in the order of the questions; features in the order of the text.
    let vectors: [[Weight]]
    /// How many features there are.
    let featureCount: Int

    /// Takes normalised questions.
    init(_ questions: [[UInt32]]) {
        var numbers = PairTable(capacity: 4_096)
        var users: [Float] = []
        let counted = questions.map { scalars -> [(feature: Int32, count: Float)] in
            var places: [Int32: Int] = [:]
            var features: [(feature: Int32, count: Float)] = []
            // Chinese stops and quotation marks tell nothing of what is asked.
            Self.forEachFeature(scalars) { first, second in
                var number = numbers[first, second]
                if number < 0 {
                    number = Int32(users.count)
                    numbers.set(first, second, to: number)
                    users.append(0)
                }
                if let place = places[number] {
                    features[place].count += 1
                } else {
                    places[number] = features.count
                    features.append((number, 1))
                    users[Int(number)] += 1
                }
            }
            return features
        }
        let total = Float(questions.count)
        let rarity = users.map { log((1 + total) / (1 + $0)) + 1 }
        vectors = counted.map { features in
            let weights = features.map {
                Weight(feature: $0.feature, value: (1 + log($0.count)) * rarity[Int($0.feature)])
            }
            let length = max(weights.reduce(0) { $0 + $1.value * $1.value }.squareRoot(), .leastNormalMagnitude)
            return weights.map { Weight(feature: $0.feature, value: $0.value / length) }
        }
        featureCount = users.count
    }

    /// Every character, behind 0, and every two that are neighbours.
    private static func forEachFeature(_ scalars: [UInt32], _ body: (UInt32, UInt32) -> Void) {
        var last: UInt32 = 0
        for scalar in scalars {
            guard isWord(scalar) else {
                last = 0
                continue
            }
            body(0, scalar)
            if last != 0 { body(last, scalar) }
            last = scalar
        }
    }

    /// An ideograph, a letter or a digit.
    private static func isWord(_ scalar: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(scalar) || (0x30...0x39).contains(scalar) || (0x61...0x7A).contains(scalar)
            || (0x41...0x5A).contains(scalar)
    }
}
