/// A message ready for matching, with the way back to what was really written.
package struct NormalizedText: Sendable, Equatable {
    /// The normalised scalars.
    var scalars: [UInt32]
    /// For each scalar the UTF-8 offset in the original at which its source begins; one more for the end.
    var origins: [Int32]

    /// Whether nothing is left to match.
    package var isEmpty: Bool { scalars.isEmpty }

    /// The normalised text.
    package var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.lazy.compactMap(Unicode.Scalar.init))
        return String(view)
    }

    /// What normalising changed, in the order of the text: rewritten words, folded characters, noise taken out.
    package func changes(from original: String) -> [(was: String, now: String)] {
        let utf8 = original.utf8
        var changes: [(was: String, now: String)] = []
        var start = 0
        while start < scalars.count {
            var end = start + 1
            while end < scalars.count, origins[end] == origins[start] { end += 1 }
            let from = utf8.index(utf8.startIndex, offsetBy: Int(origins[start]))
            let was = String(original[from..<utf8.index(utf8.startIndex, offsetBy: Int(origins[end]))])
            let now = NormalizedText(scalars: Array(scalars[start..<end]), origins: []).text
            if was != now { changes.append((was, now)) }
            start = end
        }
        return changes
    }

    /// What of the original stands behind a range of normalised scalars; a rewritten word counts as a whole.
    package func words(_ range: Range<Int>, of original: String) -> String {
        guard range.lowerBound >= 0, range.upperBound < origins.count, !range.isEmpty else { return "" }
        return OriginalWords.cut(range, of: original, scalars: scalars.count) { origins[$0] }
    }
}

/// The way back from normalised scalars to the villager's words.
enum OriginalWords {
    /// The original from where the range's first scalar came from to where its last one's source ends.
    @inline(__always)
    static func cut(_ range: Range<Int>, of original: String, scalars: Int, origin: (Int) -> Int32) -> String {
        var upper = range.upperBound
        let last = origin(range.upperBound - 1)
        while upper < scalars, origin(upper) == last { upper += 1 }
        let utf8 = original.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: Int(origin(range.lowerBound)))
        let end = utf8.index(utf8.startIndex, offsetBy: Int(origin(upper)))
        var words = original[start..<end].unicodeScalars
        // Blanks that were taken out behind the last word have no place of their own; ideographs are none.
        while let last = words.last, !(0x4E00...0x9FFF).contains(last.value), last.properties.isWhitespace {
            words.removeLast()
        }
        return String(words)
    }
}

extension TextBuffer {
    /// What of the original stands behind a range of scalars that is not empty.
    func words(_ range: Range<Int>, of original: String) -> String {
        OriginalWords.cut(range, of: original, scalars: scalars.count) { origins[$0] }
    }
}
