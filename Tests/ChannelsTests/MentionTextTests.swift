import Testing

@testable import Channels

struct MentionTextTests {
    @Test func `the bot's name is taken out as the vectors say`() throws {
        let vectors = try Fixture.vectors("mention-normalise.json").filter { $0["channel"] == "wecom-aibot" }
        try #require(vectors.count == 11)
        for vector in vectors {
            let name = try #require(vector["bot_name"]?.string)
            let content = try #require(vector["content"]?.string)

            #expect(MentionText.strip([name], from: content) == vector[path: "expect.text"]?.string, "\(content)")
        }
    }

    @Test(arguments: [
        ("@小助手，老板欠钱", "，老板欠钱"), ("问\u{2005}@小助手\u{00A0} 答", "问 答"), ("@小助手@小助手 在吗", "在吗"),
        ("a@小助手\n b", "a\n b"), ("说\u{2005}话", "说 话"), ("  两边  ", "两边"), ("@", "@"), ("@小助", "@小助"),
        ("@小助手2号 在", "2号 在"), ("@助手 @小助手 好", "好"),
    ])
    func `what stands beside a mention is folded`(_ text: String, _ expected: String) {
        #expect(MentionText.strip(["助手", "小助手"], from: text) == expected)
    }

    @Test func `the longer of two names is taken`() {
        #expect(MentionText.strip(["村法", "村法 小助手"], from: "@村法 小助手 借条") == "借条")
    }

    @Test func `without names a text is only trimmed`() {
        #expect(MentionText.strip([], from: " @小助手 借条 ") == "@小助手 借条")
        #expect(MentionText.strip([""], from: "@ 借条") == "@ 借条")
    }
}
