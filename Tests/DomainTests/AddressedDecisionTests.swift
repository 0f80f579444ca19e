import Testing

@testable import Domain

/// Step 6 for somebody who speaks to the bot.
struct AddressedDecisionTests {
    @Test func `what has no words cannot be read`() {
        var fixture = DecisionFixture()
        fixture.circumstances.hasText = false

        #expect(fixture.decide() == Decision(.answer, because: .unsupported, say: .line(.unsupported)))
    }

    @Test func `a bare mention is greeted`() {
        var fixture = DecisionFixture()
        fixture.heard.normalized = ""

        #expect(fixture.decide() == Decision(.answer, because: .greeting, say: .line(.greeting)))
    }

    @Test func `a strong candidate alone is answered`() {
        var fixture = DecisionFixture()
        let best = fixture.candidate("wages", score: fixture.policy.answerScore)
        fixture.heard.candidates = [best]

        #expect(
            fixture.decide() == Decision(.answer, because: .clear, say: .answer(best.answer), candidate: best))
    }

    @Test func `a strong candidate far ahead of the next is answered`() {
        var fixture = DecisionFixture()
        fixture.heard.candidates = [fixture.candidate("wages"), fixture.weak("contract")]

        #expect(fixture.decide().reason == .clear)
    }

    @Test func `a strong candidate level with another of the same topic and answer is answered`() {
        var fixture = DecisionFixture()
        var twin = fixture.candidate("wages-2")
        let best = fixture.candidate("wages")
        twin.topic = best.topic
        twin.answer = best.answer
        fixture.heard.candidates = [best, twin]

        #expect(fixture.decide().reason == .clear)
    }

    @Test func `just below the threshold nothing is answered`() {
        var fixture = DecisionFixture()
        fixture.heard.candidates = [fixture.candidate("wages", score: fixture.policy.answerScore.nextDown)]

        #expect(fixture.decide().kind != .answer)
    }

    @Test func `several close candidates make a menu of at most three different answers`() {
        var fixture = DecisionFixture()
        var twin = fixture.candidate("wages-2")
        twin.answer = "answer-wages"
        let names = ["wages", "contract", "injury", "dismissal", "insurance"]
        fixture.heard.candidates = names.map { fixture.candidate($0) }
        fixture.heard.candidates.insert(twin, at: 1)

        let decision = fixture.decide()

        #expect(decision.kind == .clarify)
        #expect(decision.reason == .close)
        #expect(decision.speech == .line(.clarify))
        #expect(decision.choices.map(\.intent.text) == Array(names.prefix(3)))
        #expect(decision.choices.count == fixture.policy.menuSize)
        #expect(decision.candidate == nil)
    }

    @Test func `candidates that are not worth offering are not offered`() {
        var fixture = DecisionFixture()
        fixture.heard.candidates = [fixture.weak("wages"), fixture.weak("contract"), fixture.faint("injury")]

        #expect(fixture.decide().choices.map(\.name) == ["wages", "contract"])
    }

    @Test func `a legal but vague matter is asked back once, then goes to a human`() {
        var fixture = DecisionFixture()
        fixture.heard.signals = [.legalVague]

        #expect(fixture.decide() == Decision(.clarify, because: .vague, say: .line(.vague)))

        fixture.state.askedBackAt = fixture.now.adding(minutes: -fixture.policy.menuMinutes).adding(milliseconds: 1)
        #expect(fixture.decide() == Decision(.escalate, because: .unknown, say: .line(.escalated)))

        fixture.state.askedBackAt = fixture.now.adding(minutes: -fixture.policy.menuMinutes)
        #expect(fixture.decide().reason == .vague)
    }

    @Test func `a single weak candidate is asked back, then goes along to the human`() {
        var fixture = DecisionFixture()
        let weak = fixture.weak("wages")
        fixture.heard.candidates = [weak]

        #expect(fixture.decide() == Decision(.clarify, because: .vague, say: .line(.vague), candidate: weak))
        fixture.state.askedBackAt = fixture.now
        #expect(
            fixture.decide() == Decision(.escalate, because: .unknown, say: .line(.escalated), candidate: weak))
    }

    @Test func `what the catalog does not know goes to a human`() {
        var fixture = DecisionFixture()
        #expect(fixture.decide() == Decision(.escalate, because: .unknown, say: .line(.escalated)))

        fixture.heard.candidates = [fixture.faint("wages"), fixture.faint("contract")]
        let decision = fixture.decide()
        #expect(decision == Decision(.escalate, because: .unknown, say: .line(.escalated)))
        #expect(decision.needsHuman)
    }

    @Test func `a bare subject is offered a menu, however clear it is`() {
        var fixture = DecisionFixture()
        fixture.heard.normalized = "离婚"
        fixture.heard.candidates = [fixture.candidate("divorce", weight: 40), fixture.weak("custody")]
        #expect(fixture.decide().reason == .close)

        fixture.heard.signals = [.question]
        #expect(fixture.decide().reason == .clear)
    }

    @Test func `thanks end a talk, unless something is asked with them`() {
        var fixture = DecisionFixture()
        fixture.heard.signals = [.thanks]
        #expect(fixture.decide() == Decision(.silent, because: .thanks))

        fixture.heard.candidates = [fixture.candidate("wages")]
        #expect(fixture.decide().reason == .clear)
    }

    @Test func `in private the same thresholds hold`() {
        var fixture = DecisionFixture()
        fixture.circumstances.isGroup = false
        fixture.heard.candidates = [fixture.candidate("wages"), fixture.candidate("contract")]

        #expect(fixture.decide().kind == .clarify)
    }
}
