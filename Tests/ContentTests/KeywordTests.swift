import Testing

@testable import Content

struct KeywordTests {
    private let log = FindingLog()
    private let place = Location(path: "a.yaml", line: 4, column: 12)

    @Test(arguments: [
        ("冷静期", [["冷静期"]]),
        ("离婚 + 三十天", [["离婚"], ["三十天"]]),
        ("离婚+三十天", [["离婚"], ["三十天"]]),
        ("狗|犬 + 咬", [["狗", "犬"], ["咬"]]),
        ("{spouse} + 打我", [["concept spouse"], ["打我"]]),
        ("{spouse}|对象 + 离婚|分开", [["concept spouse", "对象"], ["离婚", "分开"]]),
        ("  农民工  工资 ", [["农民工  工资"]]),
    ])
    func `a keyword is parts of choices`(_ source: String, _ parts: [[String]]) throws {
        let keyword = try #require(Keyword(source, at: place, into: log))
        let terms = keyword.parts.map { part in
            part.map { term in
                switch term {
                case .word(let word): word
                case .concept(let name): "concept \(name)"
                }
            }
        }

        #expect(terms == parts)
        #expect(keyword.source == source)
        #expect(keyword.location == place)
        #expect(log.findings.isEmpty)
    }

    @Test func `concepts are found wherever they stand`() throws {
        let keyword = try #require(Keyword("{a} + 打|{b} + 我", at: place, into: log))

        #expect(keyword.concepts == ["a", "b"])
    }

    @Test(arguments: ["", " ", "+", "离婚 +", "+ 离婚", "离婚 + + 三十天", "狗|", "|犬", "离婚 + 狗|"])
    func `an empty part is told`(_ source: String) {
        #expect(Keyword(source, at: place, into: log) == nil)
        #expect(log.brief == ["keyword-empty-part 4:12"])
    }

    @Test(arguments: ["{spouse}打我", "打{spouse}", "{spouse", "spouse}", "{a}{b}x"])
    func `a concept must stand alone`(_ source: String) {
        #expect(Keyword(source, at: place, into: log) == nil)
        #expect(log.brief == ["keyword-concept 4:12"])
    }
}
