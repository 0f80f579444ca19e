import Testing

@testable import Domain

/// Step 7: answers that are known but not to be said here and now.
struct DecisionGateTests {
    @Test(arguments: [(0, true), (-1, true), (1, false)])
    func `an answer past its review is not sent`(_ daysLeft: Int, _ isStale: Bool) {
        var fixture = DecisionFixture()
        var best = fixture.candidate("wages")
        best.staleFrom = CivilDate(daysSince1970: fixture.now.chinaDate.daysSince1970 + daysLeft)
        fixture.heard.candidates = [best]
        let stale = Decision(.escalate, because: .stale, say: .line(.stale), candidate: best)

        #expect((fixture.decide() == stale) == isStale)
        fixture.circumstances = DecisionRules.Circumstances(isAddressed: false, isGroup: true)
        fixture.heard.signals = [.question, .legalVague]
        #expect((fixture.decide() == stale) == isStale)
    }

    @Test(arguments: [true, false])
    func `a private matter gets a neutral line in a group and its answer in private`(_ isGroup: Bool) {
        var fixture = DecisionFixture()
        fixture.circumstances.isGroup = isGroup
        var best = fixture.candidate("violence")
        best.sensitivity = .private
        fixture.heard.candidates = [best]

        let decision = fixture.decide()

        #expect(decision.kind == .answer)
        #expect(decision.reason == (isGroup ? .sensitive : .clear))
        #expect(decision.speech == (isGroup ? .line(.privateLine) : .answer(best.answer)))
        #expect(decision.candidate == best)
    }

    @Test(arguments: [
        (0, true, true), (29, true, true), (30, true, false), (31, true, false), (0, false, false), (29, false, false),
    ])
    func `the same answer within half an hour is pointed at, in a group only`(
        _ minutes: Int, _ isGroup: Bool, _ isPointed: Bool
    ) {
        var fixture = DecisionFixture()
        fixture.policy.repeatMinutes = 30
        fixture.circumstances.isGroup = isGroup
        let best = fixture.candidate("wages")
        fixture.heard.candidates = [best]
        fixture.state.recentAnswers = [best.answer: fixture.now.adding(minutes: -minutes)]

        let decision = fixture.decide()

        #expect(decision.kind == .answer)
        #expect(decision.reason == (isPointed ? .alreadyAnswered : .clear))
        #expect(decision.speech == (isPointed ? .line(.pointer) : .answer(best.answer)))
    }

    @Test func `another answer given lately is no repetition`() {
        var fixture = DecisionFixture()
        fixture.heard.candidates = [fixture.candidate("wages")]
        fixture.state.recentAnswers = ["answer-contract": fixture.now]

        #expect(fixture.decide().reason == .clear)
    }

    @Test func `a stale private answer is stale, a repeated private answer is private`() {
        var fixture = DecisionFixture()
        var best = fixture.candidate("violence")
        best.sensitivity = .private
        fixture.heard.candidates = [best]
        fixture.state.recentAnswers = [best.answer: fixture.now]
        #expect(fixture.decide().reason == .sensitive)

        best.staleFrom = fixture.now.chinaDate
        fixture.heard.candidates = [best]
        #expect(fixture.decide().reason == .stale)
    }

    @Test func `what was chosen from a menu goes through the same gates`() {
        var fixture = DecisionFixture()
        fixture.heard.normalized = "1"
        fixture.state.menu = DialogueState.Menu(choices: ["wages"], expiresAt: fixture.now.adding(minutes: 1))
        fixture.state.recentAnswers = ["answer-wages": fixture.now]

        #expect(fixture.decide().reason == .alreadyAnswered)
    }
}
