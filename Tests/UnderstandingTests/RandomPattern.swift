/// Patterns and texts over few letters, so that they often meet.
enum RandomPattern {
    private static let letters = ["a", "b", "c"]

    static func text(_ chance: inout SeededGenerator) -> String {
        let signs = letters + ["a", "b", "A", "1", "-", " ", "]"]
        return (0..<Int.random(in: 0...10, using: &chance)).map { _ in signs.randomElement(using: &chance) ?? "" }.joined()
    }

    static func make(_ chance: inout SeededGenerator, depth: Int = 0) -> String {
        let branches = (0..<Int.random(in: 1...(depth < 2 ? 3 : 1), using: &chance)).map { _ in
            (0..<Int.random(in: depth == 0 ? 1...4 : 0...3, using: &chance)).map { _ in piece(&chance, depth) }.joined()
        }
        return branches.joined(separator: "|")
    }

    private static func piece(_ chance: inout SeededGenerator, _ depth: Int) -> String {
        let inner = { (chance: inout SeededGenerator) in
            depth < 3 ? make(&chance, depth: depth + 1) : letters.randomElement(using: &chance) ?? ""
        }
        let atom: String
        switch Int.random(in: 0..<22, using: &chance) {
        case 0..<8: atom = letters.randomElement(using: &chance) ?? "a"
        case 8, 9: atom = "(" + inner(&chance) + ")"
        case 10: atom = "(?:" + inner(&chance) + ")"
        case 11: atom = ["(?=", "(?!", "(?<n>", "(?>", "(?i:", "(?|"].randomElement(using: &chance).map { $0 + inner(&chance) + ")" } ?? ""
        case 12: atom = "."
        case 13: atom = ["[ab]", "[^a]", "[a-c]", "[]a]", "[a\\]b]", "[[:alpha:]]", "[[:digit:]b]"].randomElement(using: &chance) ?? ""
        case 14: atom = ["\\d", "\\w", "\\-", "\\x61", "\\x{62}", "\\141", "\\pL", "\\p{Lu}", "\\cA"].randomElement(using: &chance) ?? ""
        case 15: atom = ["(?i)", "(?x)", "(?s)", "(?-i)", "\\Qa|b\\E", "\\1", "\\g1", "\\g{-1}"].randomElement(using: &chance) ?? ""
        case 16: atom = ["^", "$", "\\b", "{", "}", "]", "a{,2}", "{a}"].randomElement(using: &chance) ?? ""
        case 17: atom = ["(?#ab)", "(?(1)a|b)", "(*ACCEPT)", "(?R)?"].randomElement(using: &chance) ?? ""
        default: atom = (letters.randomElement(using: &chance) ?? "a") + (letters.randomElement(using: &chance) ?? "b")
        }
        let quantifiers = ["", "", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,2}", "+?", "*+", "{0}", "{1}"]
        return atom + (quantifiers.randomElement(using: &chance) ?? "")
    }
}
