import Content
import Testing

@testable import Understanding

struct FoldTableTests {
    private let folds = FoldTable(variants: ["離": "离", "車": "车"])

    /// What becomes of a text, scalar by scalar, with `_` for a space.
    private func folded(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch folds.fold(scalar.value) {
            case .keep: view.append(scalar)
            case .one(let other): view.append(contentsOf: [other].compactMap(Unicode.Scalar.init))
            case .many(let others): view.append(contentsOf: others.compactMap(Unicode.Scalar.init))
            case .drop: break
            case .space: view.append("_")
            }
        }
        return String(view)
    }

    @Test(arguments: [
        ("ＡＢＣ１２３", "abc123"), ("ABC", "abc"), ("？！，：；（）％", "?!,:;()%"), ("①②③", "123"), ("㎡", "m2"), ("ﬁ", "fi"),
        ("ⅳ", "iv"), ("㈠", "(一)"), ("㊙", "秘"), ("½", "1⁄2"), ("ｶﾅ", "カナ"), ("⼀", "一"), ("離車", "离车"),
        ("\u{F902}", "车"), ("\u{2F800}", "丽"), ("𝐀𝟏", "a1"), ("离婚", "离婚"), ("。、《》“”", "。、《》“”"), ("İ", "i"),
        ("É", "é"), ("ß", "ß"), ("Ω", "ω"),
    ])
    func `compatibility forms, case and traditional characters fold`(_ text: String, _ expected: String) {
        #expect(folded(text) == expected)
    }

    @Test(arguments: [
        "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{00AD}", "\u{2060}", "\u{202E}", "\u{FE0F}", "\u{20E3}", "\u{0301}",
        "\u{0000}", "\u{0007}", "😀", "👨‍👩‍👧", "🇨🇳", "❤️", "☎", "★", "\u{E001}", "\u{E415}", "\u{E0041}",
    ])
    func `invisible marks and pictures vanish`(_ text: String) {
        #expect(folded(text).isEmpty)
    }

    @Test(arguments: [" ", "\t", "\n", "\r", "\u{00A0}", "\u{2005}", "\u{3000}", "\u{2028}", "\u{0085}"])
    func `white space separates`(_ text: String) {
        #expect(folded(text) == "_")
    }

    @Test func `what came out of folding does not fold again`() {
        let folds = FoldTable(variants: [:])
        var unstable: [String] = []
        for value in UInt32(0)...0x2FFFF where Unicode.Scalar(value) != nil {
            let outcome: [UInt32] =
                switch folds.fold(value) {
                case .one(let other): [other]
                case .many(let others): others
                case .keep, .drop, .space: []
                }
            if outcome.contains(where: { folds.fold($0) != .keep }) { unstable.append(String(value, radix: 16)) }
        }

        #expect(unstable == [])
    }

    @Test func `no simplified form of the shipped table is itself traditional`() {
        let variants = ShippedCatalog.catalog.lexicon.variants

        #expect(!variants.isEmpty)
        #expect(variants.values.filter { variants[$0] != nil } == [])
    }
}
