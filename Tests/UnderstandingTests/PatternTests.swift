import Testing

@testable import Understanding

struct PatternTests {
    private func match(_ source: String, _ text: String) throws -> Pattern.Outcome {
        let pattern = try Pattern(source)
        let workspace = try #require(Pattern.Workspace())
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { pattern.match($0, with: workspace) }
    }

    @Test(arguments: [
        ("离婚", "我离婚了", 3, 9), ("^离", "离婚", 0, 3), ("婚$", "离婚", 3, 6), ("欠.{0,4}工资", "老板欠我工资", 6, 18),
        ("\\d+", "欠300", 3, 6), ("\\p{Han}+", "ab离婚", 2, 8), ("(?=离)", "离婚", 0, 0), ("(a|b)+", "xabay", 1, 4),
    ])
    func `a match tells where, in bytes`(_ source: String, _ text: String, _ start: Int, _ end: Int) throws {
        #expect(try match(source, text) == .match(start..<end))
    }

    @Test(arguments: [("离婚", "结婚"), ("^婚", "离婚"), ("a", "A"), ("\\d", "一")])
    func `what does not match says so`(_ source: String, _ text: String) throws {
        #expect(try match(source, text) == .noMatch)
    }

    @Test(arguments: [("离(婚", 3), ("离婚[", 3), ("*离", 0), ("离婚)", 2), ("离\\", 2), ("a(?z)", 3)])
    func `a slip of syntax is told with its place in characters`(_ source: String, _ offset: Int) throws {
        let error = #expect(throws: Pattern.SyntaxError.self) { try Pattern(source) }

        #expect(error?.offset == offset)
        #expect(error?.message.isEmpty == false)
    }

    @Test func `what could cut a character is refused`() {
        #expect(throws: Pattern.SyntaxError.self) { try Pattern("离\\C") }
    }

    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a*)*\\d", "(.*a){20}$"])
    func `a catastrophic pattern is given up, not waited for`(_ source: String) throws {
        #expect(try match(source, String(repeating: "a", count: 2_000) + "!") == .overrun)
    }

    @Test func `a pattern that was given up works on the next text`() throws {
        let pattern = try Pattern("(a+)+$")
        let workspace = try #require(Pattern.Workspace())
        let outcomes = [String(repeating: "a", count: 2_000) + "!", "aaa"].map { text in
            Array(text.utf8).withUnsafeBufferPointer { pattern.match($0, with: workspace) }
        }

        #expect(outcomes == [.overrun, .match(0..<3)])
    }

    @Test func `a nested repeat has stack enough for the longest message`() throws {
        let text = String(repeating: "工钱", count: Normalizer.limit / 2)

        #expect(try match("^(?:(工)|(钱))*$", text) == .match(0..<text.utf8.count))
    }
}
