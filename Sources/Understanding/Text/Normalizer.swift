package import Content

/// Turns what was written into what is matched: one form for each word, noise taken out.
///
/// In this order: character folding (NFKC, case, traditional → simplified), noise (zero-width marks, emoji, `[表情]`,
/// URLs, @-names, blanks between Chinese characters), then the lexicon's rewrites, leftmost and longest first.
package struct Normalizer: Sendable {
    private let folds: FoldTable
    private let rewrites: RewriteTrie

    /// Compiles the lexicon.
    package init(_ lexicon: Lexicon) {
        let folds = FoldTable(variants: lexicon.variants)
        self.folds = folds
        rewrites = RewriteTrie(lexicon.rewrites) { Self.fold($0, folds).scalars }
    }

    /// Normalises a message; what is beyond `limit` scalars is not looked at.
    package func normalize(_ text: String) -> NormalizedText {
        let folded = Self.fold(text, folds)
        return rewrites.isEmpty ? folded : rewrites.apply(to: folded)
    }

    /// Normalises a word of the catalog, which matches only if it went through the same mill.
    func normalize(word: String) -> [UInt32] { normalize(word).scalars }

    /// Folds characters but leaves words as they are, for patterns.
    func fold(pattern: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in pattern.unicodeScalars {
            // Letters keep their case: \d and \D differ.
            if scalar.value >= 0x80, case .one(let other) = folds.fold(scalar.value), let folded = Unicode.Scalar(other)
            {
                view.append(folded)
            } else {
                view.append(scalar)
            }
        }
        return String(view)
    }

    /// The most scalars of a message that are looked at; a group message seldom has more than 200.
    package static let limit = 4_000

    private static func fold(_ text: String, _ folds: FoldTable) -> NormalizedText {
        var sink = Sink(capacity: min(text.utf8.count, limit))
        var offset: Int32 = 0
        for scalar in text.unicodeScalars {
            let width = Int32(UTF8.width(scalar))
            switch folds.fold(scalar.value) {
            case .keep: sink.add(scalar.value, from: offset)
            case .one(let other): sink.add(other, from: offset)
            case .many(let others): for other in others { sink.add(other, from: offset) }
            case .drop: break
            case .space: sink.space()
            }
            offset += width
            if sink.scalars.count >= limit { break }
        }
        sink.finish()
        sink.origins.append(offset)
        return NormalizedText(scalars: sink.scalars, origins: sink.origins)
    }
}

/// Where folded characters arrive; takes the noise out that spans several of them.
private struct Sink {
    var scalars: [UInt32] = []
    var origins: [Int32] = []
    private var pendingSpace = false
    private var nameStart: Int?
    private var bracketStart: Int?
    private var urlStart: Int?

    init(capacity: Int) {
        scalars.reserveCapacity(capacity)
        origins.reserveCapacity(capacity + 1)
    }

    mutating func add(_ scalar: UInt32, from offset: Int32) {
        if let start = urlStart {
            // A URL ends where its alphabet does.
            if scalar < 0x80, scalar > 0x20 { return append(scalar, offset) }
            cut(start)
            urlStart = nil
        }
        if pendingSpace {
            pendingSpace = false
            // 离 婚 is evasion or a slip of the thumb; between letters or digits a blank has meaning.
            if let last = scalars.last, last < 0x80, scalar < 0x80, nameStart == nil {
                append(0x20, offset)
            }
        }
        switch scalar {
        case 0x40:
            nameStart = scalars.count
        case 0x5B, 0x3010: bracketStart = scalars.count
        case 0x5D, 0x3011: if closesEmoticon(scalar) { return }
        case 0x2F where endsWithScheme: urlStart = schemeStart
        default: break
        }
        append(scalar, offset)
    }

    mutating func space() {
        if let start = urlStart {
            cut(start)
            urlStart = nil
        }
        // `@名字` reaches to the next blank; a longer run without one is an address or a sentence, not a name.
        if let start = nameStart {
            if scalars.count - start <= 12 { cut(start) }
            nameStart = nil
        }
        pendingSpace = true
    }

    mutating func finish() {
        if let start = urlStart { cut(start) }
        if let start = nameStart, start > 0, scalars.count - start <= 8 { cut(start) }
    }

    private mutating func append(_ scalar: UInt32, _ offset: Int32) {
        scalars.append(scalar)
        origins.append(offset)
    }

    /// Takes back everything from `start`, and what was remembered about it.
    private mutating func cut(_ start: Int) {
        scalars.removeSubrange(start...)
        origins.removeSubrange(start...)
        if let name = nameStart, name >= start { nameStart = nil }
        if let bracket = bracketStart, bracket >= start { bracketStart = nil }
        // The blank before what was taken out stands before what follows, or before nothing.
        if scalars.last == 0x20 {
            scalars.removeLast()
            origins.removeLast()
            pendingSpace = true
        }
    }

    /// `[捂脸]` and `[图片]` are pictures; longer brackets hold words.
    private mutating func closesEmoticon(_ scalar: UInt32) -> Bool {
        guard scalar == 0x5D, let start = bracketStart, scalars[start] == 0x5B else { return false }
        bracketStart = nil
        guard (2...5).contains(scalars.count - start) else { return false }
        cut(start)
        return true
    }

    private var endsWithScheme: Bool { schemeStart != nil }

    /// Where `http:/` or `https:/` begins, when the text ends with it.
    private var schemeStart: Int? {
        for scheme in [Self.http, Self.https] where scalars.count >= scheme.count {
            let start = scalars.count - scheme.count
            if scalars[start...].elementsEqual(scheme) { return start }
        }
        return nil
    }

    private static let http = Array("http:/".unicodeScalars.map(\.value))
    private static let https = Array("https:/".unicodeScalars.map(\.value))
}
