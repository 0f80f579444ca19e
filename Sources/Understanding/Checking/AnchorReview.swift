/// Finds anchors that nothing can meet: `婚^` demands the text's beginning behind a character, `$婚` its end before one.
struct AnchorReview {
    /// Whether some part of the pattern can never match.
    let isDead: Bool

    /// Reads a pattern that compiles; where it is not sure, it holds it for alive.
    init(_ pattern: String) {
        let scalars = Array(pattern.unicodeScalars)
        var place = 0
        var isDead = false
        // Whether a character was certainly read before this place, on every way here.
        var hasRead = false
        var hasEnded = false
        while place < scalars.count {
            switch scalars[place] {
            case "\\":
                place += 1
                (hasRead, hasEnded) = (false, false)
            case "(", ")", "|", "?", "*", "+", "{", "}": (hasRead, hasEnded) = (false, false)
            case "[":
                place = Self.endOfClass(scalars, place)
                (hasRead, hasEnded) = (false, false)
            case "^": isDead = isDead || hasRead
            case "$": hasEnded = true
            case let scalar where scalar.properties.isAlphabetic || scalar.properties.isIdeographic:
                let next = place + 1 < scalars.count ? scalars[place + 1] : ")"
                let isCertain = !["?", "*", "{"].contains(next)
                isDead = isDead || hasEnded && isCertain
                hasRead = isCertain
                hasEnded = false
            default: (hasRead, hasEnded) = (false, false)
            }
            place += 1
        }
        self.isDead = isDead
    }

    /// The place of the bracket that closes a class.
    private static func endOfClass(_ scalars: [Unicode.Scalar], _ open: Int) -> Int {
        var place = open + 1
        if place < scalars.count, scalars[place] == "^" { place += 1 }
        if place < scalars.count, scalars[place] == "]" { place += 1 }
        while place < scalars.count, scalars[place] != "]" { place += scalars[place] == "\\" ? 2 : 1 }
        return place
    }
}
