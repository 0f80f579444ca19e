/// Where a number begins and ends: 110 is not heard inside 13311045, nor 12333 inside an account.
enum NumberEdge {
    /// Whether a place of the text begins or ends with a digit that goes on outside.
    @inline(__always)
    static func isCut(_ text: borrowing Buffer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        isDigit(text[start]) && start > 0 && isDigit(text[start - 1])
            || isDigit(text[end - 1]) && end < text.count && isDigit(text[end])
    }

    /// A pattern's required words without what `isCut` could keep from being seen, nil when too little is left.
    ///
    /// `缓[12]年` also matches 缓12年, so that only 缓 and 年 may be demanded. A whole number of three digits or more, such
    /// as 110, is meant as it stands.
    static func demanded(_ choice: [String]) -> [String]? {
        var words: Set<String> = []
        for word in choice {
            let scalars = word.unicodeScalars
            if scalars.count >= 3, scalars.allSatisfy({ isDigit($0.value) }) {
                words.insert(word)
                continue
            }
            let inner = scalars.drop { isDigit($0.value) }.reversed().drop { isDigit($0.value) }.reversed()
            guard !inner.isEmpty else { return nil }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: inner)
            words.insert(String(view))
        }
        return words.sorted()
    }

    @inline(__always)
    private static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
}
