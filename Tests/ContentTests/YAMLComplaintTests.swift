import Testing

@testable import Content

/// What admins are told about files that are no YAML, each as somebody really breaks one.
struct YAMLComplaintTests {
    private static let intents = "intents:\n  - id: a.b\n    name: 甲\n"

    @Test(arguments: [
        // Tabs.
        ("intents:\n  - id: a.b\n\tname: 甲\n", "3:1", "用了 Tab 键"), ("intents:\n\t- id: a.b\n", "2:1", "用了 Tab 键"),
        ("keys:\n  - 甲\n\t- 乙\n", "3:1", "用了 Tab 键"),
        // No blank behind a colon, or a Chinese colon.
        ("intents:\n  - id:a.b\n    name: 甲\n", "2:7", "冒号后面要空一格：写成“id: a.b”"),
        ("intents:\n  - id: a.b\n    name:甲\n    topic: c\n", "3:9", "冒号后面要空一格：写成“name: 甲”"),
        ("intents:\n  - id: a\nconcepts:[甲]\ntopics: b\n", "3:9", "冒号后面要空一格：写成“concepts: [甲]”"),
        ("id: a\nname：甲\ntopic: c\n", "2:5", "冒号打成了中文的“：”"), ("intents：\n  - id: a\n", "1:8", "冒号打成了中文的“：”"),
        // Quotes.
        ("a: 1\nid: 'open\nb: 2\n", "2:5", "引号没有配对：后面少了一个“'”"),
        ("a: 1\nid: \"open\nb: 2\n", "2:5", "引号没有配对：后面少了一个“\"”"),
        (intents + "    keywords: ['离婚, 分手]\n    topic: c\n", "4:16", "引号没有配对"),
        ("a: '离婚'怎么办\n", "1:8", "引号结束以后还有字"), ("a: ['离婚'怎么办]\n", "1:9", "引号结束以后还有字"),
        ("a: \"\\d+\"\n", "1:5", "模式请放在单引号里"),
        // Colons in values.
        ("a: 1\nname: 时间: 九点\n", "2:9", "一行里有两个冒号"),
        // Indentation of keys and lists.
        ("a: 1\n  b: 2\n", "2:3", "缩进不对"), ("intents:\n  - id: a\n     name: b\n", "3:6", "缩进不对"),
        ("intents:\n  - id: a\n   name: b\n", "3:4", "没有和上面的列表对齐"), ("keys:\n  - 甲\n - 乙\n", "3:2", "没有对齐"),
        ("keys:\n  - 甲\n  乙\nb: 1\n", "3:3", "少了冒号，或者没有和上面对齐"), ("keys:\n  - 甲\n  -乙\n", "3:3", "“-”后面要空一格"),
        ("keys: - 甲\n", "1:7", "“- 项”要另起一行写"), (" a: 1\nb: 2\n", "2:1", "都从第一列开始写"),
        // Brackets.
        ("keys: [甲, 乙\nb: 1\n", "1:7", "方括号没有配对"), ("a: {b: 1\nc: 2\n", "1:4", "花括号没有配对"),
        ("keys: [甲]]\n", "1:10", "多了一个“]”"),
        ("keywords: [{spouse} + 打我]\n", "1:21", "{概念} 开头的要整个加引号"),
        ("keywords:\n  - {spouse} + 打我\n", "2:14", "{概念} 开头的要整个加引号"),
        // Signs that begin no value.
        ("a: @张三\n", "1:4", "不能用“@”开头"), ("a: *甲\n", "1:4", "不能用“*”开头"), ("a: |甲\n", "1:4", "不能用“|”开头"),
        ("a: &\n", "1:4", "不能用“&”开头"), ("a: ? 甲\n", "1:4", "不能用“?”开头"), ("a: 1\n---\nb: 2\n", "2:1", "多了一行“---”"),
        // Signs that nobody sees.
        ("a: 1\nb: 甲\u{C}乙\nc: 1\n", "2:5", "控制字符"), ("a: \u{B}\nb: \u{7}\n", "1:4", "控制字符"),
        // Keys twice.
        ("intents:\n  - id: a\n    name: b\n    id: c\n", "4:5", "键 id 写了两次，第 2 行已经有了"),
        ("{a: 1, a: 2}\n", "1:2", "键写了两次（a）"),
    ])
    func `a broken file is told where and in Chinese`(_ text: String, _ place: String, _ words: String) throws {
        let log = FindingLog()

        #expect(YAMLFile(path: "a.yaml", log: log).root(text) == nil)
        let finding = try #require(log.findings.first)
        #expect(log.findings.count == 1)
        #expect(finding.rule == "yaml-syntax")
        #expect("\(finding.location)" == "a.yaml:\(place)")
        #expect(finding.message.contains(words), "\(finding.message)")
    }

    @Test(arguments: [
        "a: !<x", "%YAML 9.9\n---\na: 1\n", "a: \"\\u12\"\n", "a: [b: c: d]\n", "? a\n: b\n? [\n", "!!x!!y: z\n",
        "- a\nb: c\n",
    ])
    func `no word of the parser reaches the admin`(_ text: String) throws {
        let log = FindingLog()
        _ = YAMLFile(path: "a.yaml", log: log).root(text)

        let message = try #require(log.findings.first).message
        #expect(!["found", "expected", "while", "did not", "could not"].contains { message.contains($0) })
    }
}
