import Content

/// The lexicon's rewrites as one trie: at each place the longest entry wins, else a sum of money, then reading goes on
/// behind it.
struct RewriteTrie: Sendable {
    /// (node, scalar) → node; the root is 0.
    private var edges = PairTable()
    /// For each node what the entry ending there becomes: an index into `targets`, -1 for none, -2 for a protected word.
    private var endings: [Int32] = [-1]
    private var targets: [[UInt32]] = []
    /// The scalars with which an entry or a sum of money begins, so that most places cost one look.
    private var starts = BitSet(capacity: 0x10000)
    private let amounts: AmountFolder?

    /// Compiles the entries; `fold` brings their words into the form of folded text.
    init(_ rewrites: [Lexicon.Rewrite], amounts: Lexicon.Amounts? = nil, fold: (String) -> [UInt32]) {
        self.amounts = amounts.map { AmountFolder($0, fold: fold) }
        for rewrite in rewrites {
            targets.append(fold(rewrite.to))
            for word in rewrite.from { insert(fold(word), Int32(targets.count - 1)) }
            // A protected word is an entry that becomes itself; being longer, or further left, it wins.
            for word in rewrite.notIn { insert(fold(word), -2) }
        }
        guard let amounts else { return }
        for word in amounts.notIn { insert(fold(word), -2) }
        for scalar in AmountFolder.starts { starts.insert(scalar) }
    }

    /// The sums of money in folded text, each as it stands there.
    func amounts(in text: borrowing TextBuffer) -> [Range<Int>] {
        guard let amounts else { return [] }
        var found: [Range<Int>] = []
        var place = 0
        while place < text.scalars.count {
            if let (end, _) = longest(in: text.scalars, from: place) {
                place = end
            } else if let amount = amounts.amount(in: text.scalars, at: place) {
                if amount.digits != nil { found.append(place..<amount.end) }
                place = amount.end
            } else {
                place += 1
            }
        }
        return found
    }

    /// Writes the text with every entry rewritten; a rewritten character's origin is the start of what stood there.
    ///
    /// False, and nothing written, when no entry can begin anywhere.
    func apply(to text: borrowing TextBuffer, into result: inout TextBuffer) -> Bool {
        let count = text.scalars.count
        var place = 0
        while place < count, !starts.contains(text.scalars[place]) { place += 1 }
        guard place < count else { return false }
        result.removeAll()
        result.append(text, 0..<place)
        while place < count {
            if starts.contains(text.scalars[place]), let (end, target) = longest(in: text.scalars, from: place) {
                if target >= 0 {
                    for scalar in targets[Int(target)] { result.append(scalar, from: text.origins[place]) }
                } else {
                    result.append(text, place..<end)
                }
                place = end
            } else if let amount = amounts?.amount(in: text.scalars, at: place) {
                if let digits = amount.digits {
                    for scalar in digits { result.append(scalar, from: text.origins[place]) }
                } else {
                    result.append(text, place..<amount.end)
                }
                place = amount.end
            } else {
                result.append(text.scalars[place], from: text.origins[place])
                place += 1
            }
        }
        result.origins.append(text.origins[count])
        return true
    }

    private mutating func insert(_ word: [UInt32], _ target: Int32) {
        guard let first = word.first else { return }
        starts.insert(first)
        var node: Int32 = 0
        for scalar in word {
            let next = edges[UInt32(node), scalar]
            if next >= 0 {
                node = next
            } else {
                let fresh = Int32(endings.count)
                edges.set(UInt32(node), scalar, to: fresh)
                endings.append(-1)
                node = fresh
            }
        }
        // The first entry of a word stands; a protected word beats a rewrite of the same word.
        if endings[Int(node)] == -1 || target == -2 { endings[Int(node)] = target }
    }

    private func longest(in scalars: borrowing Buffer<UInt32>, from start: Int) -> (end: Int, target: Int32)? {
        var node: Int32 = 0
        var found: (Int, Int32)?
        var place = start
        while place < scalars.count {
            node = edges[UInt32(node), scalars[place]]
            guard node >= 0 else { break }
            place += 1
            if endings[Int(node)] != -1 { found = (place, endings[Int(node)]) }
        }
        return found
    }
}

/// A set of small numbers.
struct BitSet: Sendable {
    private var words: [UInt64]

    init(capacity: Int) { words = [UInt64](repeating: 0, count: (capacity + 63) / 64) }

    @inline(__always)
    func contains(_ value: UInt32) -> Bool {
        let word = Int(value >> 6)
        return word < words.count && words[word] & (1 << UInt64(value & 63)) != 0
    }

    mutating func insert(_ value: UInt32) {
        let word = Int(value >> 6)
        if word >= words.count { words += [UInt64](repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(value & 63)
    }
}
