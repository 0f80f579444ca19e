import Foundation

/// How evidence becomes a score; every number that weighs stands here.
///
/// A literal tells as much as it rules out intents: a word that one intent alone listens for tells `uniqueWord` bits,
/// one that all listen for nothing, whatever the size of the catalog. An intent's
/// evidence is the sum over the different words that its fired clauses saw, each counted once however many clauses saw
/// it. The sum is squeezed into 0…1, so that scores of a small and a large catalog can be compared.
enum Scoring {
    /// Bits told by a word that only one intent listens for.
    static let uniqueWord = 9.0
    /// Bits that a matching pattern adds: it saw order and closeness, not only presence.
    static let patternBonus = 2.0
    /// Bits that each clause beyond the first adds.
    static let clauseBonus = 0.4
    /// Bits that full likeness to an intent's examples adds.
    static let likenessWeight = 9.0
    /// Bits that full likeness to the examples of an intent's whole topic adds.
    static let topicWeight = 40.0
    /// The most of them: two words that all examples share are a likeness, but no question.
    static let topicLimitBits = 16.0
    /// Bits beyond which likeness alone, without a rule, counts a twentieth: enough to be offered, not to be answered.
    static let likenessLimit = 12.0
    /// Bits at which a score reaches 1 - 1/e.
    static let scale = 20.0
    /// The likeness below which it is coincidence, 0…1.
    static let likenessFloor = 0.06
    /// How many candidates are worth carrying on.
    static let candidateLimit = 8
    /// How many of them are the best of different topics.
    static let topicLimit = 5

    /// Bits told by a literal that `users` of `count` intents listen for.
    static func weight(users: Int, of count: Int) -> Double {
        guard users > 0 else { return 0 }
        return uniqueWord * log(Double(count + 1) / Double(users)) / log(Double(count + 1))
    }

    /// What likeness alone counts for.
    static func unruled(_ bits: Double) -> Double {
        bits <= likenessLimit ? bits : likenessLimit + (bits - likenessLimit) / 20
    }

    /// Squeezes bits into 0…1.
    static func squeeze(_ bits: Double) -> Double { 1 - exp(-bits / scale) }
}
