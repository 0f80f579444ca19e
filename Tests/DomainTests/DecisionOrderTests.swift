import Testing

@testable import Domain

/// The steps before the thresholds: staff, danger, commands, a human at work.
struct DecisionOrderTests {
    private let danger = Emergency(kind: .violence, answer: "emergency/violence", rule: "danger")

    // MARK: Staff

    @Test func `an adviser who speaks to villagers is left alone, whatever he says`() {
        var fixture = DecisionFixture.overheard
        fixture.circumstances.isStaff = true
        fixture.heard.candidates = [fixture.candidate("wages")]
        fixture.heard.command = .human
        fixture.heard.emergency = danger

        #expect(fixture.decide() == Decision(.silent, because: .staff))
    }

    @Test func `an adviser who speaks to the bot gets an answer`() {
        var fixture = DecisionFixture()
        fixture.circumstances.isStaff = true
        fixture.heard.candidates = [fixture.candidate("wages")]

        #expect(fixture.decide().kind == .answer)
    }

    // MARK: Emergencies

    @Test(arguments: [true, false], [true, false])
    func `danger beats everything that comes later`(_ isAddressed: Bool, _ isGroup: Bool) {
        var fixture = DecisionFixture()
        fixture.circumstances.isAddressed = isAddressed
        fixture.circumstances.isGroup = isGroup
        fixture.heard.emergency = danger
        fixture.heard.command = .human
        fixture.heard.normalized = "1"
        fixture.heard.candidates = [fixture.candidate("wages")]
        fixture.heard.signals = [.joke]
        fixture.state.menu = DialogueState.Menu(choices: ["wages"], expiresAt: fixture.now.adding(minutes: 1))
        fixture.state.openCase = DialogueState.OpenCase(number: 7, state: .acknowledged)
        fixture.state.recentAnswers = [danger.answer: fixture.now]

        let decision = fixture.decide()

        #expect(
            decision == Decision(.emergency, because: .danger, say: .answer(danger.answer), emergency: danger))
        #expect(decision.needsHuman)
    }

    // MARK: Commands

    @Test(arguments: [
        (VillagerCommand.human, Decision.Kind.escalate, Decision.Reason.askedForHuman, Decision.Line.human),
        (.contact, .answer, .contact, .contact),
        (.solved, .answer, .solved, .solved),
        (.unsolved, .escalate, .unsolved, .unsolved),
        (.erase, .answer, .erase, .erase),
        (.confirmErasure, .answer, .erase, .erase),
        (.withdraw, .answer, .withdrawn, .withdrawn),
    ])
    func `a command to the bot is obeyed before any question`(
        _ command: VillagerCommand, _ kind: Decision.Kind, _ reason: Decision.Reason, _ line: Decision.Line
    ) {
        var fixture = DecisionFixture()
        fixture.heard.command = command
        fixture.heard.candidates = [fixture.candidate("wages")]
        if command == .withdraw { fixture.state.openCase = DialogueState.OpenCase(number: 7, state: .notified) }

        #expect(fixture.decide() == Decision(kind, because: reason, say: .line(line)))
    }

    @Test func `records are deleted only by a confirmation within the minutes of a menu`() {
        var fixture = DecisionFixture.overheard
        fixture.heard.command = .confirmErasure
        fixture.state.erasureAskedAt = fixture.now.adding(minutes: -9)
        #expect(fixture.decide() == Decision(.answer, because: .erased, say: .line(.erased)))

        fixture.state.erasureAskedAt = fixture.now.adding(minutes: -10)
        #expect(fixture.decide().reason != .erased)
    }

    @Test(arguments: [VillagerCommand.solved, .unsolved, .withdraw, .erase, .confirmErasure])
    func `an everyday word is a command only to the bot, or while something is open`(_ command: VillagerCommand) {
        var fixture = DecisionFixture.overheard
        fixture.heard.command = command

        #expect(fixture.decide() == Decision(.silent, because: .overheard))
        fixture.state.openCase = DialogueState.OpenCase(number: 7, state: .notified)
        #expect(fixture.decide().kind != .silent)
    }

    @Test(arguments: [VillagerCommand.human, .contact])
    func `who calls for a human is heard without a mention`(_ command: VillagerCommand) {
        var fixture = DecisionFixture.overheard
        fixture.heard.command = command

        #expect(fixture.decide().kind == (command == .human ? .escalate : .answer))
    }

    @Test func `commands are obeyed while a human has the case`() {
        var fixture = DecisionFixture()
        fixture.state.openCase = DialogueState.OpenCase(number: 7, state: .acknowledged)
        fixture.heard.command = .solved

        #expect(fixture.decide().reason == .solved)
    }

    // MARK: Menu numbers

    @Test(arguments: [true, false])
    func `a number answers the pending menu, mentioned or not`(_ isAddressed: Bool) {
        var fixture = DecisionFixture()
        fixture.circumstances.isAddressed = isAddressed
        fixture.heard.normalized = "第二个"
        fixture.state.menu = DialogueState.Menu(
            choices: ["wages", "contract"], expiresAt: fixture.now.adding(minutes: 1))

        let decision = fixture.decide()

        #expect(decision.kind == .answer)
        #expect(decision.reason == .menuChoice)
        #expect(decision.speech == .answer("answer-contract"))
        #expect(decision.candidate?.intent == "contract")
    }

    @Test func `a number that comes too late says so to those who speak to the bot`() {
        var fixture = DecisionFixture()
        fixture.heard.normalized = "2"
        fixture.state.menu = DialogueState.Menu(choices: ["wages", "contract"], expiresAt: fixture.now)
        let late = Decision(.answer, because: .menuExpired, say: .line(.menuExpired))

        #expect(fixture.decide() == late)
        fixture.state.menu = nil
        #expect(fixture.decide() == late)
        fixture.circumstances.isAddressed = false
        #expect(fixture.decide() == Decision(.silent, because: .overheard))
    }

    @Test func `a number beyond the menu, or of an intent that is gone, chooses nothing`() {
        var fixture = DecisionFixture()
        let soon = fixture.now.adding(minutes: 1)
        fixture.heard.normalized = "3"
        fixture.state.menu = DialogueState.Menu(choices: ["wages", "contract"], expiresAt: soon)
        #expect(fixture.decide().reason == .menuExpired)

        fixture.heard.normalized = "1"
        fixture.state.menu = DialogueState.Menu(choices: ["gone"], expiresAt: soon)
        #expect(fixture.decide().reason == .menuExpired)
    }

    // MARK: Taken over

    @Test func `the bot is silent while a human speaks with this asker, and not a moment longer`() {
        var fixture = DecisionFixture()
        fixture.heard.candidates = [fixture.candidate("wages")]
        fixture.state.openCase = DialogueState.OpenCase(number: 7, state: .acknowledged)
        fixture.state.humanSpeaksUntil = fixture.now.adding(minutes: 1)
        #expect(fixture.decide() == Decision(.silent, because: .takenOver))

        fixture.state.humanSpeaksUntil = fixture.now
        #expect(fixture.decide().kind == .answer)
    }

    @Test func `what is said in reply to a human's question is left to the human`() {
        var fixture = DecisionFixture()
        fixture.heard.candidates = [fixture.candidate("wages")]
        for state in CaseState.allCases {
            fixture.state.openCase = DialogueState.OpenCase(number: 7, state: state)
            let decision = fixture.decide()
            #expect((decision == Decision(.silent, because: .takenOver)) == (state == .askedBack))
        }
    }

    @Test func `a bare number after closing says how content the asker is`() {
        var fixture = DecisionFixture.overheard
        fixture.heard.normalized = "5分"
        fixture.state.closedCase = DialogueState.OpenCase(number: 7, state: .resolved, awaitsRating: true)
        #expect(fixture.decide() == Decision(.answer, because: .rated, say: .line(.rated)))

        fixture.heard.normalized = "6"
        #expect(fixture.decide().reason == .overheard)
        fixture.heard.normalized = "5"
        fixture.state.closedCase?.awaitsRating = false
        #expect(fixture.decide().reason == .overheard)
    }
}
