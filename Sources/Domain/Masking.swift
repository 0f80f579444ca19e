/// Hides what identifies a person: ID card, bank card and phone numbers.
package enum Masking {
    /// The text with every long number reduced to its ends; everything else stays as it was.
    package static func mask(_ text: String) -> String {
        let characters = Array(text)
        var masked = ""
        var place = 0
        while place < characters.count {
            var end = place
            while end < characters.count, isPart(characters[end], after: end - place) { end += 1 }
            if end - place == 3, let groupedEnd = endOfGroups(characters, from: place) { end = groupedEnd }
            masked += hide(characters[place..<end])
            if end < characters.count { masked.append(characters[end]) }
            place = end + 1
        }
        return masked
    }

    /// A digit, full width or not, or the check letter of an ID card.
    private static func isPart(_ character: Character, after count: Int) -> Bool {
        if count == 17, character == "X" || character == "x" { return true }
        return isDigit(character)
    }

    private static func isDigit(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        guard let first = scalars.first?.value, scalars.count == 1 else { return false }
        return (0x30...0x39).contains(first) || (0xFF10...0xFF19).contains(first)
    }

    /// Where a mobile number ends that is written in groups, `138 0013 8000` or `138-0013-8000`; nil for other digits.
    private static func endOfGroups(_ characters: [Character], from start: Int) -> Int? {
        let end = start + 13
        guard end <= characters.count, end == characters.count || !isDigit(characters[end]),
            characters[start].wholeNumberValue == 1
        else { return nil }
        let isGrouped = (3..<13).allSatisfy { offset in
            let character = characters[start + offset]
            return offset == 3 || offset == 8 ? character == " " || character == "-" : isDigit(character)
        }
        return isGrouped ? end : nil
    }

    /// A mobile number keeps its ends, an ID or bank card its last four digits; shorter numbers are no one's.
    private static func hide(_ characters: ArraySlice<Character>) -> String {
        let run = Array(characters)
        return switch run.count {
        case 11 where run[0].wholeNumberValue == 1: String(run[0..<3]) + "****" + String(run[7...])
        case 13 where run[3] == " " || run[3] == "-": String(run[0..<4]) + "****" + String(run[8...])
        case 13 where run.starts(with: "861"): String(run[0..<5]) + "****" + String(run[9...])
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
