import Content
import Domain
import Store

/// What a villager's message does to a case: opens one, or moves the one that is there.
struct CaseOpening {
    private let composer: ReplyComposer
    private let decision: Decision
    private let lookup: CaseLookup

    init(_ composer: ReplyComposer, _ decision: Decision, _ lookup: CaseLookup) {
        self.composer = composer
        self.decision = decision
        self.lookup = lookup
    }

    private var desk: CaseDesk { composer.desk }
    private var message: InboundMessage { composer.message }

    /// What becomes of the case that the message belongs to; nil when nothing does.
    func step(_ reference: CaseReference) throws -> CaseStep? {
        guard let file = reference.file else { return try open(reference.number, after: reference.earlierWords) }
        let words = intake.map { Masking.summary($0.line, characters: 300) } ?? Masking.summary(message.text)
        var change: CaseChange?
        do throws(CaseRefusal) {
            change = try desk.machine(for: file).apply(event, to: file, words: words, at: desk.now)
        } catch {
            // What cannot be reopened any more is a matter of its own.
            if decision.needsHuman && !file.state.isOpen { return try open(try lookup.nextNumber(), after: nil) }
        }
        guard let change else { return nil }
        var known = try desk.words(of: file.number, lookup)
        known.said = known.said.suffix(2) + [words]
        return try desk.step(change, lookup, words: known)
    }

    private var event: CaseEvent {
        switch decision.reason {
        case .danger: .danger(decision.emergency?.kind ?? .violence)
        case .solved: .resolved
        case .withdrawn: .withdrawn
        case .rated: .rated(MenuNumber.rating(composer.heard.normalized) ?? 0)
        case .unsolved: .reopened
        default: .askerSpoke(isThanks: isThanks)
        }
    }

    /// Thanks, and nothing asked along with them.
    private var isThanks: Bool {
        let heard = composer.heard
        return heard.signals.contains(.thanks) && !heard.signals.contains(.question)
            && (heard.candidates.first?.score ?? 0) < composer.policy.answerScore
    }

    /// What a service learned, when its questions are all answered.
    private var intake: CaseIntake? {
        guard case .service(.done(let intake, _, _)) = decision.speech else { return nil }
        return intake
    }

    private func open(_ number: Int64, after earlier: String?) throws -> CaseStep {
        if case .service(.done(let intake, let form, let verdict)) = decision.speech {
            return try open(number, taking: intake, form, verdict)
        }
        let candidate = decision.candidate
        let said = [earlier.map { Masking.summary($0) }, Masking.summary(message.text)].compactMap(\.self)
        let file = LegalCase(
            number: number, conversation: message.conversation, asker: message.sender, village: composer.village?.id,
            topic: candidate?.topic, answer: candidate?.answer, summary: said.joined(separator: " / "),
            openedAt: desk.now, urgency: decision.kind == .emergency ? .emergency : .normal,
            danger: decision.emergency?.kind,
            excluded: ConflictOfInterest(desk.directory).excluded(
                from: said.joined(separator: " "), topic: candidate?.topic, village: composer.village))
        let change = desk.machine(for: file).open(file, at: desk.now)
        return try desk.step(
            change, lookup, words: CaseDesk.Words(said: said, replied: StaffWords(desk).line(why)))
    }

    /// A case that a service takes up: its owner is asked, and reads what was answered.
    private func open(
        _ number: Int64, taking intake: CaseIntake, _ form: IntakeForm, _ verdict: IntakeForm.Verdict?
    ) throws -> CaseStep {
        let name = desk.directory.services[intake.service]?.name ?? intake.service
        // In a private chat only the asker can say which village it is.
        let village =
            composer.village ?? intake.answer(to: .place, of: form).flatMap { desk.directory.village(named: $0) }
        let file = LegalCase(
            number: number, conversation: message.conversation, asker: message.sender, village: village?.id,
            topic: form.topic, service: intake.service, summary: "\(name)登记：\(intake.line)", openedAt: desk.now,
            excluded: ConflictOfInterest(desk.directory).excluded(
                from: intake.line, topic: form.topic, village: village))
        let change = desk.machine(for: file).open(file, at: desk.now)
        let half = (intake.answers.count + 1) / 2
        let parts = [intake.answers.prefix(half), intake.answers.dropFirst(half)]
        let said = ["\(name)登记"] + parts.map { CaseIntake(service: "", answers: Array($0)).line }
        var step = try desk.step(
            change, lookup,
            words: CaseDesk.Words(
                said: said.filter { !$0.isEmpty }, replied: verdict?.say ?? StaffWords(desk).line(.whyService)))
        step.intake = intake
        return step
    }

    /// Why a human is asked.
    private var why: StaffReply {
        switch decision.reason {
        case .askedForHuman: .whyHuman
        case .unsolved: .whyUnsolved
        case .stale: .whyStale
        case .danger: .whyDanger
        default: .whyUnknown
        }
    }
}
