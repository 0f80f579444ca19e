/// Words between tags of a markup that is not worth a parser: the first pair of the tags counts.
enum MarkupText {
    /// The text between `<tag>` and `</tag>`, with CDATA and the five entities of XML decoded; nil when there is none.
    static func inside(_ tag: String, of markup: String) -> String? {
        guard let opening = markup.firstRange(of: "<\(tag)>"),
            let closing = markup[opening.upperBound...].firstRange(of: "</\(tag)>")
        else { return nil }
        let inner = markup[opening.upperBound..<closing.lowerBound]
        if inner.hasPrefix("<![CDATA["), inner.hasSuffix("]]>") { return String(inner.dropFirst(9).dropLast(3)) }
        guard inner.utf8.contains(UInt8(ascii: "&")) else { return String(inner) }
        // The ampersand last, so that what an escaped one begins is not decoded again.
        return entities.reduce(String(inner)) { text, entity in text.replacing(entity.code, with: entity.text) }
    }

    private static let entities = [
        (code: "&lt;", text: "<"), (code: "&gt;", text: ">"), (code: "&quot;", text: "\""), (code: "&apos;", text: "'"),
        (code: "&amp;", text: "&"),
    ]
}
