import Channels
import Content
import Domain
import Understanding

/// Puts a decision into words: the reply, the menu, the case and the pings that follow from it.
struct ReplyComposer: Sendable {
    let knowledge: Knowledge
    let message: InboundMessage
    let village: Village?
    let policy: ServicePolicy
    let senders: [ChannelID: any ChannelSender]
    let capabilities: ChannelCapabilities
    let now: Timestamp

    /// Everything that the decided message writes and says.
    func effects(of decision: Decision, _ reference: CaseReference?) -> InboundEffects {
        var effects = InboundEffects()
        if let words = words(for: decision, reference) {
            let mentions = message.conversation.kind == .group ? [message.sender] : []
            let reply = Acknowledgement.Reply(text: words, mentions: mentions, choices: offered(by: decision))
            effects.reply = reply
            if !repliesInline { effects.outbox += parts(of: OutboundMessage(replyingTo: message, with: reply)) }
        }
        effects.outbox += alone(decision)
        if decision.reason == .close || offersMore(decision) {
            let expiry = now.adding(minutes: policy.menuMinutes)
            effects.menu = DialogueState.Menu(choices: decision.choices.map(\.intent), expiresAt: expiry)
        }
        effects.asksBack = decision.reason == .vague
        if let reference, decision.needsHuman {
            let escalation = Escalation(
                knowledge: knowledge, message: message, village: village, decision: decision,
                earlierWords: reference.earlierWords, now: now)
            if reference.isNew { effects.opening = escalation.opening }
            effects.outbox += escalation.pings(caseNumber: reference.number, isNew: reference.isNew).flatMap { ping in
                senders[ping.channel]?.parts(of: ping) ?? [ping]
            }
        }
        return effects
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
    private func alone(_ decision: Decision) -> [OutboundMessage] {
        guard decision.reason == .sensitive, writesPrivately, let answer = decision.candidate?.answer,
            let text = knowledge.answers.text(answer, for: village, limit: capabilities.maximumBytes)
        else { return [] }
        return parts(
            of: OutboundMessage(
                channel: message.conversation.channel, to: message.sender.text, kind: .private, text: text))
    }

    /// The names behind the numbers of a menu.
    private func offered(by decision: Decision) -> [String] {
        decision.reason == .close || offersMore(decision) ? decision.choices.map(\.name) : []
    }

    private func words(for decision: Decision, _ reference: CaseReference?) -> String? {
        switch decision.speech {
        case .nothing: nil
        case .answer(let answer): text(of: answer, decision)
        case .line(let line): fixed(variant(of: line), decision, reference).map { $0 + mentionHint(decision) }
        }
    }

    /// A number that does not mention us never arrives where only mentions do.
    private func mentionHint(_ decision: Decision) -> String {
        let isUnheard = capabilities.hearing == .mentions && message.conversation.kind == .group
        return isUnheard && !offered(by: decision).isEmpty ? "\n（在群里回复时请@我）" : ""
    }

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

    /// The line for the hour and for what is on record.
    private func variant(of line: Decision.Line) -> Decision.Line {
        switch line {
        case .escalated, .human, .unsolved: isStaffed ? line : .escalatedOffHours
        case .privateLine: writesPrivately ? .privateSent : .privateLine
        case .contact: VillageFacts(village, knowledge.directory).adviserIsKnown ? .contact : .contactUnknown
        default: line
        }
    }

    /// Whether the adviser, or whoever is asked first, works now.
    private var isStaffed: Bool {
        let directory = knowledge.directory
        return directory.chain(for: village).first?.hours.contains(now, calendar: directory.calendar) ?? false
    }

    private func fixed(_ line: Decision.Line, _ decision: Decision, _ reference: CaseReference?) -> String? {
        guard let template = knowledge.compiled.catalog.replies[line] else { return nil }
        let facts = VillageFacts(village, knowledge.directory)
        return Placeholder.fill(template) { name in
            switch name {
            case "case.number": reference.map { "\($0.number)" }
            case "answer.title": decision.candidate.flatMap { knowledge.answers.title(of: $0.answer) }
            case "choices": menu(decision.choices)
            case "asker": message.senderName
            default: facts[name]
            }
        }
    }
}
