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
    ///
    /// Looks at bytes, since braces are never part of a longer character and every reply passes here.
    package static func fill(_ text: String, with value: (String) -> String?) -> String {
        let bytes = text.utf8
        var filled = ""
        var rest = bytes.startIndex
        while let open = pair(UInt8(ascii: "{"), in: bytes[rest...]),
            let close = pair(UInt8(ascii: "}"), in: bytes[open.upperBound...])
        {
            filled += text[rest..<open.lowerBound]
            filled += value(text[open.upperBound..<close.lowerBound].trimmed) ?? ""
            rest = close.upperBound
        }
        return rest == bytes.startIndex ? text : filled + text[rest...]
    }

    /// Where the byte first stands twice in a row.
    private static func pair(_ byte: UInt8, in bytes: Substring.UTF8View) -> Range<String.Index>? {
        var from = bytes.startIndex
        while let first = bytes[from...].firstIndex(of: byte) {
            let second = bytes.index(after: first)
            guard second < bytes.endIndex else { return nil }
            if bytes[second] == byte { return first..<bytes.index(after: second) }
            from = second
        }
        return nil
    }
}
