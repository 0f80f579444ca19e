/// Hides what identifies a person: ID card, bank card and phone numbers.
package enum Masking {
    /// The text with every long number reduced to its ends; everything else stays as it was.
    package static func mask(_ text: String) -> String {
        var masked = ""
        var run: [Character] = []
        for character in text {
            if character.isASCII && character.isNumber || (run.count == 17 && (character == "X" || character == "x")) {
                run.append(character)
            } else {
                masked += hide(run)
                run.removeAll(keepingCapacity: true)
                masked.append(character)
            }
        }
        return masked + hide(run)
    }

    /// A mobile number keeps three and four digits, an ID or bank card its last four; shorter numbers are no one's.
    private static func hide(_ run: [Character]) -> String {
        switch run.count {
        case 11 where run[0] == "1": String(run[0..<3]) + "****" + String(run[7...])
        case 15...: String(repeating: "*", count: run.count - 4) + String(run[(run.count - 4)...])
        default: String(run)
        }
    }

    /// The first so many characters of the masked text, for a ping that others may see over a shoulder.
    package static func summary(_ text: String, characters: Int = 90) -> String {
        let line = mask(text).split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= characters ? line : line.prefix(characters) + "…"
    }
}
