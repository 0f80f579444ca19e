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

    /// What of the original stands behind a range of normalised scalars; a rewritten word counts as a whole.
    package func words(_ range: Range<Int>, of original: String) -> String {
        let utf8 = original.utf8
        guard range.lowerBound >= 0, range.upperBound < origins.count, !range.isEmpty else { return "" }
        var upper = range.upperBound
        while upper < scalars.count, origins[upper] == origins[range.upperBound - 1] { upper += 1 }
        let start = utf8.index(utf8.startIndex, offsetBy: Int(origins[range.lowerBound]))
        let end = utf8.index(utf8.startIndex, offsetBy: Int(origins[upper]))
        var words = original[start..<end].unicodeScalars
        // Blanks that were taken out behind the last word have no place of their own.
        while let last = words.last, last.properties.isWhitespace { words.removeLast() }
        return String(words)
    }
}
