/// Hides what tells who somebody is: numbers of persons, phones, cards and plates, house numbers, names and handles.
///
/// Masking hides too much rather than too little: a number of fifteen digits is hidden whatever it is.
package enum Masking {
    /// The text with everything personal reduced to what people need to recognise it; the rest stays as it was.
    package static func mask(_ text: String) -> String { masked(text) ?? text }

    /// The masked text, nil when there was nothing to hide, which is the common case and costs one look at the text.
    ///
    /// What is left of one number can be the beginning of another, so that a masked text is read again until nothing in
    /// it is left to hide: masking twice is the same as masking once. Each reading hides at least one sign more, which
    /// ends it.
    package static func masked(_ text: String) -> String? {
        guard var masked = onceMasked(text) else { return nil }
        while let more = onceMasked(masked) { masked = more }
        return masked
    }

    private static func onceMasked(_ text: String) -> String? {
        let signs = MaskingSigns(text)
        guard signs.any else { return nil }
        var page = MaskingPage(text)
        if signs.digits >= 7 { page.hideNumbers() }
        if signs.digits >= 1 && signs.hasPlate { page.hidePlates() }
        if signs.digits >= 1 && signs.hasPlace { page.hideHouseNumbers() }
        if signs.hasName { page.hideNames() }
        if signs.hasHandle { page.hideHandles() }
        return page.text
    }

    /// The masked title of a record that is kept for good: names in it are hidden as well, 走访王桂芳 → 走访王**.
    package static func title(_ text: String) -> String {
        let known = mask(text)
        var page = MaskingPage(known)
        page.hideVisitedNames()
        return page.text ?? known
    }

    /// The first so many characters of the masked text, for a ping that others may see over a shoulder.
    package static func summary(_ text: String, characters: Int = 90) -> String {
        let line = mask(text).split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= characters ? line : line.prefix(characters) + "…"
    }
}

/// What one look at a text shows of things that may have to be hidden.
private struct MaskingSigns {
    var digits = 0
    var hasPlate = false
    var hasPlace = false
    var hasName = false
    var hasHandle = false

    var any: Bool { digits >= 7 || (digits >= 1 && (hasPlate || hasPlace)) || hasName || hasHandle }

    init(_ text: String) {
        for scalar in text.unicodeScalars {
            if MaskingPage.digit(scalar) != nil { digits += 1 }
            switch scalar {
            case "号", "室", "栋", "幢", "元": hasPlace = true
            case "叫", "名", "本": hasName = true
            case "微", "Q", "q": hasHandle = true
            case "A"..."Z", "a"..."z": hasPlate = true
            default: break
            }
        }
    }
}

/// A text under masking: its scalars, and which of them are to be hidden.
struct MaskingPage {
    let scalars: [Unicode.Scalar]
    private var hidden: [Bool]
    private var hidesAny = false

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        hidden = Array(repeating: false, count: scalars.count)
    }

    mutating func hide(_ place: Int) {
        hidden[place] = true
        hidesAny = true
    }

    /// The text with a star for each hidden scalar, nil when nothing is hidden.
    var text: String? {
        guard hidesAny else { return nil }
        var masked = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() { masked.append(hidden[place] ? "*" : scalar) }
        return String(masked)
    }

    /// Whether the words stand right before the place.
    func precedes(_ place: Int, _ words: String) -> Bool {
        let words = Array(words.unicodeScalars)
        return place >= words.count && scalars[(place - words.count)..<place].elementsEqual(words)
    }

    /// What a digit stands for: plain, full width, or as people read numbers aloud (幺三八); nil for anything else.
    static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x30...0x39: return UInt8(scalar.value - 0x30)
        case 0xFF10...0xFF19: return UInt8(scalar.value - 0xFF10)
        case ..<0x3007: return nil
        default: break
        }
        switch scalar {
        case "〇", "零": return 0
        case "一", "幺", "壹": return 1
        case "二", "两", "贰": return 2
        case "三", "叁": return 3
        case "四", "肆": return 4
        case "五", "伍": return 5
        case "六", "陆": return 6
        case "七", "柒": return 7
        case "八", "捌": return 8
        case "九", "玖": return 9
        default: return nil
        }
    }

    /// Whether the scalar is a Chinese character.
    static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

    /// Whether the scalar is a Latin letter or a plain digit.
    static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9": true
        default: false
        }
    }
}
