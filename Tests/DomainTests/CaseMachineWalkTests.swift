import TestSupport
import Testing

@testable import Domain

/// Random sequences of events: whatever happens, nothing is lost and no danger falls silent.
struct CaseMachineWalkTests {
    private static let people: [PersonID] = ["adviser", "deputy", "office", "duty", "stranger"]

    private static func event(using chance: inout SeededGenerator) -> CaseEvent {
        let person = people.randomElement(using: &chance) ?? "duty"
        let other = people.randomElement(using: &chance) ?? "duty"
        switch Int.random(in: 0..<17, using: &chance) {
        case 0: return .taken(person)
        case 1: return .answered(person, "答")
        case 2: return .askedBack(person, "问")
        case 3: return .handedOver(person, to: other)
        case 4: return .closed(person)
        case 5: return .humanSpoke(person)
        case 6: return .released(person)
        case 7: return .askerSpoke(isThanks: Bool.random(using: &chance))
        case 8: return .danger(.violence)
        case 9: return .resolved
        case 10: return .reopened
        case 11: return .withdrawn
        case 12: return .rated(Int.random(in: 0...6, using: &chance))
        case 13: return .quiet
        case 14: return .ownerLost
        case 15: return .takenUp(person)
        default: return .due(CasePromise.Kind.allCases.randomElement(using: &chance) ?? .notify)
        }
    }

    /// What must hold of every case at every moment.
    private static func check(_ file: LegalCase, _ chain: CaseChain) {
        let kinds = Set(file.promises.map(\.kind))
        #expect(kinds.count == file.promises.count, "a promise stands twice")
        guard file.state.isOpen else {
            #expect(file.promises.isEmpty, "a closed case still promises \(kinds)")
            #expect(file.takeover == nil)
            #expect(file.closedAt != nil)
            return
        }
        #expect(file.closedAt == nil)
        switch file.state {
        case .acknowledged: #expect(kinds.contains(.answer), "taken without a clock")
        case .answered, .askedBack: #expect(kinds.contains(.settle), "answered without an end")
        default:
            #expect(!kinds.isDisjoint(with: [.notify, .acknowledge, .alarm]), "\(file.state) without a clock")
        }
        if file.urgency == .emergency && file.state.isWaiting {
            #expect(kinds.contains(.alarm), "danger fell silent in \(file.state)")
        }
        if let owner = file.owner { #expect(!file.excluded.contains(owner)) }
    }

    @Test(arguments: UInt64(1)...8)
    func `twenty-five hundred random events reach no illegal state and lose no promise`(_ seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let fixture = CaseFixture()
        var chain = fixture.chain
        // Two of the seeds have a conflict, one has no duty desk.
        let excluded: Set<PersonID> = seed % 3 == 0 ? ["adviser"] : []
        if seed == 5 { chain.links.removeLast() }
        chain.links.removeAll { excluded.contains($0.person) }
        let machine = CaseMachine(chain)
        var now = CaseFixture.time("2026-01-01T00:00")
        var visited: Set<CaseState> = []
        var file = machine.open(
            fixture.file(seed % 2 == 0 ? .emergency : .normal, excluded: excluded, at: now), at: now
        )
        .file
        for _ in 0..<2_500 {
            // Mostly the clock moves to what is due, sometimes anywhere.
            let due = file.promises.map(\.dueAt).min()
            if let due, Bool.random(using: &chance) {
                now = max(now, due)
            } else {
                now = now.adding(minutes: Int.random(in: 0..<600, using: &chance))
            }
            let before = file
            let event = Self.event(using: &chance)
            guard let change = try? machine.apply(event, to: file, at: now) else { continue }
            file = change.file
            Self.check(file, chain)
            visited.insert(file.state)
            // Every promise that stood before stands on, or ended with an outcome.
            for promise in before.promises where !file.promises.contains(promise) {
                #expect(change.ended[promise] != nil, "\(promise.kind) vanished at \(event)")
            }
            let isClosedByMessage = event == .resolved || event == .withdrawn
            if before.urgency == .emergency && before.state.isWaiting && isClosedByMessage {
                #expect(file.state.isOpen, "a message called off danger")
            }
            if !file.state.isOpen && Bool.random(using: &chance) {
                file =
                    machine.open(
                        fixture.file(Bool.random(using: &chance) ? .emergency : .normal, excluded: excluded, at: now),
                        at: now
                    ).file
            }
        }
        #expect(visited.isSuperset(of: [.notified, .acknowledged, .answered, .resolved, .reopened, .reassigned]))
    }

    @Test func `left alone, every case comes to its end of the chain and stays loud, through a year with holidays`() {
        var fixture = CaseFixture()
        for day in 46...54 { fixture.chain.calendar.holidays.insert(CivilDate(daysSince1970: 20_453 + day)) }
        var chance = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            var now = CaseFixture.time("2026-01-01T00:00").adding(
                minutes: Int.random(in: 0..<525_600, using: &chance))
            let openedAt = now
            var file = fixture.opened(at: now)
            var isAlarmed = false
            for _ in 0..<40 where !isAlarmed {
                guard let next = file.promises.min(by: { $0.dueAt < $1.dueAt }) else { break }
                now = max(now, next.dueAt)
                guard let change = try? fixture.machine.apply(.due(next.kind), to: file, at: now) else { break }
                for person in change.pinged {
                    #expect(fixture.chain.works(person, at: now), "\(person) was nagged at \(now.iso8601)")
                }
                isAlarmed = change.effects.contains(.alarm(.endOfChain))
                file = change.file
            }
            #expect(isAlarmed)
            #expect(now.milliseconds - openedAt.milliseconds < 11 * 86_400_000, "waited since \(openedAt.iso8601)")
        }
    }
}
