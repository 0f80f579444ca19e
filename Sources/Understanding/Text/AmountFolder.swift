import Content

/// Reads sums of money as villagers write them: 一万五, 1.5w, 1.5万, 一万五千块 and 15000块 all become 15000元.
///
/// What is below a hundred stays, and so does a number that measures something else; the lexicon's `amounts` says what.
struct AmountFolder: Sendable {
    /// A number at some place: where it ends, and its digits with 元; nil where it is no sum of money.
    typealias Amount = (end: Int, digits: [UInt32]?)

    private let notBefore: WordList
    private let notAfter: WordList
    private let pieces: WordList
    private let lettersNotNear: WordList

    /// Compiles the lexicon's words; `fold` brings them into the form of folded text.
    init(_ amounts: Lexicon.Amounts, fold: (String) -> [UInt32]) {
        notBefore = WordList(amounts.notBefore.map(fold))
        notAfter = WordList(amounts.notAfter.map { fold($0).reversed() })
        pieces = WordList(amounts.pieces.map(fold))
        lettersNotNear = WordList(amounts.lettersNotNear.map(fold))
    }

    /// What a sum of money may begin with.
    static let starts: [UInt32] = Array(0x30...0x39) + Array(SpelledNumber.digits.keys) + [scalar("十"), scalar("拾")]

    /// The sign that a folded sum ends with.
    static let yuan = scalar("元")

    /// Whether a sign names money by itself.
    static func isUnit(_ scalar: UInt32) -> Bool { units.contains(scalar) }

    /// How far w or k may stand from what rules them out.
    private static let nearness = 12
    private static let units = Set("元圆块钱".unicodeScalars.map(\.value))
    /// 十来万, 两千多, 三百余.
    private static let vague = Set("多来余".unicodeScalars.map(\.value))
    private static let piece = scalar("块")
    /// 元旦, 元宵, 元月, 元素: no money.
    private static let notBehindYuan = Set("旦宵月素".unicodeScalars.map(\.value))

    private static func scalar(_ character: Unicode.Scalar) -> UInt32 { character.value }

    /// The number that begins at a place; nil when none does.
    func amount(in text: borrowing Buffer<UInt32>, at start: Int) -> Amount? {
        guard start == 0 || !SpelledNumber.continues(text[start - 1]),
            var spelled = SpelledNumber(in: text, at: start, isMeasure: notBefore)
        else { return nil }
        var end = spelled.end
        if end < text.count, Self.vague.contains(text[end]),
            spelled.hasUnit || end + 1 < text.count && Self.isUnit(text[end + 1])
        {
            end += 1
        }
        var isMoney = spelled.hasUnit
        if end < text.count, text[end] == Self.yuan || text[end] == Self.scalar("圆") {
            guard end + 1 == text.count || !Self.notBehindYuan.contains(text[end + 1]) else { return (end, nil) }
            end += 1
            isMoney = true
            spelled.isLetter = false
        } else if end < text.count, text[end] == Self.piece {
            guard !pieces.begins(in: text, at: end + 1) else { return (end, nil) }
            end += 1
            isMoney = true
            spelled.isLetter = false
        } else if notBefore.begins(in: text, at: end) {
            isMoney = false
        }
        guard isMoney, spelled.value >= 100, !notAfter.ends(in: text, at: start),
            !spelled.isLetter || !isRuledOut(text, start, end)
        else { return (spelled.end, nil) }
        return (end, String(spelled.value).unicodeScalars.map(\.value) + [Self.yuan])
    }

    /// 60w is a lamp's and 5k a run's when one of those is spoken of nearby.
    private func isRuledOut(_ text: borrowing Buffer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        if end < text.count, (0x61...0x7A).contains(text[end]) || (0x30...0x39).contains(text[end]) { return true }
        for place in max(0, start - Self.nearness)..<min(text.count, end + Self.nearness)
        where lettersNotNear.begins(in: text, at: place) { return true }
        return false
    }
}

/// Words by their first sign.
struct WordList: Sendable {
    private var words: [UInt32: [[UInt32]]] = [:]

    init(_ list: [[UInt32]]) {
        for word in list where !word.isEmpty { words[word[0], default: []].append(word) }
    }

    /// Whether one of them begins at a place.
    func begins(in text: borrowing Buffer<UInt32>, at place: Int) -> Bool {
        guard place < text.count, let choice = words[text[place]] else { return false }
        for word in choice where place + word.count <= text.count {
            var same = 1
            while same < word.count, text[place + same] == word[same] { same += 1 }
            if same == word.count { return true }
        }
        return false
    }

    /// Whether one of them, all written backwards here, ends before a place.
    func ends(in text: borrowing Buffer<UInt32>, at place: Int) -> Bool {
        guard place > 0, let choice = words[text[place - 1]] else { return false }
        for word in choice where word.count <= place {
            var same = 1
            while same < word.count, text[place - 1 - same] == word[same] { same += 1 }
            if same == word.count { return true }
        }
        return false
    }
}
