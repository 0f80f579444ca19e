/// The literals without which a pattern cannot match, read off its syntax.
///
/// The result is a list of choices: from each, one literal must occur. Where the reader is not sure it demands less,
/// never more, so that leaving out a pattern whose literals were not seen cannot lose a match.
struct RequiredLiterals {
    /// From each inner list at least one literal must occur.
    let choices: [[String]]

    /// Reads a pattern whose concepts are already spelled out.
    init(_ pattern: String) {
        var reader = PatternReader(Array(pattern.unicodeScalars))
        let found = reader.alternatives().requirements
        var seen: Set<[String]> = []
        choices = (reader.isLost ? [] : found).map { Array(Set($0)).sorted() }.filter { seen.insert($0).inserted }
    }

    /// What is known about a piece of the pattern.
    enum Piece {
        /// It matches exactly one of these.
        case exactly(Set<String>)
        /// It matches who knows what, but only with one literal of each choice.
        case needing([[String]])

        static let unknown = Piece.needing([])
        static let empty = Piece.exactly([""])

        /// The choices; an empty literal demands nothing.
        var requirements: [[String]] {
            switch self {
            case .exactly(let texts): texts.contains("") || texts.isEmpty ? [] : [Array(texts)]
            case .needing(let choices): choices
            }
        }

        /// The choice that says most: the one whose shortest literal is longest.
        var best: [String]? {
            requirements.max { shortest($0) < shortest($1) }
        }

        private func shortest(_ choice: [String]) -> Int { choice.map(\.unicodeScalars.count).min() ?? 0 }
    }
}
