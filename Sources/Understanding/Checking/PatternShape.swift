/// How badly a pattern can backtrack, read off its syntax: an upper bound, so that most need no trial.
struct PatternShape {
    /// In how many ways it can be laid over a text from one starting place; infinite where a repeat has no limit.
    let ways: Double
    /// Whether something repeated without limit holds a repeat without limit, as in `(工+)+`.
    let hasNestedRepeat: Bool

    /// Reads a pattern that compiles.
    init(_ pattern: String) {
        var reader = Reader(scalars: Array(pattern.unicodeScalars))
        let whole = reader.alternatives()
        ways = whole.ways
        hasNestedRepeat = whole.depth > 1
    }

    /// A stretch of the pattern: its ways, and how deep repeats without limit stand inside each other.
    private struct Stretch {
        var ways = 1.0
        var depth = 0
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        var place = 0

        private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

        mutating func alternatives() -> Stretch {
            var sum = sequence()
            while next == "|" {
                place += 1
                let branch = sequence()
                sum = Stretch(ways: sum.ways + branch.ways, depth: max(sum.depth, branch.depth))
            }
            return sum
        }

        private mutating func sequence() -> Stretch {
            var product = Stretch()
            while let scalar = next, scalar != "|", scalar != ")" {
                let piece = repeated(atom())
                product = Stretch(ways: product.ways * piece.ways, depth: max(product.depth, piece.depth))
            }
            return product
        }

        private mutating func atom() -> Stretch {
            defer { place += 1 }
            switch next {
            case "(":
                place += 1
                // `(?:`, `(?=`, `(?<!`, `(?<name>`: what stands before the inside.
                if next == "?" {
                    while let scalar = next, !":=!>)".unicodeScalars.contains(scalar) { place += 1 }
                    if next != ")" { place += 1 }
                }
                return alternatives()
            case "[":
                place += 1
                if next == "^" { place += 1 }
                if next == "]" { place += 1 }
                while let scalar = next, scalar != "]" { place += scalar == "\\" ? 2 : 1 }
            case "\\": place += 1
            default: break
            }
            return Stretch()
        }

        private mutating func repeated(_ piece: Stretch) -> Stretch {
            guard let (least, most) = bounds() else { return piece }
            // Lazy or possessive: the same ways, in another order.
            if next == "?" || next == "+" { place += 1 }
            guard let most else { return Stretch(ways: .infinity, depth: piece.depth + 1) }
            guard least <= most, piece.ways.isFinite else { return piece }
            var sum = 0.0
            var power = 1.0
            for count in 0...most {
                if count >= least { sum += power }
                power *= piece.ways
            }
            return Stretch(ways: sum, depth: piece.depth)
        }

        /// The limits of the repeat that stands here, and past it; nil when none does.
        private mutating func bounds() -> (Int, Int?)? {
            switch next {
            case "?":
                place += 1
                return (0, 1)
            case "*":
                place += 1
                return (0, nil)
            case "+":
                place += 1
                return (1, nil)
            case "{":
                guard let close = scalars[place...].firstIndex(of: "}") else { return nil }
                let parts = String(String.UnicodeScalarView(scalars[(place + 1)..<close]))
                    .split(separator: ",", omittingEmptySubsequences: false)
                guard parts.count <= 2, let least = Int(parts[0]) else { return nil }
                guard parts.count == 2 else {
                    place = close + 1
                    return (least, least)
                }
                guard parts[1].isEmpty || Int(parts[1]) != nil else { return nil }
                place = close + 1
                return (least, Int(parts[1]))
            default: return nil
            }
        }
    }
}
