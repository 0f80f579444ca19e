import Testing

@testable import Domain

struct CaseMachineTests {
    let fixture = CaseFixture()
    let monday = CaseFixture.time("2026-11-23T10:00")

    private func apply(_ event: CaseEvent, to file: LegalCase, at now: Timestamp) throws -> CaseChange {
        try fixture.machine.apply(event, to: file, at: now)
    }

    @Test func `in working hours the adviser is pinged at once and has an hour`() throws {
        let change = fixture.machine.open(fixture.file(at: monday), at: monday)

        #expect(change.pinged == ["adviser"])
        #expect(change.file.state == .notified)
        #expect(change.file.promise(.acknowledge)?.dueAt == CaseFixture.time("2026-11-23T11:00"))
        #expect(change.file.promise(.remind)?.dueAt == CaseFixture.time("2026-11-23T10:30"))
    }

    @Test func `the hour goes on after the lunch break`() {
        let file = fixture.opened(at: CaseFixture.time("2026-11-23T11:40"))
        #expect(file.promise(.acknowledge)?.dueAt == CaseFixture.time("2026-11-23T14:40"))
    }

    @Test func `at night nobody is pinged before the adviser opens`() throws {
        let night = CaseFixture.time("2026-11-24T02:10")
        let change = fixture.machine.open(fixture.file(at: night), at: night)
        #expect(change.pinged.isEmpty)
        #expect(change.file.state == .open)
        let morning = CaseFixture.time("2026-11-24T08:30")
        #expect(change.file.promise(.notify)?.dueAt == morning)

        #expect(throws: CaseRefusal.nothingToDo) {
            try apply(.due(.notify), to: change.file, at: morning.adding(seconds: -1))
        }
        let notified = try apply(.due(.notify), to: change.file, at: morning)
        #expect(notified.pinged == ["adviser"])
        #expect(notified.file.state == .notified)
    }

    @Test func `nobody reacts: adviser, deputy, office, duty, and then an alarm each time`() throws {
        var file = fixture.opened(at: monday)
        var asked: [PersonID] = []
        var alarms = 0
        for _ in 0..<8 {
            // Whoever is asked during their lunch break is pinged after it.
            let due = try #require(file.promise(.acknowledge) ?? file.promise(.notify))
            let change = try apply(.due(due.kind), to: file, at: due.dueAt)
            asked += change.pinged
            alarms += change.effects.count { $0 == .alarm(.endOfChain) }
            file = change.file
        }
        #expect(asked.prefix(5) == ["deputy", "office", "duty", "duty", "duty"])
        #expect(alarms >= 3)
        #expect(file.state == .reassigned)
    }

    @Test func `who is on leave is passed over for who works sooner`() {
        var fixture = fixture
        fixture.chain.links[0].hours.leave = [CivilDate(daysSince1970: monday.chinaDate.daysSince1970)]
        #expect(fixture.opened(at: monday).owner == "deputy")
    }

    @Test func `over a long holiday the duty desk is asked, over a weekend nobody is disturbed`() {
        var fixture = fixture
        let friday = CaseFixture.time("2026-02-13T19:00")
        #expect(fixture.opened(at: friday).owner == "adviser")
        var day = friday.chinaDate.next
        for _ in 0..<9 {
            fixture.chain.calendar.holidays.insert(day)
            day = day.next
        }
        let change = fixture.machine.open(fixture.file(at: friday), at: friday)
        #expect(change.pinged == ["duty"])
    }

    @Test func `of two who press at once one wins and the other is told by whom`() throws {
        let taken = try apply(.taken("deputy"), to: fixture.opened(at: monday), at: monday).file
        #expect(taken.state == .acknowledged)
        #expect(taken.owner == "deputy")
        #expect(throws: CaseRefusal.taken(by: "deputy")) { try apply(.taken("adviser"), to: taken, at: monday) }
        #expect(try apply(.taken("deputy"), to: taken, at: monday).effects.isEmpty)
    }

    @Test func `taking tells the asker by when, and the bot falls silent`() throws {
        let change = try apply(.taken("adviser"), to: fixture.opened(at: monday), at: monday)
        #expect(change.effects == [.tell(.taken("adviser", answerBy: CaseFixture.time("2026-11-23T16:00")))])
        #expect(change.file.takeover?.person == "adviser")
        #expect(change.entries.map(\.kind).contains(.takeoverBegan))
    }

    @Test func `an answer without taking takes, and thanks start no clock`() throws {
        let answered = try apply(.answered("adviser", "去监察大队"), to: fixture.opened(at: monday), at: monday).file
        #expect(answered.state == .answered)
        #expect(answered.promises.map(\.kind) == [.settle])

        let thanked = try apply(.askerSpoke(isThanks: true), to: answered, at: monday)
        #expect(thanked.effects.isEmpty)
        #expect(thanked.file.state == .answered)
        let more = try apply(.askerSpoke(isThanks: false), to: answered, at: monday)
        #expect(more.file.state == .acknowledged)
        #expect(more.file.promise(.answer) != nil)
        #expect(more.pinged == ["adviser"])
    }

    @Test func `not settled goes back to who answered, and the second time up the chain`() throws {
        let answered = try apply(.answered("deputy", "去调解"), to: fixture.opened(at: monday), at: monday).file
        let again = try apply(.reopened, to: answered, at: monday)
        #expect(again.file.state == .reopened)
        #expect(again.file.owner == "deputy")
        #expect(again.pinged == ["deputy"])

        let closed = try apply(.closed("deputy"), to: again.file, at: monday).file
        #expect(closed.state == .resolved)
        let up = try apply(.reopened, to: closed, at: monday)
        #expect(up.file.owner == "office")
        #expect(throws: CaseRefusal.nothingToDo) {
            try apply(.reopened, to: closed, at: monday.adding(minutes: 31 * 1_440))
        }
    }

    @Test func `who took it and does not answer is reminded once, then it goes on with an alarm`() throws {
        var file = try apply(.taken("adviser"), to: fixture.opened(at: monday), at: monday).file
        var due = try #require(file.promise(.answer)).dueAt
        let reminded = try apply(.due(.answer), to: file, at: due)
        #expect(reminded.effects == [.ping(["adviser"], .answerDue)])
        file = reminded.file
        due = try #require(file.promise(.answer)).dueAt
        let passed = try apply(.due(.answer), to: file, at: due)
        #expect(passed.pinged == ["deputy"])
        #expect(passed.effects.contains(.alarm(.answerOverdue)))
        #expect(passed.file.takeover == nil)
        #expect(passed.file.state == .reassigned)
    }

    @Test func `a case that nobody answers back to is closed after seven days`() throws {
        let asked = try apply(.askedBack("adviser", "有合同吗"), to: fixture.opened(at: monday), at: monday).file
        #expect(asked.state == .askedBack)
        let closed = try apply(.due(.settle), to: asked, at: monday.adding(minutes: 7 * 1_440))
        #expect(closed.file.state == .resolved)
        #expect(closed.effects == [.tell(.lapsed)])
        #expect(closed.file.promises.isEmpty)
    }

    @Test func `who is in conflict knows of no such case`() throws {
        let file = fixture.machine.open(fixture.file(excluded: ["deputy"], at: monday), at: monday).file
        #expect(throws: CaseRefusal.unknown) { try apply(.taken("deputy"), to: file, at: monday) }
        #expect(throws: CaseRefusal.unknown) { try apply(.taken("stranger"), to: file, at: monday) }
        #expect(throws: CaseRefusal.notFor("deputy")) {
            try apply(.handedOver("adviser", to: "deputy"), to: file, at: monday)
        }
    }

    @Test func `handing over ends the takeover and starts the other's clock`() throws {
        let taken = try apply(.taken("adviser"), to: fixture.opened(at: monday), at: monday).file
        let change = try apply(.handedOver("adviser", to: "office"), to: taken, at: monday)
        #expect(change.file.state == .reassigned)
        #expect(change.pinged == ["office"])
        #expect(change.takeoverEnd == "handed-over")
        #expect(change.effects.contains(.tell(.handedOver("office"))))
    }

    // MARK: Emergencies

    @Test func `danger calls everyone at any hour, and again until somebody takes it`() throws {
        let night = CaseFixture.time("2026-11-24T02:10")
        let change = fixture.machine.open(fixture.file(.emergency, at: night), at: night)
        #expect(change.effects == [.ping(["adviser", "deputy", "office", "duty"], .emergency)])
        let due = try #require(change.file.promise(.alarm)).dueAt
        #expect(due == night.adding(minutes: 10))
        let again = try apply(.due(.alarm), to: change.file, at: due)
        #expect(again.effects.contains(.alarm(.emergencyUntaken)))
        #expect(again.pinged == ["adviser", "deputy", "office", "duty"])

        let taken = try apply(.taken("office"), to: again.file, at: due)
        #expect(taken.effects.contains(.ping(["adviser", "deputy", "duty"], .emergencyTaken)))
        #expect(taken.file.promise(.alarm) == nil)
        #expect(taken.file.promise(.answer) != nil)
    }

    @Test(arguments: [CaseEvent.resolved, .withdrawn])
    func `a message cannot call off danger that no human has looked at`(_ event: CaseEvent) throws {
        let file = fixture.opened(.emergency, at: monday)
        let change = try apply(event, to: file, at: monday)
        #expect(change.file.state == .notified)
        #expect(change.file.promise(.alarm) != nil)
        #expect(!change.pinged.isEmpty)
    }

    @Test func `danger in a case that somebody has calls everyone again`() throws {
        let taken = try apply(.taken("adviser"), to: fixture.opened(at: monday), at: monday).file
        let change = try apply(.danger(.violence), to: taken, at: monday)
        #expect(change.pinged == ["adviser", "deputy", "office", "duty"])
        #expect(change.file.state == .notified)
        #expect(change.takeoverEnd == "danger")
    }

    // MARK: What goes wrong

    @Test func `who is asked and is gone from the directory is replaced at once`() throws {
        let file = fixture.opened(at: monday)
        var later = fixture
        later.chain.links.removeFirst()
        let change = try later.machine.apply(.ownerLost, to: file, at: monday)
        #expect(change.pinged == ["deputy"])
    }

    @Test func `with nobody on the chain the case waits, alarms, and is asked about again within the hour`() throws {
        let machine = CaseMachine(CaseChain([]))
        let change = machine.open(fixture.file(at: monday), at: monday)
        #expect(change.effects == [.alarm(.nobody)])
        let due = try #require(change.file.promise(.notify)).dueAt
        #expect(due == monday.adding(minutes: 60))
        #expect(try fixture.machine.apply(.due(.notify), to: change.file, at: due).pinged == ["adviser"])
    }

    @Test func `a clock that jumped ahead by a week asks the next, and only the next`() throws {
        let file = fixture.opened(at: monday)
        let change = try apply(.due(.acknowledge), to: file, at: monday.adding(minutes: 7 * 1_440))
        #expect(change.pinged == ["deputy"])
        #expect(change.file.promise(.acknowledge)?.dueAt == monday.adding(minutes: 7 * 1_440 + 60))
    }
}
