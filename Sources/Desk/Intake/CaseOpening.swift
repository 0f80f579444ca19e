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
        let words = Masking.summary(message.text)
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

    private func open(_ number: Int64, after earlier: String?) throws -> CaseStep {
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
            change, lookup, words: CaseDesk.Words(said: said, replied: Self.explain(decision.reason)))
    }

    /// Why a human is asked, in the adviser's words.
    private static func explain(_ reason: Decision.Reason) -> String {
        switch reason {
        case .askedForHuman: "对方要找人"
        case .unsolved: "已答复，对方说没解决"
        case .stale: "有答案但该复核了，没有发"
        case .danger: "已发紧急电话和自救提示"
        default: "没有把握，没有作答"
        }
    }
}
