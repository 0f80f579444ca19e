extension CaseMachine {
    /// What the asker says.
    ///
    /// An emergency that no human has taken cannot be called off by a message: the phone may be in the wrong hands.
    func apply(
        _ event: CaseEvent, ofAsker words: String?, _ change: inout CaseChange, _ now: Timestamp
    ) throws(CaseRefusal) {
        let state = change.file.state
        let isUntakenDanger = change.file.urgency == .emergency && state.isWaiting
        switch event {
        case .danger(let kind):
            guard state.isOpen else { throw .closed }
            change.file.danger = kind
            change.note(.danger, note: words)
            if isUntakenDanger { return inform(.added, &change, now) }
            change.file.urgency = .emergency
            change.end(.acknowledge, .answer, as: .void)
            endTakeover("danger", &change)
            callEveryone(.emergency, &change, now)
        case .rated(let score):
            guard state == .resolved, (1...5).contains(score) else { throw .nothingToDo }
            change.file.rating = score
            change.note(.rated, note: "\(score)")
        case .reopened: try reopen(words, &change, now)
        case .askerSpoke(let isThanks):
            guard state.isOpen else { throw .closed }
            speak(isThanks: isThanks, words, &change, now)
        case .resolved, .withdrawn:
            guard state.isOpen else { throw .closed }
            if isUntakenDanger {
                change.note(.message, note: words)
                return inform(.added, &change, now)
            }
            if event == .resolved {
                change.note(.resolved, note: words)
                finish(.resolved, &change, now)
            } else {
                change.note(.withdrawn, note: words)
                finish(.withdrawn, &change, now)
                if state.isTaken && chain.works(change.file.owner, at: now) {
                    inform(.withdrawn, &change, now)
                }
            }
        default: throw .nothingToDo
        }
    }

    private func speak(isThanks: Bool, _ words: String?, _ change: inout CaseChange, _ now: Timestamp) {
        change.note(.message, note: words)
        if change.file.takeover != nil {
            change.file.takeover?.quietAt = now.adding(minutes: policy.quietMinutes)
        }
        switch change.file.state {
        case .answered where isThanks: break
        case .answered, .askedBack:
            change.end(.settle, as: .void)
            change.file.state = .acknowledged
            promiseAnswer(&change, now)
            inform(.added, &change, now)
        case .acknowledged: break
        default: if !isThanks { inform(.added, &change, now) }
        }
    }

    /// The first time it goes back to who answered and knows the matter, the next time one step up the chain.
    private func reopen(_ words: String?, _ change: inout CaseChange, _ now: Timestamp) throws(CaseRefusal) {
        let file = change.file
        if file.state.isOpen && file.state != .answered { return speak(isThanks: false, words, &change, now) }
        if file.state == .withdrawn { throw .nothingToDo }
        if let closedAt = file.closedAt, closedAt.adding(minutes: policy.reopenDays * 1_440) < now {
            throw .nothingToDo
        }
        change.note(.reopened, note: words)
        change.file.reopenings += 1
        change.file.closedAt = nil
        change.file.state = .reopened
        endTakeover("reopened", &change)
        if file.urgency == .emergency { return callEveryone(.emergency, &change, now) }
        let again = chain.link(file.owner).flatMap { $0.isReachable ? chain.turn(of: $0, at: now) : nil }
        let next = chain.next(after: file.owner, at: now, policy)
        ask(file.reopenings == 0 ? again ?? next : next ?? again, .reopened, &change, now)
    }
}
