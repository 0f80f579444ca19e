/// A text from which mentions of the bot are taken out, as villagers would have written it without them.
struct MentionText {
    private var words = ""
    private var followsMention = false

    /// Adds words; U+2005, which WeChat writes after a mention, becomes an ordinary space.
    mutating func add(_ more: some StringProtocol) {
        var more = Substring(more)
        if followsMention {
            let bare = Substring(more.unicodeScalars.drop(while: Self.isSeparator))
            if bare.startIndex > more.startIndex, words.unicodeScalars.last != " " { words += " " }
            followsMention = bare.isEmpty
            more = bare
        }
        if more.unicodeScalars.contains(Self.fourPerEmSpace) {
            words.unicodeScalars += more.unicodeScalars.map { $0 == Self.fourPerEmSpace ? " " : $0 }
        } else {
            words += more
        }
    }

    /// Notes that a mention stood here; the separators on both sides of it become one ordinary space.
    mutating func addMention() {
        let count = words.utf8.count
        while words.unicodeScalars.last.map(Self.isSeparator) == true { words.unicodeScalars.removeLast() }
        if words.utf8.count < count { words += " " }
        followsMention = true
    }

    /// The text, trimmed.
    var text: String { Self.trimmed(Substring(words)) }

    private static let fourPerEmSpace: Unicode.Scalar = "\u{2005}"

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == fourPerEmSpace || scalar == "\u{00A0}"
    }

    private static func trimmed(_ text: Substring) -> String {
        var scalars = text.unicodeScalars
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return String(scalars)
    }
}

extension MentionText {
    /// The text without `@name` for the bot's names, trimmed.
    ///
    /// A mention ends where no letter or digit follows. One with text glued on counts only when the text has none that
    /// ends properly, for it may be another member whose name begins with the bot's.
    static func strip(_ names: [String], from text: String) -> String {
        var result = MentionText()
        var rest = Substring(text)
        let mentions = mentions(of: names, in: text)
        let gluedCounts = mentions.allSatisfy(\.isGlued)
        for mention in mentions where gluedCounts || !mention.isGlued {
            result.add(rest[..<mention.range.lowerBound])
            result.addMention()
            rest = rest[mention.range.upperBound...]
        }
        result.add(rest)
        return result.text
    }

    private struct Mention {
        let range: Range<String.Index>
        let isGlued: Bool
    }

    private static func mentions(of names: [String], in text: String) -> [Mention] {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return [] }
        let longestFirst = names.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
        var found: [Mention] = []
        var rest = text.utf8[...]
        while let sign = rest.firstIndex(of: UInt8(ascii: "@")) {
            rest = rest[sign...].dropFirst()
            guard let name = longestFirst.first(where: { rest.starts(with: $0.utf8) }) else { continue }
            rest = rest.dropFirst(name.utf8.count)
            let next = text.unicodeScalars[rest.startIndex...].first?.properties
            let isGlued = next.map { $0.isAlphabetic || $0.numericType != nil } ?? false
            found.append(Mention(range: sign..<rest.startIndex, isGlued: isGlued))
        }
        return found
    }
}
