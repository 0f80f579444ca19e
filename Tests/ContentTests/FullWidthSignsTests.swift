import Testing

@testable import Content

struct FullWidthSignsTests {
    private func findings(_ entry: String) throws -> [Finding] {
        let log = FindingLog()
        let root = try #require(
            YAMLFile(path: "a.yaml", log: log).root(
                "intents:\n  - id: a\n    topic: t\n    name: n\n    answer: b\n" + entry))
        var catalog = Catalog()
        RuleReader(log: log).read(root, into: &catalog)
        return log.findings
    }

    @Test(arguments: [
        ("    keywords: [离婚＋财产]\n", "6:18", "关键词“离婚＋财产”里的“＋”是中文的，对不上：改成英文的“+”"),
        ("    keywords: ['狗｜犬 + 咬']\n", "6:18", "里的“｜”是中文的，对不上：改成英文的“|”"),
        ("    keywords:\n      - 咬人（狗）\n", "7:11", "关键词里不用括号"),
        ("    keywords: [离婚]\n    not: [听说＋他]\n", "7:13", "“＋”"),
        ("    keywords: [\"｛spouse｝ + 打我\"]\n", "6:17", "改成英文的“{”"),
        ("    patterns: ['离婚.{0,8}（财产|钱)']\n", "6:25", "模式“离婚.{0,8}（财产|钱)”里的“（”是中文的"),
        ("    patterns: ['离婚.{0,8}(财产｜钱)']\n", "6:28", "改成英文的“|”"), ("    patterns: [离婚？]\n", "6:18", "改成英文的“?”"),
    ])
    func `a full-width sign is told at its own place`(_ entry: String, _ place: String, _ words: String) throws {
        let found = try findings(entry)

        #expect(found.map(\.rule) == ["full-width-sign"])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map { "\($0.location)" } == ["a.yaml:\(place)"])
        #expect(found.first?.message.contains(words) == true)
    }

    @Test(arguments: [
        "    keywords: ['离婚 + 财产|钱', \"{spouse} + 打我\"]\n", "    patterns: ['离婚，.{0,8}(财产|钱)']\n",
        "    keywords: [怎么办？]\n",
    ])
    func `half-width signs and Chinese commas are in order`(_ entry: String) throws {
        #expect(try findings(entry).isEmpty)
    }
}
