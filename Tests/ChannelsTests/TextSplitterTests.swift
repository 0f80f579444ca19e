import TestSupport
import Testing

@testable import Channels

struct TextSplitterTests {
    @Test func `the hard cut agrees with the vectors`() throws {
        let rules: [String: String] = [
            "'法' x 682 then 'ab'": String(repeating: "法", count: 682) + "ab",
            "'法' x 683": String(repeating: "法", count: 683),
            "'a' x 2047 then '法'": String(repeating: "a", count: 2_047) + "法",
            "'a' x 2046 then U+1F600": String(repeating: "a", count: 2_046) + "😀",
            "'法' x 1366": String(repeating: "法", count: 1_366),
            "'法' x 6827": String(repeating: "法", count: 6_827),
        ]
        for vector in try Fixture.vectors("byte-limits.json") {
            let text = try #require(vector["text_rule"]?.string.flatMap { rules[$0] })
            let limit = Int(try #require(vector["limit"]?.integer))
            let prefix = TextSplitter(limit: limit).prefix(of: Substring(text))

            #expect(Int64(text.utf8.count) == vector["utf8_bytes"]?.integer)
            #expect(Int64(prefix.utf8.count) == vector["longest_prefix_bytes"]?.integer)
            #expect(Int64(prefix.count) == vector["longest_prefix_chars"]?.integer)
            #expect(text.hasPrefix(prefix))
        }
    }

    @Test func `a text that fits stays whole`() {
        #expect(TextSplitter(limit: 9).pieces(of: " 法律 ") == [" 法律 "])
        #expect(TextSplitter(limit: 9).pieces(of: " \n ").isEmpty)
    }

    // A cut stands after a sentence; failing that after a clause; failing that anywhere.
    @Test(arguments: [
        ("先协商。再仲裁，最后起诉。", 30, ["先协商。", "再仲裁，最后起诉。"]),
        ("一\n二二二二", 12, ["一", "二二二二"]),
        ("他说“不行。”我不服", 24, ["他说“不行。”", "我不服"]),
        ("先找村委会，再找司法所", 24, ["先找村委会，", "再找司法所"]),
        ("没有标点没有标点", 12, ["没有标点", "没有标点"]),
    ])
    func `a cut stands where a reader breathes`(_ text: String, _ limit: Int, _ pieces: [String]) {
        #expect(TextSplitter(limit: limit).pieces(of: text) == pieces)
    }

    @Test(arguments: [
        ("依据《民法典》第一千零七十七条第一款的规定", 48, "《民法典》第一千零七十七条第一款"),
        ("按照《某某。办法》办理即可", 24, "《某某。办法》"), ("见第1077条之一第二项办", 27, "第1077条之一第二项"),
    ])
    func `a citation is not torn apart`(_ text: String, _ limit: Int, _ citation: String) {
        let pieces = TextSplitter(limit: limit).pieces(of: text)

        #expect(pieces.count > 1)
        #expect(pieces.contains { $0.contains(citation) })
    }

    @Test func `a citation longer than a piece is cut after all`() {
        let pieces = TextSplitter(limit: 12).pieces(of: "《中华人民共和国劳动合同法》")

        #expect(pieces.joined() == "《中华人民共和国劳动合同法》")
        #expect(pieces.allSatisfy { $0.utf8.count <= 12 })
    }

    @Test func `an endless character is cut between scalars`() {
        let text = "e" + String(repeating: "\u{301}", count: 50)
        let pieces = TextSplitter(limit: 8).pieces(of: text)

        #expect(pieces.flatMap(\.unicodeScalars) == Array(text.unicodeScalars))
        #expect(pieces.allSatisfy { $0.utf8.count <= 8 })
    }

    @Test func `nothing but blanks is lost, whatever the text`() {
        let words = ["法", "。", "，", " ", "\n", "《", "》", "第", "十", "条", "”", "a", "👨‍👩‍👧", "\r\n", "é"]
        var dice = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let count = Int.random(in: 1...60, using: &dice)
            let text = (0..<count).map { _ in words.randomElement(using: &dice) ?? "" }.joined()
            let limit = Int.random(in: 4...64, using: &dice)
            let pieces = TextSplitter(limit: limit).pieces(of: text)

            #expect(pieces.allSatisfy { $0.utf8.count <= limit && !$0.isEmpty }, "\(limit) \(text)")
            let kept = pieces.joined().unicodeScalars.filter { !$0.properties.isWhitespace }
            #expect(Array(kept) == text.unicodeScalars.filter { !$0.properties.isWhitespace }, "\(limit) \(text)")
        }
    }
}
