import Content

/// The lexicon's rewrites as one trie: at each place the longest entry wins, then reading goes on behind it.
struct RewriteTrie: Sendable {
    private struct Node: Sendable {
        var children: [UInt32: Int32] = [:]
        /// What the entry ending here becomes: an index into `targets`, -1 for none, -2 for a protected word.
        var target: Int32 = -1
    }

    private var nodes = [Node()]
    private var targets: [[UInt32]] = []
    /// The scalars with which an entry begins, so that most places cost one look.
    private var starts = BitSet(capacity: 0x10000)

    /// Compiles the entries; `fold` brings their words into the form of folded text.
    init(_ rewrites: [Lexicon.Rewrite], fold: (String) -> [UInt32]) {
        for rewrite in rewrites {
            targets.append(fold(rewrite.to))
            for word in rewrite.from { insert(fold(word), Int32(targets.count - 1)) }
            // A protected word is an entry that becomes itself; being longer, or further left, it wins.
            for word in rewrite.notIn { insert(fold(word), -2) }
        }
    }

    /// Whether there is nothing to rewrite.
    var isEmpty: Bool { targets.isEmpty }

    /// The text with every entry rewritten; a rewritten character's origin is the start of what stood there.
    func apply(to text: NormalizedText) -> NormalizedText {
        let scalars = text.scalars
        guard let first = scalars.indices.first(where: { starts.contains(scalars[$0]) }) else { return text }
        var result = NormalizedText(scalars: Array(scalars[..<first]), origins: Array(text.origins[..<first]))
        result.scalars.reserveCapacity(scalars.count)
        result.origins.reserveCapacity(scalars.count + 1)
        var place = first
        while place < scalars.count {
            if starts.contains(scalars[place]), let (end, target) = longest(in: scalars, from: place) {
                if target >= 0 {
                    for scalar in targets[Int(target)] {
                        result.scalars.append(scalar)
                        result.origins.append(text.origins[place])
                    }
                } else {
                    result.scalars += scalars[place..<end]
                    result.origins += text.origins[place..<end]
                }
                place = end
            } else {
                result.scalars.append(scalars[place])
                result.origins.append(text.origins[place])
                place += 1
            }
        }
        result.origins.append(text.origins[scalars.count])
        return result
    }

    private mutating func insert(_ word: [UInt32], _ target: Int32) {
        guard let first = word.first else { return }
        starts.insert(first)
        var node = 0
        for scalar in word {
            if let next = nodes[node].children[scalar] {
                node = Int(next)
            } else {
                nodes[node].children[scalar] = Int32(nodes.count)
                node = nodes.count
                nodes.append(Node())
            }
        }
        // The first entry of a word stands; a protected word beats a rewrite of the same word.
        if nodes[node].target == -1 || target == -2 { nodes[node].target = target }
    }

    private func longest(in scalars: [UInt32], from start: Int) -> (end: Int, target: Int32)? {
        var node = 0
        var found: (Int, Int32)?
        var place = start
        while place < scalars.count, let next = nodes[node].children[scalars[place]] {
            node = Int(next)
            place += 1
            if nodes[node].target != -1 { found = (place, nodes[node].target) }
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
