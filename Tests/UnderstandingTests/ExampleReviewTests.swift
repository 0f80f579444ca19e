import Content
import Domain
import Testing

@testable import Understanding

struct ExampleReviewTests {
    private typealias Fixture = CatalogFixture

    /// The findings on these rules, with thresholds at which every candidate would be answered.
    private func findings(_ rules: [Rule], rewrites: [Lexicon.Rewrite] = []) -> [Finding] {
        let question = Fixture.rule("signal.question", .signal(.question), keywords: ["怎么"])
        let catalog = Fixture.catalog(rules + [question], rewrites: rewrites)
        let log = FindingLog()
        var policy = ServicePolicy()
        policy.answerScore = 0
        ExampleReview(Fixture.compile(catalog), policy: policy, into: log).run()
        return log.findings
    }

    @Test func `sentences that come out right are passed over`() {
        let rules = [
            Fixture.intent(
                "divorce", keywords: ["离婚"], not: ["贷款"], examples: ["离婚怎么办"],
                counterexamples: ["离婚贷款怎么办", "今天下雨", "他们离婚了"]),
            Fixture.rule(
                "danger", .emergency(.violence, answer: "e"), keywords: ["正在打"], examples: ["他正在打我"],
                counterexamples: ["他打过我"]),
            Fixture.rule("human", .command(.human), keywords: ["转人工"], examples: ["转人工"], counterexamples: ["人工湖"]),
        ]

        #expect(findings(rules).map(\.line) == [])
    }

    @Test func `an example that is not recognised is told, and as what it came out`() {
        let found = findings([
            Fixture.intent("divorce", keywords: ["离婚"], examples: ["分手怎么办", "工资怎么办"]),
            Fixture.intent("wages", keywords: ["工资", "工资怎么办"], examples: ["工资怎么办", "工资"]),
        ])

        #expect(found.map(\.rule) == ["example-overlap"])
        #expect(found.contains { $0.message.contains("工资怎么办") && $0.message.contains("wages") })
        #expect(found.map(\.location).allSatisfy { $0 == Fixture.place })
    }

    @Test(arguments: [
        Rule.Meaning.emergency(.violence, answer: "e"), .command(.human), .signal(.joke),
    ])
    func `an example of a danger, a command or a signal must be heard, a counterexample not`(_ meaning: Rule.Meaning) {
        let found = findings([
            Fixture.rule("x", meaning, keywords: ["正在打"], examples: ["没有这回事"], counterexamples: ["正在打"])
        ])

        #expect(found.map(\.rule) == ["example-failed", "counterexample-failed"])
    }

    @Test func `a counterexample that would be answered is told, one that asks nothing is not`() {
        let found = findings([
            Fixture.intent("divorce", keywords: ["离婚"], counterexamples: ["离婚剧怎么看", "离婚剧真好看"])
        ])

        #expect(found.map(\.rule) == ["counterexample-failed"])
        #expect(found.first?.message.contains("离婚剧怎么看") == true)
    }

    @Test func `a rewrite that hits its counterexample is told`() {
        let careless = Fixture.rewrite(["咋个"], "怎么", counterexamples: ["新郎咋个子不高"])
        let careful = Fixture.rewrite(["啷个"], "怎么", notIn: ["郎啷个子"], counterexamples: ["新郎啷个子不高"])

        #expect(findings([], rewrites: [careless, careful]).map(\.rule) == ["rewrite-counterexample"])
    }

    @Test func `an example on which a pattern is given up is told`() {
        let text = String(repeating: "工", count: 3_000) + "钱工!"
        let found = findings([
            Fixture.intent("bad", patterns: ["(工+)+钱$"]), Fixture.intent("good", keywords: ["钱工"], examples: [text]),
        ])

        #expect(found.map(\.rule) == ["pattern-overrun"])
        #expect(found.first?.message.contains("bad") == true)
    }
}
