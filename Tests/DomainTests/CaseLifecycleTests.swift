import TestSupport
import Testing

@testable import Domain

struct CaseLifecycleTests {
    private static let person: PersonID = "adviser"

    private static let events: [CaseEvent] = [
        .notified(person), .acknowledged(person), .answered(person), .resolved, .reopened, .withdrawn,
    ]

    /// Where each state's events lead, in the order of `events`; nil is no legal move.
    private static let table: [CaseState: [CaseState?]] = [
        .open: [.notified, .acknowledged, .answered, .resolved, nil, .withdrawn],
        .notified: [.notified, .acknowledged, .answered, .resolved, nil, .withdrawn],
        .acknowledged: [.acknowledged, .acknowledged, .answered, .resolved, nil, .withdrawn],
        .answered: [nil, nil, .answered, .resolved, .open, .withdrawn],
        .resolved: [nil, nil, nil, nil, .open, nil],
        .withdrawn: [nil, nil, nil, nil, nil, nil],
    ]

    @Test(arguments: CaseState.allCases)
    func `every event leads where the table says, or nowhere`(_ state: CaseState) throws {
        let row = try #require(Self.table[state])
        for (event, expected) in zip(Self.events, row) {
            if let expected {
                #expect(try CaseLifecycle.apply(event, to: state) == expected)
            } else {
                #expect(throws: CaseLifecycle.IllegalMove(state: state, event: event.name)) {
                    try CaseLifecycle.apply(event, to: state)
                }
            }
        }
    }

    @Test func `a random walk never leaves the table`() throws {
        var chance = SeededGenerator(seed: 3)
        var state = CaseState.open
        var visited: Set<CaseState> = []
        for _ in 0..<10_000 {
            let number = Int.random(in: 0..<Self.events.count, using: &chance)
            let legal = try #require(Self.table[state])[number]
            let moved = try? CaseLifecycle.apply(Self.events[number], to: state)

            #expect(moved == legal)
            visited.insert(state)
            // Nothing leads out of withdrawn: another case begins.
            state = state == .withdrawn ? .open : moved ?? state
        }
        #expect(visited == Set(CaseState.allCases))
    }

    @Test func `only resolved and withdrawn cases are closed`() {
        #expect(CaseState.allCases.filter { !$0.isOpen } == [.resolved, .withdrawn])
    }

    @Test func `events have distinct names`() {
        #expect(Set(Self.events.map(\.name)).count == Self.events.count)
    }
}
