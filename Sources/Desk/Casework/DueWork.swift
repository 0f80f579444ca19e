import Content
import Domain
import Store

/// What is done about due items, inside one transaction.
struct DueWork {
    private let desk: CaseDesk
    private let lookup: ClockLookup

    init(_ desk: CaseDesk, _ lookup: ClockLookup) {
        self.desk = desk
        self.lookup = lookup
    }

    /// Sees to all of them; pings of several cases to one person become one list. Returns what the office must look at.
    func run(_ items: [DueItem], checksOwners: Bool) throws -> [(Int64, CaseChange.Alarm)] {
        var pings: [CaseDesk.Ping] = []
        var alarms: [(Int64, CaseChange.Alarm)] = []
        func apply(_ event: CaseEvent, to number: Int64) throws {
            guard let file = try lookup.cases.file(number) else { return }
            let change: CaseChange
            do throws(CaseRefusal) {
                change = try desk.machine(for: file).apply(event, to: file, at: desk.now)
            } catch {
                // Seen to by somebody between looking and now.
                return
            }
            let plan = try desk.plan(change, lookup.cases)
            try lookup.store(plan.step)
            pings += plan.pings
            alarms += plan.step.alarms.map { (number, $0) }
        }
        for item in items {
            switch item {
            case .promise(let kind, let number): try apply(.due(kind), to: number)
            case .quiet(let takeover, let number):
                if let number, let file = try lookup.cases.file(number), file.state.isOpen {
                    try apply(.quiet, to: number)
                } else {
                    try lookup.endTakeover(takeover, why: "quiet")
                }
            case .lostPing(let outbox): pings += try lost(outbox, apply)
            case .lostWord(let outbox, let number, let reason):
                if let ping = try lostWord(number, reason) { pings.append(ping) }
                try lookup.markReported(outbox: outbox)
            }
        }
        if checksOwners {
            for owner in try lookup.owners() where desk.directory.people[owner] == nil {
                for file in try lookup.cases.openCases(of: owner) { try apply(.ownerLost, to: file.number) }
            }
        }
        for draft in desk.drafts(pings) { try lookup.send(draft) }
        return alarms
    }

    /// The same pings on each person's next way; who has none is passed over on the chain.
    private func lost(_ outbox: Int64, _ apply: (CaseEvent, Int64) throws -> Void) throws -> [CaseDesk.Ping] {
        let lost = try lookup.lostPings(of: outbox)
        let hasOtherWay = lost.contains { ping in
            desk.directory.people[ping.person].map { $0.contacts.indices.contains(ping.way + 1) } ?? false
        }
        guard try hasOtherWay || lookup.isDead(outbox: outbox) else {
            try lookup.keepTrying(outbox: outbox)
            return []
        }
        try lookup.putAway(outbox: outbox)
        var pings: [CaseDesk.Ping] = []
        for ping in lost {
            guard let file = try lookup.cases.file(ping.caseNumber) else { continue }
            if let person = desk.directory.people[ping.person], person.contacts.indices.contains(ping.way + 1) {
                pings.append(
                    CaseDesk.Ping(
                        file: file, person: person, reason: ping.reason, way: ping.way + 1,
                        words: try desk.words(of: file.number, lookup.cases)))
                continue
            }
            var change = CaseChange(file)
            change.note(.undelivered, ping.person, note: ping.reason.rawValue)
            try lookup.store(CaseStep(change))
            if file.state.isWaiting && file.owner == ping.person { try apply(.ownerLost, file.number) }
        }
        return pings
    }

    /// Tells who has the case that their words did not arrive.
    private func lostWord(_ number: Int64, _ reason: String?) throws -> CaseDesk.Ping? {
        guard let file = try lookup.cases.file(number) else { return nil }
        var change = CaseChange(file)
        change.note(.undelivered, file.owner, note: reason)
        try lookup.store(CaseStep(change))
        return file.owner.flatMap { desk.directory.people[$0] }.map {
            CaseDesk.Ping(file: file, person: $0, reason: .undelivered, words: CaseDesk.Words())
        }
    }
}
