import Testing

@testable import Channels

struct CQCodeTests {
    @Test func `the vectors are read`() throws {
        for vector in try vectors() {
            let text = try #require(vector["string"]?.string)
            let expected = try segments(vector["string_to_segments"] ?? vector["segments"])

            #expect(CQCode.segments(of: text) == expected, "\(text)")
        }
    }

    @Test func `the vectors are written`() throws {
        // Words that look like a code are ours to keep as words, so they are written escaped.
        for vector in try vectors() where vector["policy"] == nil {
            #expect(CQCode.text(of: try segments(vector["segments"])) == vector["string"]?.string)
        }
    }

    @Test(
        arguments: [
            ("[CQ:at,qq=1[CQ:face,id=2]", [.text("[CQ:at,qq=1"), MessageSegment("face", [.init("id", "2")])]),
            ("[CQ:]x", [.text("[CQ:]x")]), ("[CQ:a,b]", [.text("[CQ:a,b]")]), ("[CQ:坏,a=1]", [.text("[CQ:坏,a=1]")]),
            ("[cq:at,qq=1]", [.text("[cq:at,qq=1]")]), ("[CQ:shake]", [MessageSegment("shake")]),
            ("&amp", [.text("&amp")]),
        ] as [(String, [MessageSegment])])
    func `what is no well-formed code stays words`(_ text: String, _ segments: [MessageSegment]) {
        #expect(CQCode.segments(of: text) == segments)
    }

    @Test func `a code that is opened ten thousand times is read in one pass`() {
        let text = String(repeating: "[CQ:", count: 10_000)

        #expect(CQCode.segments(of: text) == [.text(text)])
    }

    @Test(arguments: ["[CQ:at,qq=1]", "a,b&c", "&#91;", "]["])
    func `words survive writing and reading`(_ words: String) {
        #expect(CQCode.segments(of: CQCode.text(of: [.text(words)])) == [.text(words)])
    }

    private func vectors() throws -> [JSONValue] {
        let vectors = try Fixture.vectors("onebot-cqcode.json")
        try #require(vectors.count == 13)
        return vectors
    }

    private func segments(_ value: JSONValue?) throws -> [MessageSegment] {
        try #require(value?.array).map { try MessageSegment($0) }
    }
}
