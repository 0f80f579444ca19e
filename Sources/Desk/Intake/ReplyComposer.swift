import Channels
import Content
import Domain
import Store
import Understanding

/// Puts a decision into words: the reply, the menu, the case and the pings that follow from it.
struct ReplyComposer: Sendable {
    let desk: CaseDesk
    let heard: Interpretation
    let message: InboundMessage
    let village: Village?
    let policy: ServicePolicy
    let capabilities: ChannelCapabilities

    var knowledge: Knowledge { desk.knowledge }
    var senders: [ChannelID: any ChannelSender] { desk.senders }
    var now: Timestamp { desk.now }

    /// Everything that the decided message writes and says.
    func effects(
        of decision: Decision, _ reference: CaseReference?, _ lookup: CaseLookup?
    ) throws -> InboundEffects {
        var effects = InboundEffects()
        if let reference, let lookup {
            effects.steps = try [CaseOpening(self, decision, lookup).step(reference)].compactMap(\.self)
        }
        if let words = words(for: decision, effects.steps.first?.change.file) {
            let mentions = message.conversation.kind == .group ? [message.sender] : []
            let reply = Acknowledgement.Reply(
                text: words, mentions: mentions, choices: offered(by: decision), isAnswer: isAnswer(decision))
            effects.reply = reply
            // An emergency's text is sent whoever speaks meanwhile.
            effects.outbox += late(reply, asker: decision.kind == .emergency ? nil : message.sender)
        }
        effects.outbox += alone(decision)
        if decision.reason == .close || offersMore(decision) {
            let expiry = now.adding(minutes: policy.menuMinutes)
            effects.menu = DialogueState.Menu(choices: decision.choices.map(\.intent), expiresAt: expiry)
        }
        effects.asksBack = decision.reason == .vague
        effects.intake = ServiceTalk.update(after: decision)
        effects.asksToErase = decision.reason == .erase
        effects.erases = decision.reason == .erased
        return effects
    }

    /// The reply as messages of its own, where the answer to the webhook carries no words.
    func late(_ reply: Acknowledgement.Reply, asker: SenderID? = nil) -> [OutboxDraft] {
        guard !repliesInline else { return [] }
        return parts(of: OutboundMessage(replyingTo: message, with: reply)).map {
            var draft = OutboxDraft($0, for: asker == nil ? .notice : .reply, asker: asker)
            if asker != nil { draft.delaySeconds = policy.fragmentSeconds }
            return draft
        }
    }

    /// What the bot says to somebody who opens the chat.
    var greeting: String? { fixed(.greeting, Decision(.answer, because: .greeting), nil) }

    /// Whether a message may write to the outbox although it opens no case.
    var writesOnItsOwn: Bool { !repliesInline || writesPrivately }

    /// Whether the answer to this webhook can carry words; to a pressed button it never does.
    private var repliesInline: Bool { capabilities.repliesInline && message.pressedCard == nil }

    /// Whether what neighbours should not read can be sent to the asker alone.
    private var writesPrivately: Bool {
        capabilities.repliesPrivately && message.conversation.kind == .group
            && senders[message.conversation.channel] != nil
    }

    private func parts(of message: OutboundMessage) -> [OutboundMessage] {
        senders[message.channel]?.parts(of: message) ?? []
    }

    /// The whole answer for the asker alone, when the group only gets a neutral line.
    private func alone(_ decision: Decision) -> [OutboxDraft] {
        guard decision.reason == .sensitive, writesPrivately, let answer = decision.candidate?.answer,
            let text = knowledge.answers.text(answer, for: village, limit: capabilities.maximumBytes)
        else { return [] }
        return parts(
            of: OutboundMessage(
                channel: message.conversation.channel, to: message.sender.text, kind: .private, text: text)
        ).map { OutboxDraft($0, for: .reply) }
    }

    private func isAnswer(_ decision: Decision) -> Bool {
        guard case .answer = decision.speech else { return false }
        return decision.kind == .answer
    }

    /// The names behind the numbers of a menu.
    private func offered(by decision: Decision) -> [String] {
        decision.reason == .close || offersMore(decision) ? decision.choices.map(\.name) : []
    }

