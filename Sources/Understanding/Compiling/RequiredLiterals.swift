/// The literals without which a pattern cannot match, read off its syntax.
///
/// The result is a list of choices: from each, one literal must occur. Where the reader is not sure it demands less,
/// never more, so that leaving out a pattern whose literals were not seen cannot lose a match.
struct RequiredLiterals {
    /// From each inner list at least one literal must occur.
    let choices: [[String]]

    /// Reads a pattern whose concepts are already spelled out.
    init(_ pattern: String) {
        var reader = Reader(Array(pattern.unicodeScalars))
        let found = reader.alternatives().requirements
        var seen: Set<[String]> = []
        choices = found.map { Array(Set($0)).sorted() }.filter { seen.insert($0).inserted }
    }

    /// What is known about a piece of the pattern.
    fileprivate enum Piece {
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

/// A reader for the part of Perl's syntax that says which literals must occur.
private struct Reader {
    typealias Piece = RequiredLiterals.Piece

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    /// More texts than this for one stretch are no longer worth telling apart.
    private let breadth = 256

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    mutating func alternatives() -> Piece {
        var branches = [sequence()]
        while next == "|" {
            place += 1
            branches.append(sequence())
        }
        return branches.count == 1 ? branches[0] : either(branches)
    }

    private func either(_ branches: [Piece]) -> Piece {
        var exact: Set<String> = []
        for case .exactly(let texts) in branches { exact.formUnion(texts) }
        let allExact = branches.allSatisfy { if case .exactly = $0 { true } else { false } }
        if allExact && exact.count <= breadth { return .exactly(exact) }
        var choice: [String] = []
        for branch in branches {
            guard let best = branch.best else { return .unknown }
            choice += best
        }
        return choice.count <= breadth * 4 ? .needing([choice]) : .unknown
    }

    private mutating func sequence() -> Piece {
        var needs: [[String]] = []
        var run: Set<String> = [""]
        while let scalar = next, scalar != "|", scalar != ")" {
            let piece = quantified(atom())
            if case .exactly(let texts) = piece, run.count * texts.count <= breadth {
                run = Set(run.flatMap { start in texts.map { start + $0 } })
            } else {
                needs += Piece.exactly(run).requirements
                run = [""]
                needs += piece.requirements
                // What follows a repeated piece is not glued to it: the run starts anew.
            }
        }
        if needs.isEmpty { return .exactly(run) }
        return .needing(needs + Piece.exactly(run).requirements)
    }

    private mutating func atom() -> Piece {
        guard let scalar = next else { return .empty }
        place += 1
        switch scalar {
        case "(": return group()
        case "[": return characterClass()
        case "\\": return escape()
        case ".": return .unknown
        case "^", "$": return .empty
        default: return .exactly([String(scalar)])
        }
    }

    private mutating func group() -> Piece {
        depth += 1
        defer { depth -= 1 }
        var isLookaround = false
        if next == "?" {
            place += 1
            switch next {
            case ":": place += 1
            case "=", "!":
                place += 1
                isLookaround = true
            case "<" where place + 1 < scalars.count && (scalars[place + 1] == "=" || scalars[place + 1] == "!"):
                place += 2
                isLookaround = true
            default:
                // Named groups, inline flags, conditions: nothing is demanded of them.
                skipGroup()
                return .unknown
            }
        } else if next == "*" {
            skipGroup()
            return .unknown
        }
        guard depth < 50 else {
            skipGroup()
            return .unknown
        }
        let inner = alternatives()
        if next == ")" { place += 1 }
        // What is looked at is not passed over, and what is ruled out need not occur.
        return isLookaround ? .unknown : inner
    }

    /// Steps over the rest of a group, its own closing bracket included.
    private mutating func skipGroup() {
        var open = 1
        while open > 0, let scalar = next {
            place += 1
            switch scalar {
            case "\\": place += 1
            case "[": _ = characterClass()
            case "(": open += 1
            case ")": open -= 1
            default: break
            }
        }
    }

    private mutating func characterClass() -> Piece {
        var members: Set<String> = []
        var isPlain = true
        if next == "^" {
            isPlain = false
            place += 1
        }
        var isFirst = true
        while let scalar = next, isFirst || scalar != "]" {
            place += 1
            isFirst = false
            switch scalar {
            case "\\":
                isPlain = false
                place += 1
            case "[" where next == ":": isPlain = false
            case "-" where next != "]" && !members.isEmpty: isPlain = false
            default: members.insert(String(scalar))
            }
        }
        place += 1
        return isPlain && !members.isEmpty && members.count <= 32 ? .exactly(members) : .unknown
    }

    private mutating func escape() -> Piece {
        guard let scalar = next else { return .unknown }
        place += 1
        let isPunctuation = scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        if isPunctuation { return .exactly([String(scalar)]) }
        if scalar == "Q" || scalar == "p" || scalar == "P" || scalar == "x" || scalar == "o" || scalar == "N" {
            // Their arguments would read as literals.
            if next == "{" { while let inside = next, inside != "}" { _ = inside; place += 1 } }
            if scalar == "Q" { place = scalars.count }
            if scalar == "x" { while let digit = next, digit.properties.isHexDigit { _ = digit; place += 1 } }
            if (scalar == "p" || scalar == "P") && next != "}" { place += 1 }
            if next == "}" { place += 1 }
        }
        return .unknown
    }

    private mutating func quantified(_ piece: Piece) -> Piece {
        var least = 1
        var most: Int? = 1
        switch next {
        case "?": (least, most) = (0, 1)
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "{":
            guard let bounds = braces() else { return piece }
            (least, most) = bounds
        default: return piece
        }
        // Past the quantifier's last character, and past `?` (lazy) or `+` (possessive) behind it.
        place += 1
        if next == "?" || next == "+" { place += 1 }
        if least == 0 {
            guard most == 1, case .exactly(let texts) = piece else { return .unknown }
            return .exactly(texts.union([""]))
        }
        if least == 1 && most == 1 { return piece }
        return .needing(piece.requirements)
    }

    /// Reads `{2}`, `{0,8}`, `{1,}` up to, not including, the closing brace; nil when it is a plain brace.
    private mutating func braces() -> (Int, Int?)? {
        var look = place + 1
        var text = ""
        while look < scalars.count, scalars[look] != "}" {
            text.unicodeScalars.append(scalars[look])
            look += 1
        }
        guard look < scalars.count else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let least = Int(parts[0]) else { return nil }
        place = look
        if parts.count == 1 { return (least, least) }
        return (least, parts[1].isEmpty ? nil : Int(parts[1]))
    }
}
