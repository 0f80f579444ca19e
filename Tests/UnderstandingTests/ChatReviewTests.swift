import Content
import Domain
import Testing

@testable import Understanding

struct ChatReviewTests {
    private typealias Fixture = CatalogFixture

    private func findings(_ rules: [Rule], _ chat: [String]) -> [Finding] {
        let question = Fixture.rule("signal.question", .signal(.question), keywords: ["怎么"])
        let log = FindingLog()
        let lines = chat.enumerated().map { Located($1, at: Location(path: "chat.txt", line: $0 + 1)) }
        var policy = ServicePolicy()
        policy.overheardPlainScore = 0.2
        ChatReview(Fixture.compile(Fixture.catalog(rules + [question])), policy: policy, into: log).run(lines)
        return log.findings
    }

    @Test func `talk that nobody answers is passed over`() {
        let rules = [Fixture.intent("divorce", keywords: ["离婚"]), Fixture.intent("wages", keywords: ["工资"])]

        #expect(findings(rules, ["今天下雨", "他们离婚了", "怎么这么热"]).map(\.line) == [])
    }

    @Test func `a line that would be answered is told where it stands`() {
        let found = findings([Fixture.intent("divorce", keywords: ["离婚"])], ["今天下雨", "怎么又演离婚"])

        #expect(found.map(\.rule) == ["chat-answered"])
        #expect(found.first?.location.description == "chat.txt:2:1")
        #expect(found.first?.message.contains("divorce") == true)
    }

    @Test func `a line that would raise an alarm is told`() {
        let danger = Fixture.rule("danger", .emergency(.violence, answer: "e"), keywords: ["打死人"])

        #expect(findings([danger], ["热得打死人"]).map(\.rule) == ["chat-answered"])
    }

    @Test func `a keyword or pattern that hears too much of the talk is told with samples`() {
        let rule = Fixture.intent("hot", keywords: ["热", "冷"], patterns: ["今天.{0,4}热"], not: ["热天"])
        let found = findings([rule], (1...6).map { "今天\($0)度，热" } + ["冷"])

        #expect(found.map(\.rule) == ["clause-too-broad", "clause-too-broad"])
        #expect(found.first?.message.contains("7 句闲谈里碰上 6 句") == true)
        #expect(found.first?.message.contains("“今天1度，热”") == true)
    }

    @Test func `five lines are not too many, whatever the share`() {
        #expect(findings([Fixture.intent("hot", keywords: ["热"])], Array(repeating: "热", count: 5)).isEmpty)
    }
}
