import Foundation

/// Which intents' examples and titles read like a message: BM25 over pairs of neighbouring characters.
///
/// It orders what the rules leave open. Pairs that many intents share say little and cost much, so only the rarest
/// pairs of a message are looked up.
struct LikenessIndex: Sendable {
    /// An intent in which a pair stands, and what the pair adds there: 0…1.
    private struct Posting: Sendable {
        var rule: Int32
        var gain: Float
    }

    /// How rare a pair is, and its postings; none for pairs that too many intents share.
    private struct Entry: Sendable {
        var rarity: Float
        var postings: Range<Int32>
    }

    /// The entry of each pair of the catalog.
    private var entries: [Entry] = []
    private var postings: [Posting] = []
    private var unknownRarity: Float = 1

    /// How many different pairs are known.
    var count: Int { entries.count }

    /// BM25's saturation and length normalisation (Robertson and Zaragoza 2009, section 3).
    private static let k1: Float = 1.2
    private static let b: Float = 0.5
    /// The most pairs of one message that are looked up, the rarest first.
    private static let lookups = 48
    /// Pairs that more intents share than this tell next to nothing and would cost most of the time.
    private static let sharedLimit = 200

    /// Reads the intents' names, examples and answer titles.
    init(_ texts: IntentTexts, _ pairs: CharacterPairs) {
        var documents: [(rule: Int32, pairs: [Int32], counts: [Float], length: Float)] = []
        var counts = [Float](repeating: 0, count: pairs.count)
        for entry in texts.entries {
            var own: [Int32] = []
            var length: Float = 0
            for number in (entry.examples + entry.headings).flatMap(pairs.numbers(of:)) where number >= 0 {
                if counts[Int(number)] == 0 { own.append(number) }
                counts[Int(number)] += 1
                length += 1
            }
            documents.append((Int32(entry.rule), own, own.map { counts[Int($0)] }, length))
            for pair in own { counts[Int(pair)] = 0 }
        }
        let average = max(1, documents.map(\.length).reduce(0, +) / Float(max(1, documents.count)))
        var lists = [[Posting]](repeating: [], count: pairs.count)
        for document in documents {
            let norm = Self.k1 * (1 - Self.b + Self.b * document.length / average)
            for (pair, count) in zip(document.pairs, document.counts) {
                let gain = count * (Self.k1 + 1) / (count + norm)
                lists[Int(pair)].append(Posting(rule: document.rule, gain: min(1, gain)))
            }
        }
        lay(lists, of: documents.count)
    }

    private mutating func lay(_ lists: [[Posting]], of documents: Int) {
        let total = Float(documents)
        unknownRarity = log(1 + total * 2)
        for list in lists {
            let start = Int32(postings.count)
            if list.count <= Self.sharedLimit { postings += list }
            let users = Float(list.count)
            entries.append(
                Entry(
                    rarity: log(1 + (total - users + 0.5) / (users + 0.5)), postings: start..<Int32(postings.count)))
        }
    }

    /// Adds to `sums` how like each intent is: about 0…1, 1 when every pair of the message is typical of it.
    ///
    /// Takes the message and the numbers of its pairs.
    func gather(
        _ scalars: borrowing Buffer<UInt32>, _ pairs: borrowing Buffer<Int32>, in workspace: inout Workspace,
        into sums: inout RuleSums
    ) {
        workspace.begin()
        var total: Float = 0
        for place in 0..<pairs.count {
            let number = pairs[place]
            if number >= 0 {
                guard workspace.isNew(known: Int(number)) else { continue }
                let entry = entries[Int(number)]
                total += entry.rarity
                if !entry.postings.isEmpty { workspace.found.append(number) }
            } else if number == CharacterPairs.unknown {
                let pair = UInt64(scalars[place - 1]) << 32 | UInt64(scalars[place])
                if workspace.isNew(unknown: pair) { total += unknownRarity * 0.5 }
            }
        }
        guard total > 0 else { return }
        if workspace.found.count > Self.lookups {
            workspace.found.sort { entries[Int($0)].rarity > entries[Int($1)].rarity }
            workspace.found.truncate(to: Self.lookups)
        }
        for place in 0..<workspace.found.count {
            let entry = entries[Int(workspace.found[place])]
            let share = entry.rarity / total
            for place in entry.postings {
                let posting = postings[Int(place)]
                sums.add(share * posting.gain, to: Int(posting.rule))
            }
        }
    }

    /// What gathering works in: which pairs of the message were met already.
    struct Workspace: ~Copyable {
        /// The known pairs with postings, in the order of the message.
        var found = Buffer<Int32>()
        private var turnOfKnown: Buffer<UInt32>
        private var turn: UInt32 = 0
        private var fewUnknown = Buffer<UInt64>()
        private var manyUnknown: Set<UInt64> = []

        init(_ index: LikenessIndex) { turnOfKnown = Buffer(repeating: 0, count: index.count) }

        mutating func begin() {
            turn &+= 1
            if turn == 0 {
                turnOfKnown = Buffer(repeating: 0, count: turnOfKnown.count)
                turn = 1
            }
            found.removeAll()
            fewUnknown.removeAll()
            manyUnknown.removeAll()
        }

        @inline(__always)
        mutating func isNew(known number: Int) -> Bool {
            guard turnOfKnown[number] != turn else { return false }
            turnOfKnown[number] = turn
            return true
        }

        /// A short list at first, and a set once it is long.
        mutating func isNew(unknown pair: UInt64) -> Bool {
            for place in 0..<fewUnknown.count where fewUnknown[place] == pair { return false }
            guard fewUnknown.count >= 32 else {
                fewUnknown.append(pair)
                return true
            }
            return manyUnknown.insert(pair).inserted
        }
    }
}

/// Sums by rule that are empty again at once for the next message.
struct RuleSums: ~Copyable {
    private var sums: Buffer<Float>
    private(set) var touched = Buffer<Int32>(capacity: 256)

    init(count: Int) { sums = Buffer(repeating: 0, count: count) }

    subscript(rule: Int) -> Float { sums[rule] }

    @inline(__always)
    mutating func add(_ amount: Float, to rule: Int) {
        let sum = sums[rule]
        touched.append(Int32(rule), if: sum == 0)
        sums[rule] = sum + amount
    }

    mutating func reset() {
        for place in 0..<touched.count { sums[Int(touched[place])] = 0 }
        touched.removeAll()
    }
}
