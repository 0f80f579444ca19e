/// A gap in a text, `{{service.court.phone}}`, that is filled for each village.
package enum Placeholder {
    /// The names in a line, each with its column from 1; a gap that is never closed is named by the rest of the line.
    package static func all(in line: some StringProtocol) -> [(name: String, column: Int)] {
        var found: [(String, Int)] = []
        var rest = line[...]
        while let open = rest.firstRange(of: "{{") {
            let close = rest[open.upperBound...].firstRange(of: "}}") ?? rest.endIndex..<rest.endIndex
            let column = line.distance(from: line.startIndex, to: open.lowerBound) + 1
            found.append((rest[open.upperBound..<close.lowerBound].trimmed, column))
            rest = rest[close.upperBound...]
        }
        return found
    }

    /// The text with every gap filled; a gap without a value is left out.
    package static func fill(_ text: String, with value: (String) -> String?) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"),
            let close = rest[open.upperBound...].firstRange(of: "}}")
        {
            filled += rest[..<open.lowerBound]
            filled += value(rest[open.upperBound..<close.lowerBound].trimmed) ?? ""
            rest = rest[close.upperBound...]
        }
        return filled + rest
    }
}
