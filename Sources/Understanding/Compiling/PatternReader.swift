/// A reader for the part of Perl's syntax that says which literals must occur.
struct PatternReader {
    typealias Piece = RequiredLiterals.Piece

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    /// Whether something was met that changes how all the rest is read, such as `(?i)`.
    private(set) var isLost = false

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
        // An unknown piece demands nothing, and yet the run is no longer all that there is.
        var isWhole = true
        while let scalar = next, scalar != "|", scalar != ")" {
            let piece = quantified(atom())
            if case .exactly(let texts) = piece, run.count * texts.count <= breadth {
                run = Set(run.flatMap { start in texts.map { start + $0 } })
            } else {
                needs += Piece.exactly(run).requirements
                run = [""]
                isWhole = false
                needs += piece.requirements
                // What follows a repeated piece is not glued to it: the run starts anew.
            }
        }
        return isWhole ? .exactly(run) : .needing(needs + Piece.exactly(run).requirements)
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
            case "#":
                // A repeat behind a comment is meant for what stands before it.
                isLost = true
                skipGroup()
                return .unknown
            case "<" where place + 1 < scalars.count && (scalars[place + 1] == "=" || scalars[place + 1] == "!"):
                place += 2
                isLookaround = true
            default:
                // Named groups, inline flags, conditions: nothing is demanded of them.
                let start = place
                skipGroup()
                isLost = isLost || isFlags(scalars[start..<min(place, scalars.count)])
                return .unknown
            }
        } else if next == "*" {
            // Verbs such as `(*ACCEPT)` end a match wherever they stand.
            isLost = true
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

    /// Whether this is the inside of `(?i)` or `(?x)`, which holds beyond its bracket.
    private func isFlags(_ group: ArraySlice<Unicode.Scalar>) -> Bool {
        group.last == ")" && group.contains { $0 == "i" || $0 == "x" }
            && group.dropLast().allSatisfy { "imsxnJU^-".unicodeScalars.contains($0) }
    }

    /// Steps over the rest of a group, its own closing bracket included.
    private mutating func skipGroup() {
        var open = 1
        while open > 0, let scalar = next {
            place += 1
            switch scalar {
            case "\\":
                isLost = isLost || next == "Q"
                place += 1
            case "[": _ = characterClass()
            case "(":
                isLost = isLost || next == "*"
                open += 1
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
            case "[" where next == ":":
                isPlain = false
                // `[[:digit:]]`: its first closing bracket does not close the class.
                if let end = endOfNamedClass() { place = end }
            case "-" where next != "]" && !members.isEmpty: isPlain = false
            default: members.insert(String(scalar))
            }
        }
        place += 1
        return isPlain && !members.isEmpty && members.count <= 32 ? .exactly(members) : .unknown
    }

    /// The place behind `:]` of a named class such as `[:digit:]`, whose colon is next; nil when it is no such thing.
    private func endOfNamedClass() -> Int? {
        var look = place + 1
        while look + 1 < scalars.count, scalars[look].properties.isAlphabetic || scalars[look] == "^" { look += 1 }
        guard look + 1 < scalars.count, scalars[look] == ":", scalars[look + 1] == "]" else { return nil }
        return look + 2
    }

    private mutating func escape() -> Piece {
        guard let scalar = next else { return .unknown }
        place += 1
        let isPunctuation = scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        if isPunctuation { return .exactly([String(scalar)]) }
        if scalar == "Q" { isLost = true }
        skipArgument(of: scalar)
        return .unknown
    }

    /// Steps over what belongs to an escape, such as `{Han}` behind a p: it would read as literals.
    private mutating func skipArgument(of escape: Unicode.Scalar) {
        switch escape {
        case "p", "P", "x", "o", "N", "k", "g":
            let closing: [Unicode.Scalar: Unicode.Scalar] = ["{": "}", "<": ">", "'": "'"]
            if let open = next, let close = closing[open] {
                place += 1
                skip { $0 != close }
                place += 1
            } else if escape == "p" || escape == "P" {
                place += 1
            } else {
                skip { $0.properties.isHexDigit || $0 == "+" || $0 == "-" }
            }
        case "c": place += 1
        case "0"..."9": skip { ("0"..."9").contains($0) }
        default: break
        }
    }

    private mutating func skip(_ isPart: (Unicode.Scalar) -> Bool) {
        while let scalar = next, isPart(scalar) { place += 1 }
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
        // `{,3}` is plain text to older versions of PCRE2 and a repeat to newer ones.
        guard (1...2).contains(parts.count), let least = parts[0].isEmpty ? 0 : Int(parts[0]) else { return nil }
        place = look
        if parts.count == 1 { return (least, least) }
        return (least, parts[1].isEmpty ? nil : Int(parts[1]))
    }
}
