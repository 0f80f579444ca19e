extension DecisionRules {
    /// What a message does to a service's questions: answers the one that waits, or asks for a service by name.
    ///
    /// Only who speaks to the bot is led through them. Asking for a human or to be forgotten goes before an answer.
    func service(
        _ heard: Interpretation, _ circumstances: Circumstances, _ state: DialogueState, _ now: Timestamp
    ) -> Decision? {
        guard circumstances.isAddressed, circumstances.hasText, circumstances.canAskBack else { return nil }
        switch heard.command {
        case .human, .erase, .confirmErasure, .contact: return nil
        default: break
        }
        let guide = IntakeGuide(
            circumstances.forms, isGroup: circumstances.isGroup, expiresAt: now.adding(minutes: policy.intakeMinutes))
        let pending = state.intake.flatMap { now < $0.expiresAt ? $0 : nil }
        let isOver = heard.command == .withdraw
        guard
            let turn = guide.request(in: heard.normalized)
                ?? pending.flatMap({
                    isOver ? guide.leave($0) : guide.answer($0, with: heard.normalized, circumstances.said)
                })
        else { return nil }
        switch turn {
        case .list, .ask, .again: return Decision(.clarify, because: .serviceAsked, say: .service(turn))
        case .done: return Decision(.escalate, because: .serviceTaken, say: .service(turn))
        case .cancelled: return Decision(.answer, because: .serviceCancelled, say: .service(turn))
        }
    }
}
