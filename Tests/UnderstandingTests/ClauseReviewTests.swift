import Content
import Testing

@testable import Understanding

struct ClauseReviewTests {
    private typealias Fixture = CatalogFixture

    private func findings(
        _ rules: [Rule], concepts: [String: [String]] = [:], rewrites: [Lexicon.Rewrite] = []
    ) -> [Finding] {
        let log = FindingLog()
        ClauseReview(Fixture.compile(Fixture.catalog(rules, concepts: concepts, rewrites: rewrites)), into: log).run()
        return log.findings
    }

    @Test func `a catalog in which everything does something is passed over`() {
        let rule = Fixture.intent(
            "divorce", keywords: ["{spouse} + 离婚", "离婚 + 手续", "离婚"], patterns: ["想.{0,4}离婚", "{kin}.{0,4}离"],
            not: ["贷款", "离婚 + 剧"], examples: ["想离婚"], counterexamples: ["离婚剧"])
        let rewrite = Fixture.rewrite(["咋个"], "怎么")

        let found = findings([rule], concepts: ["spouse": ["老公"], "kin": ["哥"]], rewrites: [rewrite])

        #expect(found.map(\.line) == [])
    }

    @Test(arguments: [
        (["离婚 + 手续", "手续 + 离婚"], []), (["咋个离", "怎么离"], []), (["{spouse}", "老公|老婆"], []),
        ([], ["离.{0,4}婚", "离.{0,4}婚"]),
    ])
    func `what is said twice is told`(_ keywords: [String], _ patterns: [String]) {
        let found = findings(
            [Fixture.intent("divorce", keywords: keywords + ["{spouse} + 离"], patterns: patterns)],
            concepts: ["spouse": ["老公", "老婆"]], rewrites: [Fixture.rewrite(["咋个"], "怎么")])

        #expect(found.map(\.rule) == ["keyword-duplicate"])
    }

    @Test(arguments: [
        (["离婚贷款"], [], ["贷款"]), (["贷款 + 离婚"], [], ["离 + 贷"]), (["房贷|车贷 + 离"], [], ["贷"]),
        ([], ["离婚.{0,4}贷款"], ["贷款"]), ([], ["(房贷|车贷).{0,4}离"], ["贷 + 离"]),
    ])
    func `what its own not always rules out is told`(_ keywords: [String], _ patterns: [String], _ not: [String]) {
        let found = findings([Fixture.intent("divorce", keywords: keywords, patterns: patterns, not: not)])

        #expect(found.map(\.rule) == ["keyword-dead"])
        #expect(found.first?.message.contains(not[0]) == true)
    }

    @Test func `what its not rules out only sometimes is not told`() {
        let found = findings([
            Fixture.intent("divorce", keywords: ["房贷|离婚", "贷"], patterns: ["离(贷|婚)"], not: ["贷款", "房贷 + 离"])
        ])

        #expect(found.map(\.line) == [])
    }

    @Test func `a sentence that two answers claim is told, and one that is example and counterexample`() {
        let found = findings([
            Fixture.intent("a", keywords: ["离"], examples: ["想离婚"], counterexamples: ["想离婚"]),
            Fixture.intent("b", keywords: ["婚"], examples: ["想离婚"]),
        ])

        #expect(found.map(\.rule) == ["example-conflict", "example-conflict"])
    }

    @Test func `a rewrite behind another of the same word is told, and one whose outcome is rewritten`() {
        let found = findings(
            [],
            rewrites: [
                Fixture.rewrite(["啷个"], "咋个"), Fixture.rewrite(["咋个"], "怎么"), Fixture.rewrite(["咋个"], "怎样"),
            ])

        #expect(found.map(\.rule) == ["rewrite-chain", "rewrite-shadowed"])
    }

    @Test func `a concept that nobody names is told`() {
        let found = findings([Fixture.intent("a", patterns: ["{used}离"])], concepts: ["used": ["甲"], "idle": ["乙"]])

        #expect(found.map(\.rule) == ["concept-unused"])
        #expect(found.first?.message.contains("idle") == true)
    }
}
