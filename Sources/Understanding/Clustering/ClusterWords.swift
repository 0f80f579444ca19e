import Content
import Foundation

/// What the questions of a group have in common that other questions do not: a proposal for its keywords.
package struct ClusterWords {
    private let rarity: [[UInt32]: Float]
    private let usual: Float
    private let normalizer: Normalizer

    /// Learns from the catalog's examples which pairs of characters say little.
    package init(_ compiled: CompiledCatalog) {
        normalizer = compiled.normalizer
        var users: [[UInt32]: Float] = [:]
        var total: Float = 0
        for rule in compiled.catalog.rules {
            for example in rule.examples {
                total += 1
                for pair in Self.grams(normalizer.normalize(example.value).scalars, of: 2) {
                    users[pair, default: 0] += 1
                }
            }
        }
        rarity = users.mapValues { log((1 + total) / (1 + $0)) + 1 }
        usual = log(1 + total) + 1
    }

    /// At most three keywords as the catalog writes them, such as `路灯 + 赔`: each stands in a third of the questions.
    package func keywords(of questions: [String]) -> [String] {
        let texts = questions.map { normalizer.normalize($0).scalars }
        guard !texts.isEmpty else { return [] }
        let needed = max(1, Int((Double(texts.count) / 3).rounded(.up)))
        var users: [[UInt32]: Int] = [:]
        for text in texts {
            for length in 2...4 { for gram in Self.grams(text, of: length) { users[gram, default: 0] += 1 } }
        }
        let words = users.filter { $0.value >= needed }
            .map { (gram: $0.key, score: score($0.key) * Float($0.value) / Float(texts.count)) }
            .sorted { ($1.score, $1.gram.count, Self.text($0.gram)) < ($0.score, $0.gram.count, Self.text($1.gram)) }
            .map(\.gram)
        var keywords: [String] = []
        for first in words where keywords.count < 3 {
            guard !keywords.contains(where: { Self.overlaps($0, first) }) else { continue }
            let second = words.first { other in
                !Self.overlaps(Self.text(first), other)
                    && texts.count { Self.contains($0, first) && Self.contains($0, other) } >= needed
            }
            keywords.append(([first] + [second].compactMap(\.self)).map(Self.text).joined(separator: " + "))
        }
        return keywords
    }

    /// How much a word tells: the rarest of its pairs, and a little for its length.
    private func score(_ gram: [UInt32]) -> Float {
        let pairs = Self.grams(gram, of: 2)
        return pairs.map { rarity[$0] ?? usual }.reduce(0, +) / Float(pairs.count) * (1 + Float(gram.count - 2) * 0.2)
    }

    /// The runs of so many ideographs, each once.
    private static func grams(_ text: [UInt32], of length: Int) -> Set<[UInt32]> {
        guard text.count >= length else { return [] }
        return Set(
            (0...(text.count - length)).map { Array(text[$0..<($0 + length)]) }
                .filter { $0.allSatisfy { (0x4E00...0x9FFF).contains($0) } })
    }

    private static func contains(_ text: [UInt32], _ gram: [UInt32]) -> Bool {
        text.indices.dropLast(gram.count - 1).contains { text[$0..<($0 + gram.count)].elementsEqual(gram) }
    }

    /// Whether a keyword and a word share a character, and so say the same thing in part.
    private static func overlaps(_ keyword: String, _ gram: [UInt32]) -> Bool {
        keyword.unicodeScalars.contains { gram.contains($0.value) }
    }

    private static func text(_ gram: [UInt32]) -> String { NormalizedText(scalars: gram, origins: []).text }
}
