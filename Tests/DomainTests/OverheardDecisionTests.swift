import TestSupport
import Testing

@testable import Domain

/// Step 6 for talk that is not addressed to the bot.
struct OverheardDecisionTests {
    private let silence = Decision(.silent, because: .overheard)

    @Test func `a plain question with a very strong candidate is answered`() {
        var fixture = DecisionFixture.overheard
        let best = fixture.candidate("wages")
        fixture.heard.candidates = [best]

        #expect(
            fixture.decide() == Decision(.answer, because: .overheardClear, say: .answer(best.answer), candidate: best))
    }

    @Test func `a call for help counts as a question`() {
        var fixture = DecisionFixture.overheard
        fixture.heard.candidates = [fixture.candidate("wages")]
        fixture.heard.signals = [.help, .legalVague]

        #expect(fixture.decide().reason == .overheardClear)
    }

    @Test func `what asks nothing is none of the bot's business`() {
        var fixture = DecisionFixture.overheard
        fixture.heard.candidates = [fixture.candidate("wages")]
        fixture.heard.signals = [.firstPerson, .legalVague]

        #expect(fixture.decide() == silence)
    }

    @Test(arguments: [
        Signal.hearsay, .pastNarration, .notice, .advertisement, .rhetorical, .joke, .thanks, .addressedToOther,
    ])
    func `what is told, joked or announced is left alone`(_ tell: Signal) {
        var fixture = DecisionFixture.overheard
        fixture.heard.candidates = [fixture.candidate("wages")]
        fixture.heard.signals.insert(tell)

        #expect(fixture.decide() == silence)
    }

    @Test func `below its threshold nothing is said`() {
        var fixture = DecisionFixture.overheard
        fixture.heard.candidates = [fixture.candidate("wages", score: fixture.policy.overheardScore)]
        #expect(fixture.decide().kind == .answer)

        fixture.heard.candidates = [fixture.candidate("wages", score: fixture.policy.overheardScore.nextDown)]
        #expect(fixture.decide() == silence)
    }

    @Test func `two candidates that are level make silence, never a menu`() {
        var fixture = DecisionFixture.overheard
        fixture.heard.candidates = [fixture.candidate("wages"), fixture.candidate("contract")]

        #expect(fixture.decide() == silence)
    }

    @Test func `nothing overheard leads to a menu, a question back or a human`() {
        var chance = SeededGenerator(seed: 4)
        for _ in 0..<3_000 {
            var fixture = DecisionFixture.overheard
            fixture.heard.signals = Set(Signal.allCases.filter { _ in Bool.random(using: &chance) })
            fixture.heard.candidates = (0..<Int.random(in: 0...4, using: &chance)).map { number in
                let score = Double.random(in: 0...1, using: &chance)
                return fixture.candidate("intent-\(number)", score: score, weight: score * 40)
            }.sorted { $0.score > $1.score }
            fixture.circumstances.hasText = Bool.random(using: &chance)

            let decision = fixture.decide()

            #expect([.answer, .silent].contains(decision.kind))
            #expect(decision.choices.isEmpty)
            #expect(decision.kind == .silent || fixture.heard.isQuestion)
        }
    }

    @Test func `an overheard answer never needs less than an addressed one`() {
        var chance = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            var fixture = DecisionFixture.overheard
            let scores = (0..<2).map { _ in Double.random(in: 0...1, using: &chance) }.sorted(by: >)
            fixture.heard.candidates = scores.enumerated().map {
                fixture.candidate("intent-\($0)", score: $1, weight: $1 * 40)
            }
            guard fixture.decide().kind == .answer else { continue }
            fixture.circumstances.isAddressed = true

            #expect(fixture.decide().kind == .answer)
        }
    }
}
