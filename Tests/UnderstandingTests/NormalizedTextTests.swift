import Content
import TestSupport
import Testing

@testable import Understanding

/// The way back from normalised text to the villager's own words.
struct NormalizedTextTests {
    private static let lexicon: Lexicon = {
        var lexicon = Lexicon()
        lexicon.variants = ["離": "离"]
        lexicon.rewrites = [
            CatalogFixture.rewrite(["咋个办", "咋办"], "怎么办"), CatalogFixture.rewrite(["l婚"], "离婚"),
            CatalogFixture.rewrite(["屋头"], "家里"),
        ]
        return lexicon
    }()

    private let normalizer = Normalizer(Self.lexicon)

    /// The words of the original that stand behind the first place of `part` in the normalised text.
    private func words(of part: String, in text: String) -> String? {
        let normalized = normalizer.normalize(text)
        let wanted = part.unicodeScalars.map(\.value)
        guard normalized.scalars.count >= wanted.count else { return nil }
        for start in 0...(normalized.scalars.count - wanted.count)
        where normalized.scalars[start..<start + wanted.count].elementsEqual(wanted) {
            return normalized.words(start..<start + wanted.count, of: text)
        }
        return nil
    }

    @Test(arguments: [
        ("离婚", "我想離婚了", "離婚"), ("离婚", "我想离 婚了", "离 婚"), ("离婚", "离婚 娃儿归哪个", "离婚"), ("离婚", "ｌ婚吧", "ｌ婚"),
        ("离婚", "离\u{200B}婚", "离\u{200B}婚"), ("怎么办", "工钱咋个办", "咋个办"), ("怎么", "工钱咋办", "咋办"), ("么办", "工钱咋办呀", "咋办"),
        ("钱怎", "工钱咋办呀", "钱咋办"), ("办呀", "工钱咋办呀", "咋办呀"), ("家里", "我屋头", "屋头"), ("m2", "10㎡地", "㎡"), ("2地", "10㎡地", "㎡地"),
        ("好", "@张三 好", "好"),
    ])
    func `a match is shown as it was written`(_ part: String, _ text: String, _ original: String) {
        #expect(words(of: part, in: text) == original)
    }

    @Test func `a range outside the text has no words`() {
        let text = normalizer.normalize("离婚")

        #expect(text.words(0..<0, of: "离婚").isEmpty)
        #expect(text.words(0..<3, of: "离婚").isEmpty)
        #expect(text.words(-1..<1, of: "离婚").isEmpty)
        #expect(text.words(0..<2, of: "离婚") == "离婚")
    }

    @Test func `origins rise, stand between characters and end with the text, whatever is written`() {
        var chance = SeededGenerator(seed: 6)
        for _ in 0..<10_000 {
            let text = Self.noise(&chance)
            let normalized = normalizer.normalize(text)
            let origins = normalized.origins

            guard Self.isSound(normalized, of: text) else {
                Issue.record("\(text.unicodeScalars.map(\.value)) → \(origins)")
                return
            }
            // Looking at any stretch must not crash.
            let start = Int.random(in: 0...normalized.scalars.count, using: &chance)
            let end = Int.random(in: start...normalized.scalars.count, using: &chance)
            _ = normalized.words(start..<end, of: text)
        }
    }

    @Test(arguments: [
        "a", "离", "@", "[", "]", "😀", " ", "/", "h", "@a ", "[捂", "http://", "@[", "[@]", "咋", "\u{0301}", "㎡",
    ])
    func `60 KB of the same do no harm`(_ part: String) {
        let text = String(repeating: part, count: 60_000 / part.utf8.count)
        let normalized = normalizer.normalize(text)

        #expect(Self.isSound(normalized, of: text))
        // One compatibility form may become several scalars at the very end.
        #expect(normalized.scalars.count <= Normalizer.limit + 18)
    }

    private static func isSound(_ normalized: NormalizedText, of text: String) -> Bool {
        let boundaries = Set(text.unicodeScalars.indices.map { $0.utf16Offset(in: text) })
        let origins = normalized.origins.map(Int.init)
        guard origins.count == normalized.scalars.count + 1, zip(origins, origins.dropFirst()).allSatisfy({ $0 <= $1 }),
            origins.allSatisfy({ (0...text.utf8.count).contains($0) })
        else { return false }
        return origins.allSatisfy { offset in
            let index = text.utf8.index(text.startIndex, offsetBy: offset)
            return offset == text.utf8.count || boundaries.contains(index.utf16Offset(in: text))
        }
    }

    /// Up to forty scalars: any of Unicode, and those that mean something to the normaliser.
    private static func noise(_ chance: inout SeededGenerator) -> String {
        let special = Array("@[]【】离婚 咋办屋头http://ab 😀\u{200B}㎡０離\n".unicodeScalars)
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &chance) {
            if Bool.random(using: &chance), let scalar = special.randomElement(using: &chance) {
                view.append(scalar)
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &chance)) {
                view.append(scalar)
            }
        }
        return String(view)
    }
}