    /// The words that would be said, as if the first case of a database were opened.
    func rehearse(_ decision: Decision) -> String? {
        guard decision.needsHuman else { return words(for: decision, nil) }
        let file = LegalCase(
            number: 1_001, conversation: message.conversation, asker: message.sender, village: village?.id,
            summary: message.text, openedAt: now, urgency: decision.kind == .emergency ? .emergency : .normal)
        return words(for: decision, desk.machine(for: file).open(file, at: now).file)
    }

    private func words(for decision: Decision, _ file: LegalCase?) -> String? {
        switch decision.speech {
        case .nothing: nil
        case .answer(let answer): withReportDuty(text(of: answer, decision), decision)
        case .line(let line): fixed(variant(of: line, file), decision, file).map { $0 + mentionHint(decision) }
        case .service(let turn): ServiceTalk(self).words(for: turn, decision, file)
        }
    }

    /// A number that does not mention us never arrives where only mentions do.
    private func mentionHint(_ decision: Decision) -> String {
        let isUnheard = capabilities.hearing == .mentions && message.conversation.kind == .group
        return isUnheard && !offered(by: decision).isEmpty ? Self.mentionHint : ""
    }

    /// What is added where only a message that mentions us is an answer.
    static let mentionHint = "\n（在群里回复时请@我）"

    /// The answer, and behind it what else was asked.
    private func text(of answer: AnswerID, _ decision: Decision) -> String? {
        let more = offersMore(decision) ? "\n您还问到下面的，回复数字就讲：\n" + menu(decision.choices) + mentionHint(decision) : ""
        let limit = capabilities.maximumBytes - more.utf8.count
        return knowledge.answers.text(answer, for: village, limit: limit).map { $0 + more }
    }

    /// Whether an answer is followed by what else was asked.
    private func offersMore(_ decision: Decision) -> Bool {
        guard case .answer = decision.speech else { return false }
        return !decision.choices.isEmpty
    }

    private func menu(_ choices: [Candidate]) -> String {
        choices.enumerated().map { "\($0 + 1). \($1.name)" }.joined(separator: "\n")
    }

    /// Where a child is in danger, who must report it by law is said in the group.
    private func withReportDuty(_ text: String?, _ decision: Decision) -> String? {
        guard decision.emergency?.kind == .childAbuse, let duty = fixed(.reportDuty, decision, nil) else { return text }
        return text.map { $0 + "\n" + duty }
    }

    /// The line for the hour and for what is on record.
    private func variant(of line: Decision.Line, _ file: LegalCase?) -> Decision.Line {
        switch line {
        case .escalated, .human, .unsolved: isPutOff(file) ? .escalatedOffHours : line
        case .privateLine: writesPrivately ? .privateSent : .privateLine
        case .contact: VillageFacts(village, knowledge.directory).adviserIsKnown ? .contact : .contactUnknown
        default: line
        }
    }

    /// Whether nobody is told of the case before their opening hour.
    func isPutOff(_ file: LegalCase?) -> Bool {
        guard let file, file.state.isWaiting, let promise = file.promise(.notify) else { return false }
        return now.adding(minutes: 15) < promise.dueAt
    }

    func fixed(_ line: Decision.Line, _ decision: Decision, _ file: LegalCase?) -> String? {
        let catalog = knowledge.compiled.catalog
        let own = line == .vague ? decision.candidate.flatMap { catalog.askBack(on: $0.topic) } : nil
        guard let template = own ?? catalog.replies[line] else { return nil }
        let facts = VillageFacts(village, knowledge.directory)
        return Placeholder.fill(template) { name in
            switch name {
            case "case.number": file.map { "\($0.number)" }
            case "case.person": file?.owner.flatMap { knowledge.directory.people[$0]?.name } ?? "值班人员"
            case "case.when": file?.promise(.notify).map { WhenText.of($0.dueAt, from: now) }
            case "answer.title": decision.candidate.flatMap { knowledge.answers.title(of: $0.answer) }
            case "choices": menu(decision.choices)
            case "services": knowledge.forms.compactMap { $0.names.first.map { "登记\($0)" } }.joined(separator: "、")
            default: facts[name]
            }
        }
    }
}
