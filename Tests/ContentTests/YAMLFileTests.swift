import Domain
import Testing

@testable import Content

struct YAMLFileTests {
    private let log = FindingLog()

    private func parse(_ text: String) -> YAMLMap? { YAMLFile(path: "a.yaml", log: log).root(text) }

    @Test func `an unknown key is told at the key`() throws {
        let root = try #require(parse("id: a\n颜色: 红\nextra:\n  - b\n"))
        root.allow("id")

        #expect(log.brief == ["unknown-key 2:1", "unknown-key 3:1"])
        #expect(log.findings.first?.message == "不认识的键 颜色，可用的有：id")
    }

    @Test func `a missing key is told where its entry begins`() throws {
        let root = try #require(parse("intents:\n  - name: 甲\n  - {name: 乙}\n"))
        #expect(root.maps("intents").compactMap { $0.text("id") }.isEmpty)
        #expect(root.text("topics") == nil)

        #expect(log.brief == ["missing-key 1:1", "missing-key 2:5", "missing-key 3:5"])
    }

    @Test(arguments: [
        ("keys: 甲", "yaml-shape 1:7"), ("keys: {a: b}", "yaml-shape 1:7"), ("keys: [甲, [乙]]", "yaml-shape 1:11"),
        ("keys:\n  - 甲\n  - {乙: 丙}", "yaml-shape 3:5"), ("keys: [甲, '']", "yaml-shape 1:11"),
    ])
    func `a list of texts must be one`(_ text: String, _ finding: String) throws {
        _ = try #require(parse(text)).texts("keys")

        #expect(log.brief == [finding])
    }

    @Test(arguments: ["keys:", "keys: []", "keys: ~", "other: 1"])
    func `an empty list is no mistake`(_ text: String) throws {
        #expect(try #require(parse(text)).texts("keys").isEmpty)
        #expect(log.findings.isEmpty)
    }

    @Test func `texts know their places, counted in characters`() throws {
        let texts = try #require(parse("冷静期: [离婚, 三十天]\nb:\n  - 丙\n"))

        #expect(
            (texts.texts("冷静期") + texts.texts("b")).map(\.location.description) == [
                "a.yaml:1:7", "a.yaml:1:11", "a.yaml:3:5",
            ])
    }

    @Test(arguments: [
        ("id: [a]", "yaml-shape 1:5"), ("id: {a: b}", "yaml-shape 1:5"), ("id: ''", "yaml-shape 1:5"),
        ("id:", "yaml-shape 1:4"),
    ])
    func `a text must be one`(_ text: String, _ finding: String) throws {
        #expect(try #require(parse(text)).text("id") == nil)
        #expect(log.brief == [finding])
    }

    @Test func `a list of entries skips what is none`() throws {
        let entries = try #require(parse("intents:\n  - 甲\n  - {id: a}\n")).maps("intents")

        #expect(entries.map { $0.text("id") } == ["a"])
        #expect(log.brief == ["yaml-shape 2:5"])
    }

    @Test func `numbers, truths and days are read or told`() throws {
        let root = try #require(
            parse("n: 12\nt: yes\nf: false\nd: 2026-11-20\nbad-n: 1.5\nbad-t: maybe\nbad-d: 2026-02-30\n"))

        #expect(root.optionalInt("n") == 12)
        #expect(root.optionalBool("t") == true)
        #expect(root.optionalBool("f") == false)
        #expect(root.date("d")?.description == "2026-11-20")
        #expect(root.optionalInt("gone") == nil)
        #expect(log.findings.isEmpty)

        #expect(root.optionalInt("bad-n") == nil)
        #expect(root.optionalBool("bad-t") == nil)
        #expect(root.date("bad-d") == nil)
        #expect(log.brief == ["yaml-shape 5:8", "yaml-shape 6:8", "bad-date 7:8"])
    }

    @Test(arguments: ["", "\n\n", "# 只有注释\n"])
    func `an empty file says so`(_ text: String) {
        #expect(parse(text) == nil)
        #expect(log.brief == ["yaml-empty 1:1"])
    }

    @Test(arguments: ["- a\n- b", "甲", "[a, b]"])
    func `a file must be keys and values`(_ text: String) {
        #expect(parse(text) == nil)
        #expect(log.brief == ["yaml-shape 1:1"])
    }

    @Test(arguments: [
        ("a: 1\nid: 'open\n", 2), ("a: 1\nb: c: d\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: 1\nb: [x, y\nc: 3\n", 2),
        ("a: 1\nb: @x\n", 2), ("a: 1\n b: 2\n", 2), ("a: 1\nb: *nowhere\n", 2), ("a: 1\n---\nb: 2\n", 2),
        ("a: 1\n}\n", 2), ("a: 1\nb: \"\\q\"\n", 2),
    ])
    func `a slip of syntax is told with its line`(_ text: String, _ line: Int) {
        #expect(parse(text) == nil)
        #expect(log.findings.map(\.rule) == ["yaml-syntax"])
        #expect(log.findings.first?.location.line == line)
    }

    @Test func `a slip of syntax is told with its column`() {
        #expect(parse("a: 1\n键: c: d\n") == nil)
        #expect(log.brief == ["yaml-syntax 2:5"])
    }

    @Test func `a key written twice is told by name`() {
        #expect(parse("a: 1\n  \nid: b\nname: c\nid: d\n") == nil)
        #expect(log.brief == ["yaml-syntax 5:1"])
        #expect(log.findings.first?.message == "YAML 写错了：键 id 写了两次，第 3 行已经有了，删掉一个")
    }

    @Test func `a key written twice in two manners is told where it comes again`() throws {
        let root = try #require(parse("1: a\n'1': b\n"))

        #expect(root.text("1") == "a")
        #expect(log.brief == ["yaml-duplicate-key 2:1"])
    }

    @Test func `one reading tells everything that is wrong`() throws {
        let root = try #require(parse("intents:\n  - {id: a, colour: red}\n  - 甲\n  - {name: b}\ntopics: 乙\n"))
        for entry in root.maps("intents") {
            entry.allow("id", "name")
            _ = entry.text("id")
        }
        _ = root.maps("topics")

        #expect(log.brief == ["unknown-key 2:13", "yaml-shape 3:5", "missing-key 4:5", "yaml-shape 5:9"])
    }
}
