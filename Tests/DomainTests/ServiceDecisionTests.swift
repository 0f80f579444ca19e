import Testing

@testable import Domain

/// Where a service's questions stand in the order of deciding.
struct ServiceDecisionTests {
    private static let form = IntakeForm(
        service: "talk", names: ["调解"], topic: "talk", opening: "开场",
        questions: [
            .init(id: "matter", label: "事项", ask: "哪一样", kind: .choice(["家里", "邻居"])),
            .init(id: "story", label: "经过", ask: "什么事", kind: .words),
        ])

    /// Somebody who was just asked the first question.
    private var asked: DecisionFixture {
        var fixture = DecisionFixture()
        fixture.circumstances.forms = [Self.form]
        fixture.heard = Interpretation(normalized: "1")
        fixture.circumstances.said = "1"
        fixture.state.intake = IntakeDialogue(service: "talk", step: 0, expiresAt: fixture.now.adding(minutes: 1))
        return fixture
    }

    @Test func `an answer leads to the next question`() {
        let decision = asked.decide()
        #expect(decision.kind == .clarify)
        #expect(decision.reason == .serviceAsked)
    }

    @Test func `the last answer makes a case`() {
        var fixture = asked
        fixture.state.intake?.step = 1
        let decision = fixture.decide()
        #expect(decision.reason == .serviceTaken)
        #expect(decision.needsHuman)
    }

    @Test func `overheard words are no answer and no wish`() {
        var fixture = asked
        fixture.circumstances.isAddressed = false
        #expect(fixture.decide().kind == .silent)
        fixture.heard = Interpretation(normalized: "登记调解")
        #expect(fixture.decide().kind == .silent)
    }

    @Test func `danger comes before every question`() {
        var fixture = asked
        fixture.heard.emergency = Emergency(kind: .violence, answer: "danger", rule: "r")
        #expect(fixture.decide().kind == .emergency)
    }

    @Test(arguments: [
        (VillagerCommand.human, Decision.Reason.askedForHuman), (.erase, .erase), (.withdraw, .serviceCancelled),
    ])
    func `commands come before answers`(_ command: VillagerCommand, _ reason: Decision.Reason) {
        var fixture = asked
        fixture.heard = Interpretation(normalized: "这样那样", command: command)
        #expect(fixture.decide().reason == reason)
    }

    @Test func `a question is forgotten after its time`() {
        var fixture = asked
        fixture.state.intake?.expiresAt = fixture.now
        #expect(fixture.decide().reason == .menuExpired)
    }

    @Test func `a human who speaks with the asker is not interrupted`() {
        var fixture = asked
        fixture.state.humanSpeaksUntil = fixture.now.adding(minutes: 1)
        #expect(fixture.decide().reason == .takenOver)
    }

    @Test func `a picture is no answer, and the question stays`() {
        var fixture = asked
        fixture.circumstances.hasText = false
        #expect(fixture.decide().reason == .unsupported)
    }

    @Test func `nothing is asked where no answer can arrive`() {
        var fixture = asked
        fixture.state.intake = nil
        fixture.heard = Interpretation(normalized: "登记调解")
        #expect(fixture.decide().reason == .serviceAsked)
        fixture.circumstances.canAskBack = false
        #expect(fixture.decide().reason != .serviceAsked)
    }
}
