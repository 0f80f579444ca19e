/// What the justice office makes of a warning: `属实 W12 已上门`, `误报 W12`, or either as the answer to its ping.
package struct WarningVerdict: Sendable, Equatable {
    /// Whether there is a dispute.
    package var isReal: Bool
    /// The warning's number; nil when none was written.
    package var number: Int64?
    /// The words behind.
    package var note: String

    /// Takes the parts.
    package init(isReal: Bool, number: Int64?, note: String = "") {
        self.isReal = isReal
        self.number = number
        self.note = note
    }

    private static let words: [(String, isReal: Bool)] = [
        ("不属实", false), ("误报", false), ("属实", true),
    ]

    /// Reads a verdict; nil for anything else, since people also just talk.
    package static func read(_ text: String) -> WarningVerdict? {
        var line = text.map { StaffLine.halfWidth($0) }[...]
        StaffLine.trim(&line)
        let first = number(at: &line)
        if first != nil { StaffLine.skipSeparators(&line) }
        guard let (word, isReal) = words.first(where: { line.starts(with: $0.0) }) else { return nil }
        line = line.dropFirst(word.count)
        // “属实不容易” is talk.
        guard line.first.map({ $0.isWhitespace || $0 == "W" || $0 == "w" || ":,.。，".contains($0) }) ?? true else {
            return nil
        }
        StaffLine.skipSeparators(&line)
        let second = number(at: &line)
        StaffLine.skipSeparators(&line)
        StaffLine.trim(&line)
        return WarningVerdict(isReal: isReal, number: first ?? second, note: String(line))
    }

    /// The numbers in the heads of quoted pings: `【橙色预警 W12】…`.
    package static func numbers(inQuoted text: String) -> [Int64] {
        text.split(separator: "【").compactMap { part in
            guard let close = part.firstIndex(of: "】") else { return nil }
            let words = part[..<close].split(separator: " ")
            guard words.count == 2, words[0].hasSuffix("预警"), words[1].first == "W" else { return nil }
            return Int64(words[1].dropFirst())
        }
    }

    /// `W12`; a number must have its letter, since 12 alone may be anything.
    private static func number(at line: inout ArraySlice<Character>) -> Int64? {
        guard let letter = line.first, letter == "W" || letter == "w" else { return nil }
        let digits = line.dropFirst().prefix { ("0"..."9").contains($0) }
        guard (1...9).contains(digits.count), let number = Int64(String(digits)) else { return nil }
        line = line.dropFirst(1 + digits.count)
        return number
    }
}

/// A line that one of ours writes, read sign by sign.
enum StaffLine {
    /// Full-width digits, letters and colons as the plain ones, the ideographic space as a space; the rest as it stands.
    static func halfWidth(_ character: Character) -> Character {
        let plain = ServiceWords.plain(character)
        return plain.isLetter || plain.isNumber || plain == ":" || plain == " " ? plain : character
    }

    static func trim(_ line: inout ArraySlice<Character>) {
        line = line.drop(while: \.isWhitespace)
        while line.last?.isWhitespace == true { line = line.dropLast() }
    }

    static func skipSeparators(_ line: inout ArraySlice<Character>) {
        line = line.drop { $0.isWhitespace || ":,.。，、;；".contains($0) }
    }
}
