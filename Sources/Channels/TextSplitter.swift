/// Cuts a text into pieces that fit a byte limit, where a reader would breathe.
package struct TextSplitter: Sendable {
    /// The least limit that any character of Unicode fits.
    package static let smallestLimit = 4

    private let limit: Int

    /// Takes the most UTF-8 bytes of a piece, at least `smallestLimit`.
    package init(limit: Int) { self.limit = max(limit, Self.smallestLimit) }

    /// The longest beginning within the limit that splits no character.
    package func prefix(of text: Substring) -> Substring {
        let bytes = text.utf8
        guard bytes.count > limit else { return text }
        var end = bytes.index(bytes.startIndex, offsetBy: limit)
        while end > bytes.startIndex, String.Index(end, within: text) == nil { end = bytes.index(before: end) }
        if end > bytes.startIndex { return text[..<end] }
        // One character of more scalars than fit: it must be cut, but never inside a scalar.
        end = bytes.index(bytes.startIndex, offsetBy: limit)
        while end.samePosition(in: text.base.unicodeScalars) == nil { end = bytes.index(before: end) }
        return text[..<end]
    }

    /// The pieces in order; blanks at the cuts are dropped, and a blank text has none.
    package func pieces(of text: String) -> [String] {
        guard text.contains(where: { !$0.isWhitespace }) else { return [] }
        guard text.utf8.count > limit else { return [text] }
        var pieces: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let window = prefix(of: rest)
            let end = window.endIndex == rest.endIndex ? rest.endIndex : cut(window, of: rest)
            let piece = Self.trimmedEnd(rest[..<end])
            if !piece.isEmpty { pieces.append(String(piece)) }
            rest = rest[end...].drop(while: \.isWhitespace)
        }
        return pieces
    }

    /// The best place to cut within the window: after a sentence, after a clause, before a citation, or at its end.
    private func cut(_ window: Substring, of rest: Substring) -> String.Index {
        let citations = Citation.ranges(in: rest, startingBefore: window.endIndex)
        let isWhole = { (place: String.Index) in
            !citations.contains { $0.lowerBound < place && place < $0.upperBound }
        }
        for marks in [Self.sentenceEnds, Self.clauseEnds] {
            if let end = lastEnd(of: marks, in: window, where: { isWhole($0) && !Self.startsWithCloser(rest[$0...]) }) {
                return end
            }
        }
        let straddling = citations.first { $0.lowerBound < window.endIndex && window.endIndex < $0.upperBound }
        guard let start = straddling?.lowerBound, start > window.startIndex else { return window.endIndex }
        return start
    }

    private func lastEnd(
        of marks: Set<Character>, in window: Substring, where allowed: (String.Index) -> Bool
    ) -> String.Index? {
        var place = window.endIndex
        while place > window.startIndex {
            let before = window.index(before: place)
            let character = window[before]
            let closes = Self.closers.contains(character) && endsAfter(marks, window[..<before])
            if marks.contains(character) || closes, allowed(place) { return place }
            place = before
        }
        return nil
    }

    private func endsAfter(_ marks: Set<Character>, _ text: Substring) -> Bool {
        text.last.map(marks.contains) ?? false
    }

    private static func startsWithCloser(_ text: Substring) -> Bool { text.first.map(closers.contains) ?? false }

    private static let sentenceEnds: Set<Character> = ["。", "！", "？", "；", "\n", "\r\n"]
    private static let clauseEnds: Set<Character> = ["，", "、", "：", " "]
    private static let closers: Set<Character> = ["”", "’", "」", "』", "）", ")"]

    private static func trimmedEnd(_ text: Substring) -> Substring {
        var text = text
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

/// A statute's name with its article, such as 《民法典》第一千零七十七条第一款, which must not be torn apart.
private enum Citation {
    /// The citations that begin before `limit`.
    static func ranges(in text: Substring, startingBefore limit: String.Index) -> [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        var place = text.startIndex
        while place < limit {
            if let end = end(of: text[place...]) {
                ranges.append(place..<end)
                place = end
            } else {
                place = text.index(after: place)
            }
        }
        return ranges
    }

    private static func end(of text: Substring) -> String.Index? {
        guard text.first == "《" else { return article(text) }
        guard let close = text.prefix(60).firstIndex(of: "》") else { return nil }
        let after = text[text.index(after: close)...]
        return article(after) ?? after.startIndex
    }

    /// The end of 第…条, with the 之…, 第…款 and 第…项 that follow it.
    private static func article(_ text: Substring) -> String.Index? {
        guard var end = numbered(text, "条") else { return nil }
        if text[end...].first == "之" { end = text[end...].dropFirst().drop(while: numerals.contains).startIndex }
        for unit in ["款", "项"] as [Character] {
            if let further = numbered(text[end...], unit) { end = further }
        }
        return end
    }

    private static func numbered(_ text: Substring, _ unit: Character) -> String.Index? {
        guard text.first == "第" else { return nil }
        let rest = text.dropFirst().drop { numerals.contains($0) || $0 == "（" || $0 == "）" }
        guard rest.first == unit, rest.startIndex > text.index(after: text.startIndex) else { return nil }
        return rest.index(after: rest.startIndex)
    }

    private static let numerals: Set<Character> = Set("零〇一二三四五六七八九十百千两0123456789")
}
