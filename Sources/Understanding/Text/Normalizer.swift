package import Content

/// Turns what was written into what is matched: one form for each word, noise taken out.
///
/// In this order: character folding (NFKC, case, traditional → simplified), noise (zero-width marks, emoji, `[表情]`,
/// URLs, @-names, blanks between Chinese characters), then the lexicon's rewrites, leftmost and longest first, with sums
/// of money written in digits.
package struct Normalizer: Sendable {
    private let folds: FoldTable
    private let rewrites: RewriteTrie

    /// Compiles the lexicon.
    package init(_ lexicon: Lexicon) {
        let folds = FoldTable(variants: lexicon.variants)
        self.folds = folds
        rewrites = RewriteTrie(lexicon.rewrites, amounts: lexicon.amounts) { Self.fold($0, folds) }
    }

    /// Normalises a message; what is beyond `limit` scalars is not looked at.
    package func normalize(_ text: String) -> NormalizedText {
        var workspace = Workspace(capacity: min(text.utf8.count, Self.limit))
        normalize(text, in: &workspace)
        return workspace.text.value
    }

    /// Normalises into memory that is used again and again.
    func normalize(_ text: String, in workspace: inout Workspace) {
        Self.fold(text, folds, into: &workspace.sink)
        guard rewrites.apply(to: workspace.sink.text, into: &workspace.rewritten) else { return }
        swap(&workspace.sink.text, &workspace.rewritten)
    }

    /// What normalising works in; holds its result afterwards.
    struct Workspace: ~Copyable {
        fileprivate var sink: Sink
        fileprivate var rewritten: TextBuffer

        init(capacity: Int = 256) {
            sink = Sink(capacity: capacity)
            rewritten = TextBuffer(capacity: capacity)
        }

        /// The normalised text.
        var text: TextBuffer { _read { yield sink.text } }
    }

    /// Normalises a word of the catalog, which matches only if it went through the same mill.
    ///
    /// A sum written without 元 or 块 at its end also stands for the bare number: 一万五 hears 15000.
    func normalize(word: String) -> [UInt32] {
        let scalars = normalize(word).scalars
        guard scalars.last == AmountFolder.yuan, let last = word.unicodeScalars.last,
            !AmountFolder.isUnit(last.value)
        else { return scalars }
        return scalars.dropLast()
    }

    /// The sums of money in a text, as they are written there after folding.
    func amounts(in text: String) -> [String] {
        var sink = Sink(capacity: text.utf8.count)
        Self.fold(text, folds, into: &sink)
        let scalars = sink.text.scalars.array
        return rewrites.amounts(in: sink.text).map { NormalizedText(scalars: Array(scalars[$0]), origins: []).text }
    }

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

    private static func fold(_ text: String, _ folds: FoldTable) -> [UInt32] {
        var sink = Sink(capacity: text.utf8.count)
        fold(text, folds, into: &sink)
        return sink.text.scalars.array
    }

    private static func fold(_ text: String, _ folds: FoldTable, into sink: inout Sink) {
        sink.reset()
        var offset: Int32 = 0
        for scalar in text.unicodeScalars {
            let value = scalar.value
            let folded = folds.code(of: value)
            if folded == FoldTable.kept {
                sink.add(value, from: offset)
            } else if folded > FoldTable.special {
                sink.add(folded, from: offset)
            } else {
                switch folds.fold(value) {
                case .keep: sink.add(value, from: offset)
                case .one(let other): sink.add(other, from: offset)
                case .many(let others): for other in others { sink.add(other, from: offset) }
                case .drop: break
                case .space: sink.space()
                }
            }
            offset += Int32(UTF8.width(scalar))
            if sink.text.scalars.count >= limit { break }
        }
        sink.finish()
        sink.text.origins.append(offset)
    }
}

/// Where folded characters arrive; takes the noise out that spans several of them.
private struct Sink: ~Copyable {
    var text: TextBuffer
    private var pendingSpace = false
    private var nameStart: Int?
    private var bracketStart: Int?
    private var urlStart: Int?

    init(capacity: Int) { text = TextBuffer(capacity: capacity) }

    mutating func reset() {
        text.removeAll()
        pendingSpace = false
        nameStart = nil
        bracketStart = nil
        urlStart = nil
    }

    @inline(__always)
    mutating func add(_ scalar: UInt32, from offset: Int32) {
        // An ideograph in running text, as nearly all are.
        if scalar > 0x3011, !pendingSpace, urlStart == nil { return text.append(scalar, from: offset) }
        addCarefully(scalar, from: offset)
    }

    private mutating func addCarefully(_ scalar: UInt32, from offset: Int32) {
        if let start = urlStart {
            // A URL ends where its alphabet does.
            if scalar < 0x80, scalar > 0x20 { return text.append(scalar, from: offset) }
            cut(start)
            urlStart = nil
        }
        if pendingSpace {
            pendingSpace = false
            // 离 婚 is evasion or a slip of the thumb; between letters or digits a blank has meaning.
            if let last = text.scalars.last, last < 0x80, scalar < 0x80, nameStart == nil {
                text.append(0x20, from: offset)
            }
        }
        switch scalar {
        case 0x40:
            nameStart = text.scalars.count
        case 0x5B, 0x3010: bracketStart = text.scalars.count
        case 0x5D, 0x3011: if closesEmoticon(scalar) { return }
        case 0x2F where endsWithScheme: urlStart = schemeStart
        default: break
        }
        text.append(scalar, from: offset)
    }

    mutating func space() {
        if let start = urlStart {
            cut(start)
            urlStart = nil
        }
        // `@名字` reaches to the next blank; a longer run without one is an address or a sentence, not a name.
        if let start = nameStart {
            if text.scalars.count - start <= 12 { cut(start) }
            nameStart = nil
        }
        pendingSpace = true
    }

    mutating func finish() {
        if let start = urlStart { cut(start) }
        if let start = nameStart, start > 0, text.scalars.count - start <= 8 { cut(start) }
    }

    /// Takes back everything from `start`, and what was remembered about it.
    private mutating func cut(_ start: Int) {
        text.truncate(to: start)
        if let name = nameStart, name >= start { nameStart = nil }
        if let bracket = bracketStart, bracket >= start { bracketStart = nil }
        // The blank before what was taken out stands before what follows, or before nothing.
        if text.scalars.last == 0x20 {
            text.truncate(to: text.scalars.count - 1)
            pendingSpace = true
        }
    }

    /// `[捂脸]` and `[图片]` are pictures; longer brackets hold words.
    private mutating func closesEmoticon(_ scalar: UInt32) -> Bool {
        guard scalar == 0x5D, let start = bracketStart, text.scalars[start] == 0x5B else { return false }
        bracketStart = nil
        guard (2...5).contains(text.scalars.count - start) else { return false }
        cut(start)
        return true
    }

    private var endsWithScheme: Bool { schemeStart != nil }

    /// Where `http:/` or `https:/` begins, when the text ends with it.
    private var schemeStart: Int? {
        for scheme in [Self.http, Self.https] where text.scalars.count >= scheme.count {
            let start = text.scalars.count - scheme.count
            if scheme.indices.allSatisfy({ text.scalars[start + $0] == scheme[$0] }) { return start }
        }
        return nil
    }

    private static let http = Array("http:/".unicodeScalars.map(\.value))
    private static let https = Array("https:/".unicodeScalars.map(\.value))
}
