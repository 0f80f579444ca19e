import TestSupport

/// Patterns and texts over few letters, so that they often meet.
enum RandomPattern {
    private static let letters = ["a", "b", "c"]
    private static let classes = ["[ab]", "[^a]", "[a-c]", "[]a]", "[a\\]b]", "[[:alpha:]]", "[[:digit:]b]"]
    private static let escapes = ["\\d", "\\w", "\\-", "\\x61", "\\x{62}", "\\141", "\\pL", "\\p{Lu}", "\\cA"]
    private static let openings = ["(", "(", "(", "(?:", "(?:", "(?=", "(?!", "(?<n>", "(?>", "(?i:", "(?|"]
    private static let oddities = [
        "(?i)", "(?x)", "(?s)", "(?-i)", "\\Qa|b\\E", "\\1", "\\g1", "\\g{-1}", "^", "$", "\\b", "{", "}", "]", "a{,2}",
        "{a}", "(?#ab)", "(?(1)a|b)", "(*ACCEPT)", "(?R)?",
    ]
    private static let quantifiers = ["?", "*", "+", "{2}", "{0,2}", "{1,2}", "+?", "*+", "{0}", "{1}"]

    /// Up to ten characters, most of them letters of the patterns.
    static func text(_ chance: inout SeededGenerator) -> String {
        let signs = letters + letters + letters + ["A", "1", "-", " ", "]"]
        return (0..<Int.random(in: 0...10, using: &chance)).map { _ in pick(signs, &chance) }.joined()
    }

    /// A pattern that PCRE2 may or may not accept.
    static func make(_ chance: inout SeededGenerator, depth: Int = 0) -> String {
        let branches = (0..<Int.random(in: 1...2, using: &chance)).map { _ in
            (0..<Int.random(in: 1...3, using: &chance)).map { _ in piece(&chance, depth) }.joined()
        }
        // Most patterns have one branch at the top: two demand little.
        return depth == 0 ? branches[0] : branches.joined(separator: "|")
    }

    private static func piece(_ chance: inout SeededGenerator, _ depth: Int) -> String {
        let atom =
            switch Int.random(in: 0..<40, using: &chance) {
            case 0..<12: pick(letters, &chance) + (Bool.random(using: &chance) ? "" : pick(letters, &chance))
            case 12..<18: "."
            case 18..<32 where depth < 2: pick(openings, &chance) + make(&chance, depth: depth + 1) + ")"
            case 32..<35: pick(classes, &chance)
            case 35..<38: pick(escapes, &chance)
            case 38: pick(oddities, &chance)
            default: pick(letters, &chance)
            }
        return atom + (Int.random(in: 0..<3, using: &chance) == 0 ? pick(quantifiers, &chance) : "")
    }

    private static func pick(_ choices: [String], _ chance: inout SeededGenerator) -> String {
        choices.randomElement(using: &chance) ?? ""
    }
}
