import Content
import Domain
import Testing

@testable import Understanding

struct CatalogCompilerTests {
    private typealias Fixture = CatalogFixture
    private let log = FindingLog()

    private func compile(_ rules: Rule..., concepts: [String: [String]] = [:], rewrites: [Lexicon.Rewrite] = [])
        -> CompiledCatalog
    {
        Fixture.compile(Fixture.catalog(rules, concepts: concepts, rewrites: rewrites), into: log)
    }

    private var rules: [String] { log.findings.sorted.map(\.rule) }

    @Test func `a sound catalog compiles without a word`() {
        let compiled = compile(
            Fixture.intent("a", keywords: ["离婚 + {spouse}"], patterns: ["离婚.{0,4}{spouse}"], not: ["贷款"]),
            concepts: ["spouse": ["老公", "老婆"]])

        #expect(rules == [])
        #expect(compiled.intentCount == 1)
        #expect(compiled.digest == "test")
    }

    @Test(arguments: [
        ("离(婚", "pattern-syntax"), ("离婚\\C", "pattern-syntax"), (".*", "pattern-no-literal"),
        ("离?婚?", "pattern-no-literal"),
        ("离婚{mate}", "unknown-concept"), ("咋办", "pattern-rewritten"), ("ABC", "pattern-rewritten"),
    ])
    func `a pattern that cannot work is told`(_ pattern: String, _ rule: String) {
        _ = compile(Fixture.intent("a", patterns: [pattern]), rewrites: [Fixture.rewrite(["咋办"], "怎么办")])

        #expect(rules == [rule])
    }

    @Test func `a slip in a pattern is told near its place`() {
        _ = compile(Fixture.intent("a", patterns: ["离婚["]))

        #expect(log.findings.map(\.location.line) == [Fixture.place.line])
        #expect(log.findings.map(\.location.column) == [Fixture.place.column + 3])
    }

    @Test(arguments: [
        ("{mate} + 打", "keyword-empty-part"), ("😀 + 打", "keyword-empty-part"), ("[捂脸]", "keyword-empty-part"),
    ])
    func `a keyword that nothing can show is told`(_ keyword: String, _ rule: String) {
        let compiled = compile(Fixture.intent("a", keywords: [keyword]))

        #expect(rules == [rule])
        #expect(Matcher(compiled).interpret("打").candidates.isEmpty)
    }

    @Test(arguments: [("打", true), ("打|离婚", true), ("打 + 离婚", false), ("离婚", false)])
    func `a keyword of one character is doubtful`(_ keyword: String, _ isDoubtful: Bool) {
        _ = compile(Fixture.intent("a", keywords: [keyword]))

        #expect(rules == (isDoubtful ? ["keyword-too-short"] : []))
    }

    @Test func `a word that rules out may be one character`() {
        _ = compile(Fixture.intent("a", keywords: ["离婚"], not: ["贷"]))

        #expect(rules == [])
    }

    @Test func `words of the catalog go through the same mill as messages`() {
        let compiled = compile(
            Fixture.intent("a", keywords: ["咋办ＡＢ"]), rewrites: [Fixture.rewrite(["咋办"], "怎么办")])

        #expect(Matcher(compiled).interpret("怎么办 ab").candidates.map(\.intent) == ["a"])
        #expect(Matcher(compiled).interpret("咋办AB").candidates.map(\.intent) == ["a"])
    }

    @Test func `a concept's longer members are read before their beginnings, and signs in them are plain`() {
        let compiled = compile(
            Fixture.intent("a", patterns: ["{who}打我"]), concepts: ["who": ["老婆", "老婆婆", "a.b", "x(y"]])
        let matcher = Matcher(compiled)

        #expect(rules == [])
        for text in ["老婆打我", "老婆婆打我", "a.b打我", "x(y打我"] { #expect(matcher.interpret(text).candidates.count == 1) }
        #expect(matcher.interpret("acb打我").candidates.isEmpty)
    }

    @Test func `a repeat in braces is not read as a concept`() {
        let compiled = compile(Fixture.intent("a", patterns: ["欠.{0,2}钱{1,2}"]))

        #expect(rules == [])
        #expect(Matcher(compiled).interpret("欠我钱钱").candidates.count == 1)
    }

    @Test func `an intent without its answer is left out`() {
        var catalog = Fixture.catalog([Fixture.intent("a", keywords: ["离婚"]), Fixture.intent("b", keywords: ["离婚"])])
        catalog.answers["answer-a"] = nil
        let compiled = Fixture.compile(catalog)

        #expect(compiled.intentCount == 1)
        #expect(compiled.candidate("a") == nil)
        #expect(Matcher(compiled).interpret("离婚").candidates.map(\.intent) == ["b"])
    }

    @Test func `a candidate carries what its answer says`() throws {
        var catalog = Fixture.catalog([Fixture.intent("a", keywords: ["离婚"])])
        catalog.answers["answer-a"]?.sensitivity = .private
        let candidate = try #require(Fixture.compile(catalog).candidate("a"))

        #expect(candidate.answer == "answer-a")
        #expect(candidate.topic == "topic-a")
        #expect(candidate.sensitivity == .private)
        #expect(candidate.staleFrom == catalog.answers["answer-a"]?.reviewBy)
        #expect(candidate.score == 1)
    }

    @Test func `an empty catalog hears nothing and breaks nothing`() {
        let compiled = compile()

        #expect(Matcher(compiled).interpret("离婚怎么办") == Interpretation(normalized: "离婚怎么办"))
        #expect(Matcher(compiled).interpret("") == Interpretation(normalized: ""))
    }
}
