import Content
import Foundation

/// Which intents' examples and titles read like a message: BM25 over pairs of neighbouring characters.
///
/// It orders what the rules leave open. Pairs that many intents share say little and cost much, so only the rarest
/// pairs of a message are looked up.
struct LikenessIndex: Sendable {
    private struct Posting: Sendable {
        var rule: Int32
        var gain: Float
    }

    private var pairs: [UInt64: Range<Int32>] = [:]
    private var rarity: [UInt64: Float] = [:]
    private var postings: [Posting] = []
    private var unknownRarity: Float = 1

    /// BM25's saturation and length normalisation (Robertson and Zaragoza 2009, section 3).
    private static let k1: Float = 1.2
    private static let b: Float = 0.5
    /// The most pairs of one message that are looked up, the rarest first.
    private static let lookups = 48

    /// Reads the intents' names, examples and answer titles.
    init(_ catalog: Catalog, _ normalizer: Normalizer) {
        var documents: [(rule: Int32, counts: [UInt64: Float], length: Float)] = []
        for (number, rule) in catalog.rules.enumerated() {
            guard case .intent(_, let answer) = rule.meaning else { continue }
            var counts: [UInt64: Float] = [:]
            let title = catalog.answers[answer]?.title
            for text in rule.examples.map(\.value) + [rule.name, title].compactMap({ $0 }) {
                for pair in Self.pairs(of: normalizer.normalize(text).scalars) { counts[pair, default: 0] += 1 }
            }
            documents.append((Int32(number), counts, counts.values.reduce(0, +)))
        }
        let average = max(1, documents.map(\.length).reduce(0, +) / Float(max(1, documents.count)))
        var lists: [UInt64: [Posting]] = [:]
        for document in documents {
            let norm = Self.k1 * (1 - Self.b + Self.b * document.length / average)
            for (pair, count) in document.counts {
                lists[pair, default: []].append(
                    Posting(rule: document.rule, gain: count * (Self.k1 + 1) / (count + norm)))
            }
        }
        let total = Float(documents.count)
        unknownRarity = log(1 + total * 2)
        for (pair, list) in lists.sorted(by: { $0.key < $1.key }) {
            let start = Int32(postings.count)
            postings += list.sorted { $0.rule < $1.rule }
            pairs[pair] = start..<Int32(postings.count)
            let users = Float(list.count)
            rarity[pair] = log(1 + (total - users + 0.5) / (users + 0.5))
        }
    }

    /// Adds to `sums` how like each intent is: about 0…1, 1 when every pair of the message is typical of it.
    func gather(_ scalars: [UInt32], into sums: inout RuleSums) {
        var found: [(rarity: Float, range: Range<Int32>)] = []
        var total: Float = 0
        var seen: Set<UInt64> = []
        for pair in Self.pairs(of: scalars) where seen.insert(pair).inserted {
            guard let range = pairs[pair], let weight = rarity[pair] else {
                total += unknownRarity * 0.5
                continue
            }
            total += weight
            found.append((weight, range))
        }
        guard total > 0 else { return }
        if found.count > Self.lookups {
            found.sort { $0.rarity > $1.rarity }
            found.removeSubrange(Self.lookups...)
        }
        for (weight, range) in found {
            for place in range {
                let posting = postings[Int(place)]
                sums.add(weight * min(1, posting.gain) / total, to: Int(posting.rule))
            }
        }
    }

    private static func pairs(of scalars: [UInt32]) -> [UInt64] {
        guard scalars.count >= 2 else { return [] }
        var list: [UInt64] = []
        list.reserveCapacity(scalars.count - 1)
        for place in 1..<scalars.count where scalars[place] > 0x2F && scalars[place - 1] > 0x2F {
            list.append(UInt64(scalars[place - 1]) << 32 | UInt64(scalars[place]))
        }
        return list
    }
}

/// Sums by rule that are empty again at once for the next message.
struct RuleSums {
    private var sums: [Float]
    private(set) var touched: [Int32] = []

    init(count: Int) { sums = [Float](repeating: 0, count: count) }

    subscript(rule: Int) -> Float { sums[rule] }

    @inline(__always)
    mutating func add(_ amount: Float, to rule: Int) {
        if sums[rule] == 0 { touched.append(Int32(rule)) }
        sums[rule] += amount
    }

    mutating func reset() {
        for rule in touched { sums[Int(rule)] = 0 }
        touched.removeAll(keepingCapacity: true)
    }
}
