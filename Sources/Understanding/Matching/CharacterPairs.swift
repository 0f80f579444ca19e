/// The pairs of neighbouring characters in what the catalog says about its intents, each with a number from 0.
///
/// A message is read through it once, for both likenesses. Most of its pairs nobody has written before; a filter that
/// stays in the nearest cache says so without a trip to the table, however large the catalog.
struct CharacterPairs: Sendable {
    private var numbers = PairTable()
    private var filter: PairFilter
    /// How many pairs there are.
    private(set) var count = 0

    /// In place of a number: a pair that no text holds.
    static let unknown: Int32 = -1
    /// In place of a number: no pair, because a blank or a mark stands there.
    static let none: Int32 = -2

    /// Numbers the pairs in the order of the texts, so that those of one intent lie together.
    init(_ texts: IntentTexts) {
        filter = PairFilter(capacity: 0)
        var pairs: [(UInt32, UInt32)] = []
        for text in texts.entries.lazy.flatMap({ $0.examples + $0.headings }) {
            for place in text.indices.dropFirst() where Self.isPair(text[place - 1], text[place]) {
                guard numbers[text[place - 1], text[place]] < 0 else { continue }
                numbers.set(text[place - 1], text[place], to: Int32(pairs.count))
                pairs.append((text[place - 1], text[place]))
            }
        }
        count = pairs.count
        filter = PairFilter(capacity: count)
        for (first, second) in pairs { filter.insert(first, second) }
    }

    /// The number of a pair, or `unknown`.
    @inline(__always)
    subscript(first: UInt32, second: UInt32) -> Int32 {
        filter.mayContain(first, second) ? numbers[first, second] : Self.unknown
    }

    /// Writes for each scalar the number of the pair that ends there, `unknown` or `none`.
    func read(_ scalars: borrowing Buffer<UInt32>, into found: inout Buffer<Int32>) {
        found.removeAll()
        var last: UInt32 = 0
        for place in 0..<scalars.count {
            let scalar = scalars[place]
            found.append(Self.isPair(last, scalar) ? self[last, scalar] : Self.none)
            last = scalar
        }
    }

    /// The numbers of a text of the catalog, in its order.
    func numbers(of text: [UInt32]) -> [Int32] {
        var found = Buffer<Int32>(capacity: text.count)
        read(Buffer(text), into: &found)
        return found.array
    }

    /// Whether both are letters, digits or ideographs.
    @inline(__always)
    private static func isPair(_ first: UInt32, _ second: UInt32) -> Bool { first > 0x2F && second > 0x2F }
}
