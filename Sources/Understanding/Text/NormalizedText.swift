/// A message ready for matching, with the way back to what was really written.
package struct NormalizedText: Sendable, Equatable {
    /// The normalised scalars.
    var scalars: [UInt32]
    /// For each scalar the UTF-8 offset in the original at which its source begins; one more for the end.
    var origins: [Int32]

    /// The normalised text.
    package var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.lazy.compactMap(Unicode.Scalar.init))
        return String(view)
    }

    /// What of the original stands behind a range of normalised scalars.
    package func words(_ range: Range<Int>, of original: String) -> String {
        let utf8 = original.utf8
        guard range.lowerBound >= 0, range.upperBound < origins.count else { return "" }
        let start = utf8.index(utf8.startIndex, offsetBy: Int(origins[range.lowerBound]))
        let end = utf8.index(utf8.startIndex, offsetBy: Int(origins[range.upperBound]))
        return start <= end ? String(original[start..<end]) : ""
    }
}
