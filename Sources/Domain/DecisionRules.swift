/// The order in which a message is decided, written once and pure.
///
/// A repeated message (step 1) never gets here: the store answers it from the log.
package struct DecisionRules: Sendable {
    /// What is known about a message besides its meaning.
    package struct Circumstances: Sendable, Equatable {
        /// Whether the bot is spoken to.
        package var isAddressed: Bool
        /// Whether neighbours read along.
        package var isGroup: Bool
        /// Whether an adviser, deputy or office is speaking.
        package var isStaff: Bool
        /// Whether there are words at all.
        package var hasText: Bool
        /// Whether a question that we ask back can be heard and answered.
        package var canAskBack: Bool
        /// The words as they came.
        package var said: String
        /// What services ask before they take up a matter.
        package var forms: [IntakeForm]

        /// Takes the parts.
        package init(
            isAddressed: Bool, isGroup: Bool, isStaff: Bool = false, hasText: Bool = true, canAskBack: Bool = true,
            said: String = "", forms: [IntakeForm] = []
        ) {
            self.isAddressed = isAddressed
            self.isGroup = isGroup
            self.isStaff = isStaff
            self.hasText = hasText
            self.canAskBack = canAskBack
            self.said = said
            self.forms = forms
        }
    }

    /// The numbers to decide by.
    package var policy: ServicePolicy

    /// Takes the numbers to decide by.
    package init(policy: ServicePolicy = ServicePolicy()) { self.policy = policy }

    /// Decides; `lookup` finds the candidate behind a menu's number.
    package func decide(
        _ heard: Interpretation, in circumstances: Circumstances, state: DialogueState, at now: Timestamp,
        lookup: (IntentID) -> Candidate?
    ) -> Decision {
        if circumstances.isStaff && !circumstances.isAddressed {
            return Decision(.silent, because: .staff)
        }
        if let emergency = heard.emergency {
            return Decision(.emergency, because: .danger, say: .answer(emergency.answer), emergency: emergency)
        }
        let humanSpeaks = state.humanSpeaksUntil.map { now < $0 } ?? false
        if !humanSpeaks, let decision = service(heard, circumstances, state, now) { return decision }
        if let decision = command(heard, circumstances, state, now, lookup) { return decision }
        if humanSpeaks || state.openCase?.state == .askedBack {
            return Decision(.silent, because: .takenOver)
        }
        let decision =
            circumstances.isAddressed
            ? addressed(heard, circumstances, state, now) : overheard(heard, state, now)
        return gated(decision, circumstances, state, now)
    }

    // MARK: Step 4

    private func command(
        _ heard: Interpretation, _ circumstances: Circumstances, _ state: DialogueState, _ now: Timestamp,
        _ lookup: (IntentID) -> Candidate?
    ) -> Decision? {
        if let chosen = menuChoice(heard, circumstances, state, now, lookup) {
            return gated(
                Decision(.answer, because: .menuChoice, say: .answer(chosen.answer), candidate: chosen),
                circumstances, state, now)
        }
        if state.closedCase?.awaitsRating == true, state.menu == nil, MenuNumber.rating(heard.normalized) != nil {
            return Decision(.answer, because: .rated, say: .line(.rated))
        }
        guard let command = heard.command else { return nil }
        switch command {
        case .human: return Decision(.escalate, because: .askedForHuman, say: .line(.human))
        case .contact: return Decision(.answer, because: .contact, say: .line(.contact))
        case .confirmErasure:
            if let asked = state.erasureAskedAt, now < asked.adding(minutes: policy.menuMinutes) {
                return Decision(.answer, because: .erased, say: .line(.erased))
            }
        case .solved, .unsolved, .withdraw, .erase: break
        }
        // 解决了 and the like are everyday words: unless the bot is spoken to, or something is open, they are talk.
        guard circumstances.isAddressed || state.openCase != nil || state.closedCase?.awaitsRating == true else {
            return nil
        }
        switch command {
        case .withdraw:
            // Nothing to take back: everyday words again.
            guard state.openCase != nil else { return nil }
            return Decision(.answer, because: .withdrawn, say: .line(.withdrawn))
        case .solved: return Decision(.answer, because: .solved, say: .line(.solved))
        case .unsolved: return Decision(.escalate, because: .unsolved, say: .line(.unsolved))
        default: return Decision(.answer, because: .erase, say: .line(.erase))
        }
    }

    /// The choice of the pending menu that is named by number or by word.
    private func menuChoice(
        _ heard: Interpretation, _ circumstances: Circumstances, _ state: DialogueState, _ now: Timestamp,
        _ lookup: (IntentID) -> Candidate?
    ) -> Candidate? {
        guard let menu = state.menu, now < menu.expiresAt else { return nil }
        if let number = MenuNumber.read(heard.normalized) {
            return menu.choices.indices.contains(number - 1) ? lookup(menu.choices[number - 1]) : nil
        }
        let choices = menu.choices.compactMap(lookup)
        let named = MenuWord.read(heard.normalized, among: choices.map(\.name))
        return named.map { choices[$0] }
            ?? (circumstances.isAddressed ? touched(by: heard, among: choices) : nil)
    }

    /// The only choice that a short message touches, or the one it touches far more than the others.
    private func touched(by heard: Interpretation, among choices: [Candidate]) -> Candidate? {
        guard heard.normalized.count <= MenuWord.longest else { return nil }
        let met = heard.candidates.filter { met in
            met.score >= policy.offerScore && choices.contains { $0.intent == met.intent }
        }
        .sorted { $0.weight > $1.weight }
        guard let best = met.first else { return nil }
        if let next = met.dropFirst().first, best.weight - next.weight < policy.answerLead * best.weight { return nil }
        return choices.first { $0.intent == best.intent }
    }

    // MARK: Step 6

    private func addressed(
        _ heard: Interpretation, _ circumstances: Circumstances, _ state: DialogueState, _ now: Timestamp
    ) -> Decision {
        guard circumstances.hasText else { return Decision(.answer, because: .unsupported, say: .line(.unsupported)) }
        if heard.normalized.isEmpty { return Decision(.answer, because: .greeting, say: .line(.greeting)) }
        if MenuNumber.read(heard.normalized) != nil {
            return Decision(.answer, because: .menuExpired, say: .line(.menuExpired))
        }
        let offers = heard.candidates.filter { $0.score >= policy.offerScore }
        let isBare = heard.normalized.count <= policy.bareLength && !heard.isQuestion
        if !isBare, let best = offers.first, best.score >= policy.answerScore,
            leads(best, over: heard.candidates, by: policy.answerLead)
        {
            return Decision(
                .answer, because: .clear, say: .answer(best.answer), candidate: best,
                choices: circumstances.canAskBack ? alsoAsked(besides: best, in: heard.candidates) : [])
        }
        // A word of thanks starts nothing, however it is put; a question behind it would have scored.
        if heard.signals.contains(.thanks) { return Decision(.silent, because: .thanks) }
        let choices = distinct(offers)
        if choices.count >= 2 && circumstances.canAskBack {
            // The same menu twice helps nobody.
            guard !isPending(choices, state, now) else {
                return Decision(.escalate, because: .unknown, say: .line(.escalated), candidate: offers.first)
            }
            return Decision(.clarify, because: .close, say: .line(.clarify), choices: choices)
        }
        let askedBack = state.askedBackAt.map { now < $0.adding(minutes: policy.menuMinutes) } ?? false
        let isLegal = heard.signals.contains(.legalVague) || !choices.isEmpty
        if isLegal && !askedBack && circumstances.canAskBack {
            return Decision(.clarify, because: .vague, say: .line(.vague), candidate: heard.candidates.first)
        }
        return Decision(.escalate, because: .unknown, say: .line(.escalated), candidate: offers.first)
    }

    /// Whether just these choices are waiting for an answer already.
    private func isPending(_ choices: [Candidate], _ state: DialogueState, _ now: Timestamp) -> Bool {
        guard let menu = state.menu, now < menu.expiresAt else { return false }
        return Set(menu.choices) == Set(choices.map(\.intent))
    }

    private func overheard(_ heard: Interpretation, _ state: DialogueState, _ now: Timestamp) -> Decision {
        let isLegal = heard.signals.contains(.legalVague)
        guard heard.isQuestion, heard.normalized.count > policy.bareLength, let best = heard.candidates.first,
            best.score >= (isLegal ? policy.overheardScore : policy.overheardPlainScore),
            leads(best, over: heard.candidates, by: policy.overheardLead)
        else { return Decision(.silent, because: .overheard) }
        return Decision(.answer, because: .overheardClear, say: .answer(best.answer), candidate: best)
    }

    /// Whether the best is clear of the next that is about something else; of one topic, the more specific answer wins.
    private func leads(_ best: Candidate, over candidates: [Candidate], by share: Double) -> Bool {
        guard let rival = candidates.dropFirst().first(where: { $0.topic != best.topic }) else { return true }
        return best.weight - rival.weight >= share * best.weight
    }

    /// What else the message asks, strongly enough to be answered by itself, and fit to be named before neighbours.
    private func alsoAsked(besides best: Candidate, in candidates: [Candidate]) -> [Candidate] {
        distinct(
            candidates.filter {
                $0.topic != best.topic && $0.score >= policy.answerScore && $0.sensitivity == .public
            })
    }

    /// The first candidates with different answers, as many as a menu holds.
    private func distinct(_ candidates: some Sequence<Candidate>) -> [Candidate] {
        var seen: Set<AnswerID> = []
        var kept: [Candidate] = []
        for candidate in candidates where seen.insert(candidate.answer).inserted {
            kept.append(candidate)
            if kept.count == policy.menuSize { break }
        }
        return kept
    }

    // MARK: Step 7

    private func gated(
        _ decision: Decision, _ circumstances: Circumstances, _ state: DialogueState, _ now: Timestamp
    ) -> Decision {
        guard decision.kind == .answer, let candidate = decision.candidate else { return decision }
        var gated = decision
        if let day = candidate.staleFrom, day <= now.chinaDate {
            return Decision(.escalate, because: .stale, say: .line(.stale), candidate: candidate)
        }
        if candidate.sensitivity == .private && circumstances.isGroup {
            gated.reason = .sensitive
            gated.speech = .line(.privateLine)
        } else if circumstances.isGroup, let given = state.recentAnswers[candidate.answer],
            now < given.adding(minutes: policy.repeatMinutes)
        {
            gated.reason = .alreadyAnswered
            gated.speech = .line(.pointer)
        }
        return gated
    }
}
