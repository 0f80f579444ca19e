extension CaseMachine {
    /// What one of ours does.
    func apply(
        _ event: CaseEvent, of actor: PersonID, _ words: String?, _ change: inout CaseChange, _ now: Timestamp
    ) throws(CaseRefusal) {
        if case .takenUp = event { return try takeUp(actor, &change, now) }
        guard change.file.state.isOpen else { throw .closed }
        if case .humanSpoke = event { return speak(actor, words, &change, now) }
        if change.file.state.isTaken, let owner = change.file.owner, owner != actor { throw .taken(by: owner) }
        switch event {
        case .taken: take(actor, isTold: true, &change, now)
        case .answered(_, let text):
            hold(actor, .answered, &change, now)
            change.note(.answered, actor, note: words)
            change.effects.append(.tell(.answer(actor, text)))
        case .askedBack(_, let text):
            hold(actor, .askedBack, &change, now)
            change.note(.askedBack, actor, note: words)
            change.effects.append(.tell(.question(actor, text)))
        case .handedOver(_, let person): try handOver(from: actor, to: person, &change, now)
        case .closed:
            change.note(.resolved, actor, note: words)
            finish(.resolved, &change, now)
            change.effects.append(.tell(.closed))
        case .released: endTakeover("command", &change)
        default: throw .nothingToDo
        }
    }

    /// Taking it twice changes nothing.
    private func take(_ actor: PersonID, isTold: Bool, _ change: inout CaseChange, _ now: Timestamp) {
        guard change.file.state.isWaiting else { return }
        change.end(.acknowledge, .alarm, as: .kept)
        change.end(.notify, .remind, as: .void)
        change.file.owner = actor
        change.file.state = .acknowledged
        change.note(.acknowledged, actor)
        promiseAnswer(&change, now)
        beginTakeover(actor, &change, now)
        if isTold, let promise = change.file.promise(.answer) {
            change.effects.append(.tell(.taken(actor, answerBy: promise.dueAt)))
        }
        let others = chain.links.filter { $0.isReachable && $0.person != actor }.map(\.person)
        if change.file.urgency == .emergency && !others.isEmpty {
            change.effects.append(.ping(others, .emergencyTaken))
        }
    }

    /// Has it and has said something: the clock waits for the asker now.
    private func hold(_ actor: PersonID, _ state: CaseState, _ change: inout CaseChange, _ now: Timestamp) {
        take(actor, isTold: false, &change, now)
        change.end(.answer, as: .kept)
        change.end(.notify, as: .void)
        change.file.state = state
        change.promise(CasePromise(.settle, dueAt: now.adding(minutes: policy.settleDays * 1_440)))
        beginTakeover(actor, &change, now)
    }

    private func handOver(
        from actor: PersonID, to person: PersonID, _ change: inout CaseChange, _ now: Timestamp
    ) throws(CaseRefusal) {
        guard person != actor, !change.file.excluded.contains(person), let link = chain.link(person), link.isReachable,
            let turn = chain.turn(of: link, at: now)
        else { throw .notFor(person) }
        change.end(.acknowledge, .answer, as: .kept)
        endTakeover("handed-over", &change)
        change.file.state = .reassigned
        change.note(.reassigned, actor, note: person.text)
        if change.file.urgency == .emergency {
            change.file.owner = person
            callEveryone(.emergency, &change, now)
        } else {
            ask(turn, .handedOver, &change, now)
        }
        change.effects.append(.tell(.handedOver(person)))
    }

    /// Who speaks to the asker where the asker is has taken the case.
    private func speak(_ actor: PersonID, _ words: String?, _ change: inout CaseChange, _ now: Timestamp) {
        take(actor, isTold: false, &change, now)
        beginTakeover(actor, &change, now)
        change.note(.message, actor, note: words)
    }

    private func takeUp(_ actor: PersonID, _ change: inout CaseChange, _ now: Timestamp) throws(CaseRefusal) {
        guard change.file.state == .resolved || change.file.state == .withdrawn else { throw .nothingToDo }
        change.file.state = .reopened
        change.file.closedAt = nil
        change.note(.reopened, actor)
        take(actor, isTold: true, &change, now)
    }
}
