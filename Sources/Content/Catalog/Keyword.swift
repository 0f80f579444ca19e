/// Words that must all occur: `离婚 + 三十天`, `狗|犬 + 咬`, `{spouse} + 打我`.
package struct Keyword: Sendable, Hashable {
    /// A word, or the name of a concept.
    package enum Term: Sendable, Hashable {
        case word(String)
        case concept(String)
    }

    /// The keyword as it was written.
    package let source: String
    /// The parts that must all occur, each a choice of terms.
    package let parts: [[Term]]
    /// Where it was written.
    package let location: Location

    /// Reads a keyword; a part that is empty is an error in the log, and nil comes back.
    package init?(_ source: String, at location: Location, into log: FindingLog) {
        var parts: [[Term]] = []
        for part in source.split(separator: "+", omittingEmptySubsequences: false) {
            var terms: [Term] = []
            for choice in part.split(separator: "|", omittingEmptySubsequences: false) {
                let word = choice.trimmed
                guard !word.isEmpty else {
                    log.error(location, "关键词“\(source)”里有空的一段", rule: "keyword-empty-part")
                    return nil
                }
                if word.hasPrefix("{") && word.hasSuffix("}") {
                    terms.append(.concept(String(word.dropFirst().dropLast())))
                } else if word.contains("{") || word.contains("}") {
                    log.error(location, "关键词“\(source)”里，概念要单独成一段，例如 {spouse} + 打我", rule: "keyword-concept")
                    return nil
                } else {
                    terms.append(.word(word))
                }
            }
            parts.append(terms)
        }
        self.source = source
        self.parts = parts
        self.location = location
    }

    /// The concepts that it names.
    package var concepts: [String] {
        parts.joined().compactMap { if case .concept(let name) = $0 { name } else { nil } }
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }
}
