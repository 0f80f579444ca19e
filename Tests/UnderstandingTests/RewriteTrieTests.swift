import Content
import Testing

@testable import Understanding

struct RewriteTrieTests {
    private func rewritten(_ text: String, _ rewrites: Lexicon.Rewrite...) -> String {
        let trie = RewriteTrie(rewrites) { $0.unicodeScalars.map(\.value) }
        var written = TextBuffer()
        for (place, scalar) in text.unicodeScalars.enumerated() { written.append(scalar.value, from: Int32(place)) }
        written.origins.append(Int32(written.scalars.count))
        var result = TextBuffer()
        return trie.apply(to: written, into: &result) ? result.value.text : written.value.text
    }

    private let how = CatalogFixture.rewrite(["咋", "咋个"], "怎么", notIn: ["新郎咋个", "咋呼"])
    private let what = CatalogFixture.rewrite(["咋个办", "咋办"], "怎么办")

    @Test(arguments: [
        ("咋个办", "怎么办"), ("咋个", "怎么"), ("咋", "怎么"), ("咋个说", "怎么说"), ("咋咋", "怎么怎么"), ("工钱咋个办嘛", "工钱怎么办嘛"),
        ("没有", "没有"), ("", ""),
    ])
    func `the longest entry wins`(_ text: String, _ expected: String) {
        #expect(rewritten(text, how, what) == expected)
        #expect(rewritten(text, what, how) == expected)
    }

    @Test(arguments: [("咋呼", "咋呼"), ("新郎咋个", "新郎咋个"), ("新郎咋个咋个", "新郎咋个怎么"), ("新郎咋办", "新郎怎么办"), ("咋咋呼", "怎么咋呼")])
    func `a protected word stays whole`(_ text: String, _ expected: String) {
        #expect(rewritten(text, how, what) == expected)
    }

    @Test func `of two entries for one word the first stands, and protection beats both`() {
        let first = CatalogFixture.rewrite(["俺"], "我")
        let second = CatalogFixture.rewrite(["俺"], "你")
        let guardian = CatalogFixture.rewrite(["无"], "有", notIn: ["俺"])

        #expect(rewritten("俺", first, second) == "我")
        #expect(rewritten("俺", first, second, guardian) == "俺")
        #expect(rewritten("俺", guardian, first) == "俺")
    }

    @Test func `what was put in is not rewritten again`() {
        #expect(rewritten("甲", CatalogFixture.rewrite(["甲"], "乙"), CatalogFixture.rewrite(["乙"], "丙")) == "乙")
    }

    @Test func `a word that breaks off at the end is no match`() {
        #expect(rewritten("哪个村", CatalogFixture.rewrite(["哪个村子"], "何村")) == "哪个村")
    }

    @Test func `without entries nothing is rewritten`() {
        #expect(rewritten("咋个办") == "咋个办")
    }
}
