extension CaseMachine {
    /// What happens when the hour of a promise has come. One step for each call, so that a clock that jumped ahead
    /// skips nobody: the next due time is counted from the present.
    func due(_ kind: CasePromise.Kind, _ change: inout CaseChange, _ now: Timestamp) throws(CaseRefusal) {
        guard let promise = change.file.promise(kind), promise.dueAt <= now else { throw .nothingToDo }
        switch kind {
        case .notify: notify(promise, &change, now)
        case .remind: remind(promise, &change, now)
        case .acknowledge: passOn(promise, &change, now)
        case .answer: pressForAnswer(promise, &change, now)
        case .alarm:
            alarm(.emergencyUntaken, &change)
            callEveryone(.emergencyAgain, round: promise.round + 1, &change, now)
        case .settle:
            let wasAsked = change.file.state == .askedBack
            change.note(.resolved, note: "lapsed")
            finish(.resolved, &change, now)
            if wasAsked { change.effects.append(.tell(.lapsed)) }
        }
    }

    private func notify(_ promise: CasePromise, _ change: inout CaseChange, _ now: Timestamp) {
        change.end(.notify, as: .kept)
        if change.file.state.isTaken || change.file.promise(.acknowledge) != nil {
            return inform(change.file.state.isTaken ? .added : reason(change.file.state), &change, now)
        }
        // The directory may have changed since: who was to be asked may be away, or nobody was there.
        let turn = promise.person.flatMap { chain.link($0) }.flatMap { chain.turn(of: $0, at: now) }
        let isStillTheirs = turn.map { $0.from <= now && $0.link.isReachable } ?? false
        ask(isStillTheirs ? turn : chain.next(at: now, policy), reason(change.file.state), &change, now)
    }

    private func reason(_ state: CaseState) -> CaseChange.PingReason {
        switch state {
        case .reassigned: .passedOn
        case .reopened: .reopened
        default: .new
        }
    }

    private func remind(_ promise: CasePromise, _ change: inout CaseChange, _ now: Timestamp) {
        guard let person = promise.person, let link = chain.link(person),
            let acknowledge = change.file.promise(.acknowledge), acknowledge.dueAt > now,
            let turn = chain.turn(of: link, at: now)
        else { return change.end(.remind, as: .void) }
        guard turn.from <= now else {
            return change.promise(CasePromise(.remind, person: person, dueAt: turn.from))
        }
        change.end(.remind, as: .kept)
        change.note(.reminded, person)
        change.effects.append(.ping([person], .reminder))
    }

    private func passOn(_ promise: CasePromise, _ change: inout CaseChange, _ now: Timestamp) {
        change.end(.acknowledge, as: .lapsed)
        change.note(.lapsed, promise.person)
        let owner = change.file.owner
        let place = chain.link(owner)?.place
        // Who got it by hand has no place on the chain: it starts over, without them.
        let next = chain.next(after: place == .called ? nil : owner, at: now, policy)
        if let next, next.link.person != owner {
            if change.file.state != .reopened { change.file.state = .reassigned }
            return ask(next, .passedOn, &change, now)
        }
        alarm(.endOfChain, &change)
        change.end(.remind, as: .void)
        guard let link = chain.link(owner), let turn = chain.turn(of: link, at: now) else {
            return ask(chain.next(at: now, policy), .passedOn, &change, now)
        }
        if turn.from <= now {
            tell(link, .repeated, round: promise.round + 1, &change, now)
        } else {
            change.promise(CasePromise(.notify, person: link.person, dueAt: turn.from))
        }
    }

    private func pressForAnswer(_ promise: CasePromise, _ change: inout CaseChange, _ now: Timestamp) {
        let isEmergency = change.file.urgency == .emergency
        let turn = chain.link(change.file.owner).flatMap { chain.turn(of: $0, at: now) }
        if promise.round == 0, let turn {
            // A reminder waits for the morning.
            guard isEmergency || turn.from <= now else {
                return change.promise(CasePromise(.answer, person: promise.person, dueAt: turn.from))
            }
            change.end(.answer, as: .lapsed)
            change.note(.reminded, promise.person)
            change.effects.append(.ping([turn.link.person], .answerDue))
            return promiseAnswer(round: 1, &change, now)
        }
        change.end(.answer, as: .lapsed)
        change.note(.lapsed, promise.person)
        alarm(.answerOverdue, &change)
        moveOn(&change, now)
    }

    /// Who was asked, or has it, is gone: the next one is asked at once.
    func loseOwner(_ change: inout CaseChange, _ now: Timestamp) throws(CaseRefusal) {
        guard change.file.state.isOpen else { throw .closed }
        change.note(.ownerLost, change.file.owner)
        if change.file.urgency == .emergency && change.file.state.isWaiting { return }
        moveOn(&change, now)
    }

    private func moveOn(_ change: inout CaseChange, _ now: Timestamp) {
        endTakeover("overdue", &change)
        let owner = change.file.owner
        if change.file.state != .open { change.file.state = .reassigned }
        if change.file.urgency == .emergency { return callEveryone(.emergencyAgain, &change, now) }
        let after = chain.link(owner)?.place == .called ? nil : owner
        ask(chain.next(after: after, at: now, policy) ?? chain.next(at: now, policy), .passedOn, &change, now)
    }
}
