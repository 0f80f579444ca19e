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

    /// How rare a pair is, and its postings; none for pairs that too many intents share.
    private struct Entry: Sendable {
        var rarity: Float
        var postings: Range<Int32>
    }

    private var entries: [UInt64: Entry] = [:]
    private var postings: [Posting] = []
    private var unknownRarity: Float = 1

    /// BM25's saturation and length normalisation (Robertson and Zaragoza 2009, section 3).
    private static let k1: Float = 1.2
    private static let b: Float = 0.5
    /// The most pairs of one message that are looked up, the rarest first.
    private static let lookups = 48
    /// Pairs that more intents share than this tell next to nothing and would cost most of the time.
    private static let sharedLimit = 200

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
            if list.count <= Self.sharedLimit { postings += list.sorted { $0.rule < $1.rule } }
            let users = Float(list.count)
            entries[pair] = Entry(
                rarity: log(1 + (total - users + 0.5) / (users + 0.5)), postings: start..<Int32(postings.count))
        }
    }

    /// Adds to `sums` how like each intent is: about 0…1, 1 when every pair of the message is typical of it.
    func gather(_ scalars: [UInt32], into sums: inout RuleSums) {
        var found: [Entry] = []
        found.reserveCapacity(scalars.count)
        var total: Float = 0
        var seen = SeenPairs()
        Self.forEachPair(of: scalars) { pair in
            guard seen.insert(pair) else { return }
            guard let entry = entries[pair] else {
                total += unknownRarity * 0.5
                return
            }
            total += entry.rarity
            if !entry.postings.isEmpty { found.append(entry) }
        }
        guard total > 0 else { return }
        if found.count > Self.lookups {
            found.sort { $0.rarity > $1.rarity }
            found.removeSubrange(Self.lookups...)
        }
        for entry in found {
            let share = entry.rarity / total
            for place in entry.postings {
                let posting = postings[Int(place)]
                sums.add(share * min(1, posting.gain), to: Int(posting.rule))
            }
        }
    }

    private static func pairs(of scalars: [UInt32]) -> [UInt64] {
        var list: [UInt64] = []
        forEachPair(of: scalars) { list.append($0) }
        return list
    }

    /// Every two neighbours that are letters, digits or ideographs.
    @inline(__always)
    private static func forEachPair(of scalars: [UInt32], _ body: (UInt64) -> Void) {
        guard scalars.count >= 2 else { return }
        for place in 1..<scalars.count where scalars[place] > 0x2F && scalars[place - 1] > 0x2F {
            body(UInt64(scalars[place - 1]) << 32 | UInt64(scalars[place]))
        }
    }
}

/// The pairs of one message: a short list, and a set once it is long.
private struct SeenPairs {
    private var few: [UInt64] = []
    private var many: Set<UInt64> = []

    /// Adds a pair; true the first time.
    mutating func insert(_ pair: UInt64) -> Bool {
        if few.count < 32 {
            if few.contains(pair) { return false }
            few.append(pair)
            return true
        }
        return !few.contains(pair) && many.insert(pair).inserted
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
