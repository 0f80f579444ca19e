import Domain

/// One made-up case, lived through by the same rules as real ones: only when people act is made up.
struct DemoCase {
    /// A promise with when it was made and what became of it.
    struct Promise {
        var promise: CasePromise
        var madeAt: Timestamp
        var endedAt: Timestamp?
        var outcome: CasePromise.Outcome?
    }

    /// A stretch in which a human spoke.
    struct Takeover {
        var takeover: LegalCase.Takeover
        var endedAt: Timestamp?
        var reason: String?
    }

    private(set) var file: LegalCase
    private(set) var entries: [(at: Timestamp, entry: CaseChange.Entry)] = []
    private(set) var promises: [Promise] = []
    private(set) var takeovers: [Takeover] = []
    private(set) var effects: [(at: Timestamp, effect: CaseChange.Effect)] = []
    /// What people of ours did, and what the asker said.
    private(set) var acts: [(at: Timestamp, event: CaseEvent)] = []
    private let machine: CaseMachine
    private var planned: [(at: Timestamp, event: CaseEvent)] = []

    init(_ file: LegalCase, _ machine: CaseMachine) {
        self.file = file
        self.machine = machine
    }

    /// Lives through it until that moment.
    mutating func live(until end: Timestamp, _ random: inout SplitMix) {
        absorb(machine.open(file, at: file.openedAt), at: file.openedAt, &random)
        // Nothing that people do goes on for so long.
        for _ in 0..<300 {
            guard let (at, event) = next(), at < end else { return }
            planned.removeAll { $0.at == at && $0.event == event }
            guard let change = try? machine.apply(event, to: file, words: Self.words(of: event), at: at) else {
                continue
            }
            if !Self.isOfTheClock(event) { acts.append((at, event)) }
            absorb(change, at: at, &random)
            plan(after: event, at: at, &random)
        }
    }

    private func next() -> (at: Timestamp, event: CaseEvent)? {
        var all = planned
        all += file.promises.map { ($0.dueAt, .due($0.kind)) }
        if let quietAt = file.takeover?.quietAt { all.append((quietAt, .quiet)) }
        return all.min { $0.at < $1.at }
    }

    private static func isOfTheClock(_ event: CaseEvent) -> Bool {
        switch event {
        case .due, .quiet: true
        default: false
        }
    }

    private mutating func absorb(_ change: CaseChange, at: Timestamp, _ random: inout SplitMix) {
        for (promise, outcome) in change.ended {
            guard let id = promise.id else { continue }
            promises[Int(id)].endedAt = at
            promises[Int(id)].outcome = outcome
        }
        if let reason = change.takeoverEnd, let last = takeovers.indices.last {
            takeovers[last].endedAt = at
            takeovers[last].reason = reason
        }
        file = change.file
        for index in file.promises.indices where file.promises[index].id == nil {
            file.promises[index].id = Int64(promises.count)
            promises.append(Promise(promise: file.promises[index], madeAt: at))
        }
        if let takeover = file.takeover {
            if let last = takeovers.indices.last, takeovers[last].endedAt == nil {
                takeovers[last].takeover = takeover
            } else {
                takeovers.append(Takeover(takeover: takeover))
            }
        }
        entries += change.entries.map { (at, $0) }
        for effect in change.effects {
            effects.append((at, effect))
            if case .ping(let people, let reason) = effect { wake(people, reason, at: at, &random) }
        }
    }

    /// Who is asked mostly takes it before the hour is over.
    private mutating func wake(
        _ people: [PersonID], _ reason: CaseChange.PingReason, at: Timestamp, _ random: inout SplitMix
    ) {
        let chance: Int
        switch reason {
        case .new, .passedOn, .reopened, .handedOver, .repeated, .emergency, .emergencyAgain: chance = 90
        case .reminder: chance = 60
        default: return
        }
        let isUrgent = file.urgency == .emergency
        guard let person = people.first, random.percent(chance) else { return }
        planned.append((at.adding(seconds: Int64(random.within(isUrgent ? 40..<540 : 60..<3_300))), .taken(person)))
    }

    private mutating func plan(after event: CaseEvent, at: Timestamp, _ random: inout SplitMix) {
        func later(_ minutes: Range<Int>) -> Timestamp { at.adding(seconds: Int64(random.within(minutes)) * 60 + 7) }
        let roll = random.below(100)
        switch event {
        case .taken(let person):
            if random.percent(45) { planned.append((later(1..<20), .askerSpoke(isThanks: false))) }
            work(person, roll, from: at, &random)
        case .askedBack:
            if roll < 80 { planned.append((later(5..<300), .askerSpoke(isThanks: false))) }
        case .askerSpoke(false):
            if file.state == .acknowledged, let owner = file.owner,
                !planned.contains(where: { $0.event.actor == owner })
            {
                work(owner, 50, from: at, &random)
            }
        case .answered(let person, _):
            if roll < 42 { planned.append((later(5..<1_500), .resolved)) }
            if 42..<55 ~= roll { planned.append((later(2..<60), .askerSpoke(isThanks: true))) }
            if 55..<62 ~= roll { planned.append((later(10..<2_900), .reopened)) }
            if 62..<74 ~= roll { planned.append((later(600..<4_000), .closed(person))) }
        case .resolved, .closed:
            if roll < 36 { planned.append((later(1..<90), .rated(random.percent(80) ? 5 : random.within(1..<5)))) }
            if roll > 97 { planned.append((later(600..<20_000), .reopened)) }
        default: break
        }
    }

    /// What somebody does who has it, in their working time.
    private mutating func work(_ person: PersonID, _ roll: Int, from at: Timestamp, _ random: inout SplitMix) {
        let link = machine.chain.link(person)
        func working(_ minutes: Range<Int>) -> Timestamp {
            machine.chain.due(random.within(minutes), of: link, from: at).adding(seconds: 11)
        }
        if roll < 3 { return }
        if roll < 7, let other = machine.chain.links.first(where: { $0.person != person && $0.isReachable }) {
            planned.append((working(5..<60), .handedOver(person, to: other.person)))
        } else if roll < 16 {
            planned.append((working(10..<120), .askedBack(person, "（演示）请说一下是哪一年的事？")))
        } else {
            planned.append((working(10..<210), .answered(person, "（演示）顾问的答复")))
        }
    }

    private static func words(of event: CaseEvent) -> String? {
        switch event {
        case .answered(_, let words), .askedBack(_, let words): words
        case .askerSpoke(let isThanks): isThanks ? "谢谢" : "还有一点：是去年的事"
        case .resolved: "解决了"
        case .reopened: "没解决"
        default: nil
        }
    }
}
