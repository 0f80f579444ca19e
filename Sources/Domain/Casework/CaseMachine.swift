/// The legal moves of a case: an event and the present in, the case and what must be done out.
package struct CaseMachine: Sendable {
    /// Who is asked.
    package let chain: CaseChain
    let policy: CasePolicy

    /// Takes who is asked, and the numbers.
    package init(_ chain: CaseChain, policy: CasePolicy = CasePolicy()) {
        self.chain = chain
        self.policy = policy
    }

    /// The first step of a new case: everyone at once in danger, else the first on the chain in their working time.
    package func open(_ file: LegalCase, at now: Timestamp) -> CaseChange {
        var change = CaseChange(file)
        change.note(.opened, note: file.summary)
        if file.urgency == .emergency {
            change.note(.danger, note: file.danger?.rawValue)
            callEveryone(.emergency, &change, now)
        } else {
            ask(chain.next(at: now, policy), .new, &change, now)
        }
        change.file.version += 1
        return change
    }

    /// What the event does; throws when it cannot happen there. `words` are masked and go into the history.
    package func apply(
        _ event: CaseEvent, to file: LegalCase, words: String? = nil, at now: Timestamp
    ) throws(CaseRefusal) -> CaseChange {
        var change = CaseChange(file)
        if let actor = event.actor {
            guard !file.excluded.contains(actor), chain.link(actor) != nil else { throw .unknown }
            try apply(event, of: actor, words, &change, now)
        } else {
            switch event {
            case .due(let kind): try due(kind, &change, now)
            case .quiet: endTakeover("quiet", &change)
            case .ownerLost: try loseOwner(&change, now)
            default: try apply(event, ofAsker: words, &change, now)
            }
        }
        change.file.version += 1
        return change
    }

    // MARK: Steps that several events share

    /// Asks that one: now, or when they open.
    func ask(_ turn: CaseChain.Turn?, _ reason: CaseChange.PingReason, _ change: inout CaseChange, _ now: Timestamp) {
        change.end(.notify, .remind, .acknowledge, .answer, .alarm, .settle, as: .void)
        guard let turn else {
            change.file.owner = nil
            alarm(.nobody, &change)
            change.promise(CasePromise(.notify, dueAt: now.adding(minutes: 60)))
            return
        }
        change.file.owner = turn.link.person
        if turn.from <= now {
            tell(turn.link, reason, round: 0, &change, now)
        } else {
            change.promise(CasePromise(.notify, person: turn.link.person, dueAt: turn.from))
        }
    }

    /// Pings, and starts the clocks until the case must be taken.
    func tell(
        _ link: CaseChain.Link, _ reason: CaseChange.PingReason, round: Int, _ change: inout CaseChange,
        _ now: Timestamp
    ) {
        change.effects.append(.ping([link.person], reason))
        change.note(.notified, link.person)
        if change.file.state == .open { change.file.state = .notified }
        let minutes = minutes(for: link) << min(round, 3)
        change.promise(
            CasePromise(
                .acknowledge, person: link.person, round: round, dueAt: chain.due(minutes, of: link, from: now)))
        if minutes >= 40 {
            change.promise(
                CasePromise(.remind, person: link.person, dueAt: chain.due(minutes / 2, of: link, from: now)))
        }
    }

    /// Tells everyone on the chain at once, whatever the hour, and again until somebody takes it.
    func callEveryone(_ reason: CaseChange.PingReason, round: Int = 0, _ change: inout CaseChange, _ now: Timestamp) {
        change.end(.notify, .remind, .acknowledge, .answer, .settle, as: .void)
        let everyone = chain.links.filter(\.isReachable).map(\.person)
        if everyone.isEmpty {
            alarm(.nobody, &change)
        } else {
            change.effects.append(.ping(everyone, reason))
            for person in everyone { change.note(.notified, person) }
            if change.file.owner == nil { change.file.owner = everyone.first }
        }
        if change.file.state == .open || change.file.state.isTaken { change.file.state = .notified }
        let minutes = policy.emergencyMinutes * (round < 6 ? 1 : 3)
        change.end(.alarm, as: round > 0 ? .lapsed : .void)
        change.promise(CasePromise(.alarm, round: round, dueAt: now.adding(minutes: minutes)))
    }

    /// Tells the owner something that can wait for their working time.
    func inform(_ reason: CaseChange.PingReason, _ change: inout CaseChange, _ now: Timestamp) {
        let file = change.file
        if file.urgency == .emergency {
            let asked = file.state.isTaken ? [file.owner].compactMap(\.self) : chain.links.map(\.person)
            if !asked.isEmpty { change.effects.append(.ping(asked, reason)) }
            return
        }
        guard let link = chain.link(file.owner), let turn = chain.turn(of: link, at: now) else { return }
        if turn.from <= now {
            change.effects.append(.ping([link.person], reason))
        } else if change.file.promise(.notify) == nil {
            change.promise(CasePromise(.notify, person: link.person, dueAt: turn.from))
        }
    }

    /// Starts the clock of the one who has it.
    func promiseAnswer(round: Int = 0, _ change: inout CaseChange, _ now: Timestamp) {
        change.promise(
            CasePromise(.answer, person: change.file.owner, round: round, dueAt: answerBy(change.file, now)))
    }

    func answerBy(_ file: LegalCase, _ now: Timestamp) -> Timestamp {
        if file.urgency == .emergency { return now.adding(minutes: policy.emergencyMinutes * 3) }
        return chain.due(policy.answerMinutes, of: chain.link(file.owner), from: now)
    }

    func beginTakeover(_ person: PersonID, _ change: inout CaseChange, _ now: Timestamp) {
        let quietAt = now.adding(minutes: policy.quietMinutes)
        if change.file.takeover?.person == person {
            change.file.takeover?.quietAt = quietAt
        } else {
            endTakeover("other", &change)
            change.file.takeover = LegalCase.Takeover(person: person, since: now, quietAt: quietAt)
            change.note(.takeoverBegan, person)
        }
    }

    func endTakeover(_ why: String, _ change: inout CaseChange) {
        guard let takeover = change.file.takeover else { return }
        change.file.takeover = nil
        change.takeoverEnd = why
        change.note(.takeoverEnded, takeover.person, note: why)
    }

    func alarm(_ what: CaseChange.Alarm, _ change: inout CaseChange) {
        change.effects.append(.alarm(what))
        change.note(.alarmed, note: what.rawValue)
    }

    /// Closes: nothing is due any more, and the bot may speak.
    func finish(_ state: CaseState, _ change: inout CaseChange, _ now: Timestamp) {
        change.end(.acknowledge, .answer, .alarm, as: state == .resolved ? .kept : .void)
        change.endAll(as: .void)
        endTakeover("closed", &change)
        change.file.state = state
        change.file.closedAt = now
    }

    private func minutes(for link: CaseChain.Link) -> Int {
        switch link.place {
        case .adviser, .deputy, .called: policy.adviserMinutes
        case .office, .service: policy.officeMinutes
        case .duty: policy.dutyMinutes
        }
    }
}
