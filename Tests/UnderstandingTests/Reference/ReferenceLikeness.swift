import Content
import Foundation

@testable import Understanding

/// What `LikenessIndex` computes: BM25 over pairs of neighbours, by dictionaries.
struct ReferenceLikeness {
    private var lists: [[UInt32]: [(rule: Int, gain: Float)]] = [:]
    private let documents: Float

    init(_ catalog: Catalog, _ normalizer: Normalizer) {
        var counted: [(rule: Int, pairs: [[UInt32]: Float])] = []
        for (number, rule) in catalog.rules.enumerated() {
            guard case .intent(_, let answer) = rule.meaning else { continue }
            let texts = rule.examples.map(\.value) + [rule.name] + [catalog.answers[answer]?.title].compactMap { $0 }
            let pairs = texts.flatMap { Self.pairs(of: normalizer.normalize($0).scalars) }
            counted.append((number, pairs.reduce(into: [:]) { $0[$1, default: 0] += 1 }))
        }
        documents = Float(counted.count)
        let average = max(1, counted.map { $0.pairs.values.reduce(0, +) }.reduce(0, +) / max(1, documents))
        for (rule, pairs) in counted {
            let norm: Float = 1.2 * (1 - 0.5 + 0.5 * pairs.values.reduce(0, +) / average)
            for (pair, count) in pairs { lists[pair, default: []].append((rule, count * (1.2 + 1) / (count + norm))) }
        }
    }

    /// How like each rule is; rules that share nothing are left out.
    func sums(_ text: [UInt32]) -> [Int: Float] {
        var total: Float = 0
        var found: [(rarity: Float, pair: [UInt32])] = []
        var seen: Set<[UInt32]> = []
        for pair in Self.pairs(of: text) where seen.insert(pair).inserted {
            guard let list = lists[pair] else {
                total += log(1 + documents * 2) * 0.5
                continue
            }
            let users = Float(list.count)
            let rarity: Float = log(1 + (documents - users + 0.5) / (users + 0.5))
            total += rarity
            if list.count <= 200 { found.append((rarity, pair)) }
        }
        if found.count > 48 { found = Array(found.sorted { $0.rarity > $1.rarity }.prefix(48)) }
        var sums: [Int: Float] = [:]
        for (rarity, pair) in found {
            for (rule, gain) in lists[pair] ?? [] { sums[rule, default: 0] += rarity / total * min(1, gain) }
        }
        return sums
    }

    private static func pairs(of text: [UInt32]) -> [[UInt32]] {
        zip(text, text.dropFirst()).filter { $0 > 0x2F && $1 > 0x2F }.map { [$0, $1] }
    }
}
