import Foundation

/// What each character becomes before matching: compatibility forms, letter case and traditional characters fold away.
struct FoldTable: Sendable {
    /// What becomes of one scalar.
    enum Fold: Equatable {
        /// It stays.
        case keep
        /// It becomes another.
        case one(UInt32)
        /// It becomes several, such as ㎡ → m2.
        case many([UInt32])
        /// It vanishes: zero-width marks, emoji, control characters.
        case drop
        /// It separates words.
        case space
    }

    /// One entry a scalar of the basic plane: 0 keep, 1 drop, 2 space, 3 several, else the replacement.
    private let plane: [UInt32]
    private let several: [UInt32: [UInt32]]
    private let beyond: [UInt32: UInt32]

    /// Builds the table; `variants` are traditional characters with their simplified forms.
    init(variants: [Unicode.Scalar: Unicode.Scalar]) {
        // A compatibility form may itself be traditional: 車 (U+F902) → 車 → 车.
        func simplified(_ value: UInt32) -> UInt32 { Unicode.Scalar(value).flatMap { variants[$0]?.value } ?? value }
        var plane = [UInt32](repeating: 0, count: 0x10000)
        var beyond = Self.compatibility.beyond.mapValues(simplified)
        for (scalar, replacement) in Self.compatibility.plane {
            plane[Int(scalar)] = replacement > 3 ? simplified(replacement) : replacement
        }
        for (traditional, simplified) in variants {
            if traditional.value < 0x10000 {
                plane[Int(traditional.value)] = simplified.value
            } else {
                beyond[traditional.value] = simplified.value
            }
        }
        self.plane = plane
        self.beyond = beyond
        several = Self.compatibility.several.mapValues { $0.map(simplified) }
    }

    /// The code of a scalar that stays.
    static let kept: UInt32 = 0
    /// The highest code that is no replacement.
    static let special: UInt32 = 3

    /// `kept`, a replacement, or a code up to `special` for which `fold` must be asked.
    @inline(__always)
    func code(of scalar: UInt32) -> UInt32 { scalar < 0x10000 ? plane[Int(scalar)] : Self.special }

    /// What becomes of the scalar.
    func fold(_ scalar: UInt32) -> Fold {
        guard scalar < 0x10000 else {
            if let other = beyond[scalar] { return .one(other) }
            return Self.isDroppedBeyond(scalar) ? .drop : .keep
        }
        switch plane[Int(scalar)] {
        case 0: return .keep
        case 1: return .drop
        case 2: return .space
        case 3: return .many(several[scalar] ?? [])
        case let other: return .one(other)
        }
    }

    private static func isDroppedBeyond(_ scalar: UInt32) -> Bool {
        // Emoji and symbols, variation selectors, tags.
        (0x1F000...0x1FAFF).contains(scalar) || (0xE0000...0xE01EF).contains(scalar)
    }

    private struct Compatibility: Sendable {
        var plane: [(UInt32, UInt32)] = []
        var several: [UInt32: [UInt32]] = [:]
        var beyond: [UInt32: UInt32] = [:]
    }

    /// The part that does not depend on the lexicon, asked of Foundation once: NFKC and lower case, scalar by scalar.
    private static let compatibility: Compatibility = {
        var table = Compatibility()
        for range in folded {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                add(scalar, to: &table)
            }
        }
        return table
    }()

    private static func add(_ scalar: Unicode.Scalar, to table: inout Compatibility) {
        let value = scalar.value
        if isDropped(scalar) {
            if value < 0x10000 { table.plane.append((value, 1)) }
        } else if scalar.properties.isWhitespace {
            table.plane.append((value, 2))
        } else {
            let folded = String(scalar).precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
            let values = folded.filter { !$0.properties.isWhitespace && !isDropped($0) }.map(\.value)
            switch values.count {
            case 0: if value < 0x10000 { table.plane.append((value, 1)) }
            case 1 where values[0] == value: break
            case 1 where value < 0x10000: table.plane.append((value, values[0]))
            case 1: table.beyond[value] = values[0]
            default:
                guard value < 0x10000 else { return }
                table.plane.append((value, 3))
                table.several[value] = values
            }
        }
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .nonspacingMark, .enclosingMark, .privateUse, .surrogate, .unassigned: true
        case .control: !scalar.properties.isWhitespace
        default: (0x2600...0x27BF).contains(scalar.value) || (0x2B00...0x2BFF).contains(scalar.value)
        }
    }

    /// The blocks in which anything folds; ideographs proper stay out, so that the table is ready in milliseconds.
    private static let folded: [ClosedRange<UInt32>] = [
        0x0000...0x058F, 0x1E00...0x2BFF, 0x2E80...0x2FDF, 0x3000...0x33FF, 0xE000...0xE5FF, 0xF900...0xFFFD,
        0x2F800...0x2FA1F, 0x1D400...0x1D7FF, 0x1F100...0x1F16F,
    ]
}
