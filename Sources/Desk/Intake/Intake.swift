package import Channels
package import Content
package import Domain
package import Store
import Understanding

/// The one way in: verified, understood, decided, committed, and only then answered.
package struct Intake: Sendable {
    let channels: ChannelRegistry
    private let knowledge: KnowledgeHolder
    let database: CounselDatabase
    private let rules: DecisionRules
    let clock: Clock
    let doorbell: Doorbell
    let meter: OfficeMeter
    let pause: Pause
    private let link: CaseLink
    private let recent = RecentWords()
    private let fetchBell: Doorbell
    private let gate: IntakeGate

    /// Takes what the way leads through.
    package init(
        channels: ChannelRegistry, knowledge: KnowledgeHolder, database: CounselDatabase,
        policy: ServicePolicy = ServicePolicy(), limits: IntakeLimits = IntakeLimits(),
        link: @escaping CaseLink = { _, _, _ in nil }, clock: @escaping Clock,
        doorbell: Doorbell, meter: OfficeMeter,
        pause: @escaping Pause = { try await Task.sleep(for: .milliseconds($0)) }, fetchBell: Doorbell = Doorbell()
    ) {
        self.channels = channels
        self.knowledge = knowledge
        self.database = database
        rules = DecisionRules(policy: policy)
        self.link = link
        self.clock = clock
        self.doorbell = doorbell
        self.meter = meter
        self.pause = pause
        self.fetchBell = fetchBell
        gate = IntakeGate(limits)
    }

    /// Handles one webhook; every outcome is an HTTP answer, and what could not be stored is never acknowledged.
    package func receive(_ envelope: WebhookEnvelope, on channel: ChannelID) async -> Outcome {
        guard let receiver = channels.receivers[channel] else {
            return refused(.unknownChannel, on: channel, .refusal(.unknownChannel))
        }
        let now = clock()
        let opened: Opened
        do {
            opened = try receiver.open(envelope, at: now)
        } catch {
            return refused(error, on: channel, receiver.refuse(error))
        }
        switch opened {
        case .handshake(let reply): return Outcome(reply: reply)
        case .ignored(let kind, let reply):
            meter.ignored(kind, on: channel)
            return Outcome(reply: reply)
        case .message(let message):
            if let seconds = gate.wait(for: message, at: now), !isEmergency(message) {
                meter.refused(.tooMany, on: channel)
                return Outcome(
                    reply: receiver.turnAway(message, for: seconds, at: now),
                    refusal: Outcome.Refusal(
                        code: ChannelError.tooMany.code, level: ChannelError.tooMany.level.rawValue))
            }
            return await inTime(receiver, message) { await answer(message, through: receiver, at: now) }
        case .awaited(let message):
            return await inTime(receiver, message) { await answerAwaited(message, through: receiver) }
        case .entered(let message):
            let greeting = greeting(message, receiver.capabilities, at: now)
            return Outcome(reply: receiver.acknowledge(greeting, to: message, at: now))
        case .joined(let conversation, let reply):
            do {
                try await introduce(in: conversation, at: now)
                return Outcome(reply: reply)
            } catch {
                return notStored(error, on: channel)
            }
        case .noticed(let notice, let reply):
            do {
                try await database.noteNotice(of: notice.account, token: notice.token, on: channel, at: now)
                fetchBell.ring()
                return Outcome(reply: reply)
            } catch {
                return notStored(error, on: channel)
            }
        case .feedback(let feedback, let reply):
            do {
                let isKnown = try await database.record(feedback, at: now)
                meter.judged(feedback.verdict, isKnown: isKnown, on: channel)
                return Outcome(reply: reply)
            } catch {
                return notStored(error, on: channel)
            }
        }
    }

    /// Whether a message speaks of a danger: such a one is let in however many there are.
    private func isEmergency(_ message: InboundMessage) -> Bool {
        Matcher(knowledge.current.compiled).interpret(message.text).emergency != nil
    }

    private func answer(
        _ message: InboundMessage, through receiver: any ChannelReceiver, at now: Timestamp
    ) async -> Outcome {
        do {
            let acknowledgement = try await handle(message, receiver.capabilities, at: now)
            meter.decided(acknowledgement, on: receiver.id)
            return Outcome(
                reply: receiver.acknowledge(acknowledgement.forWebhook, to: message, at: clock()),
                acknowledgement: acknowledgement)
        } catch {
            return notStored(error, on: receiver.id)
        }
    }

    /// Answers a platform that came back for a reply; what was never stored gets no words but an end.
    private func answerAwaited(_ message: InboundMessage, through receiver: any ChannelReceiver) async -> Outcome {
        do {
            let stored = try await database.storedReply(
                to: message, owing: owing(message, receiver.capabilities))
            let reply = receiver.acknowledge(
                stored?.forWebhook ?? Acknowledgement(decision: .silent), to: message, at: clock())
            return Outcome(reply: reply, acknowledgement: stored)
        } catch {
            return notStored(error, on: receiver.id)
        }
    }

    private func greeting(
        _ message: InboundMessage, _ capabilities: ChannelCapabilities, at now: Timestamp
    ) -> Acknowledgement {
        let knowledge = knowledge.current
        let composer = ReplyComposer(
            desk: CaseDesk(knowledge: knowledge, senders: channels.senders, link: link, now: now),
            heard: Interpretation(normalized: ""), message: message,
            village: knowledge.directory.village(of: message.conversation), policy: rules.policy,
            capabilities: capabilities)
        return Acknowledgement(
            decision: .answer, reply: composer.greeting.map { Acknowledgement.Reply(text: $0, mentions: []) })
    }

    /// Tells a group once what the bot is, what is kept and how to have it deleted, where the channel can speak unasked.
    private func introduce(in conversation: Conversation, at now: Timestamp) async throws {
        let knowledge = knowledge.current
        guard conversation.kind == .group, let sender = channels.senders[conversation.channel],
            sender.capabilities.pushes,
            let template = knowledge.compiled.catalog.replies[.groupNotice]
        else { return }
        let facts = VillageFacts(knowledge.directory.village(of: conversation), knowledge.directory)
        let message = OutboundMessage(
            channel: conversation.channel, to: conversation.id.text, text: Placeholder.fill(template) { facts[$0] })
        if try await database.greet(conversation, with: sender.parts(of: message), at: now) { doorbell.ring() }
    }

    private func notStored(_ error: any Error, on channel: ChannelID) -> Outcome {
        meter.notStored(on: channel)
        return Outcome(reply: .unavailable, failure: "\(error)")
    }

    /// Handles a message that was fetched; its reply goes out through the outbox.
    ///
    /// Beyond the limits it is passed over in silence, as a platform's webhook would be.
    package func take(_ message: InboundMessage, through receiver: any ChannelReceiver) async throws {
        let now = clock()
        if gate.wait(for: message, at: now) != nil, !isEmergency(message) {
            meter.refused(.tooMany, on: receiver.id)
            return
        }
        meter.decided(try await handle(message, receiver.capabilities, at: now), on: receiver.id)
    }

    /// Understands, decides and commits one message.
    package func handle(
        _ message: InboundMessage, _ capabilities: ChannelCapabilities, at now: Timestamp
    ) async throws -> Acknowledgement {
        let knowledge = knowledge.current
        // Where the answer comes later anyway, it waits for the rest of the question.
        let fresh = capabilities.repliesInline ? 0 : rules.policy.fragmentSeconds
        let before = recent.before(message, fresh: Int64(fresh), at: now)
        let reading = MessageReading(
            message, knowledge, canAskBack: capabilities.replies, after: before.texts)
        for rule in reading.interpretation.overruns { meter.overrun(rule) }
        let desk = CaseDesk(knowledge: knowledge, senders: channels.senders, link: link, now: now)
        let composer = ReplyComposer(
            desk: desk, heard: reading.interpretation, message: message, village: reading.village, policy: rules.policy,
            capabilities: capabilities)
        let record = InboundRecord(
            message: message, village: reading.village?.id, receivedAt: now, catalogDigest: knowledge.digest,
            possibleAnswers: reading.possibleAnswers)
        let acknowledgement = try await database.commitInbound(
            record, owing: owing(message, capabilities),
            casework: { lookup in try casework(desk, message, composer, lookup) },
            decide: { state in reading.decide(rules, state, at: now) },
            compose: { decision, reference, lookup in
                var effects = try composer.effects(of: decision, reference, lookup)
                if decision.isOfPieces && effects.reply != nil { effects.withholdsSince = before.freshSince }
                return effects
            })
        if !acknowledgement.isDuplicate {
            let wasAnswered = acknowledgement.decision == .answer || acknowledgement.decision == .emergency
            recent.note(message, wasAnswered: wasAnswered, at: now)
        }
        // Whatever may have put something into the outbox rings; a bell rung for nothing costs one look.
        let mayHaveSent = acknowledgement.caseNumber != nil || message.replyAddress != nil || composer.writesOnItsOwn
        if mayHaveSent { doorbell.ring() }
        return acknowledgement
    }

    /// What one of ours does about cases; and a clear line for who only used to be one.
    private func casework(
        _ desk: CaseDesk, _ message: InboundMessage, _ composer: ReplyComposer, _ lookup: CaseLookup
    ) throws -> InboundEffects? {
        let person = desk.directory.person(behind: message.sender, on: message.conversation.channel)
        var effects: InboundEffects?
        if let person {
            effects =
                try PreventionChat(desk.knowledge, message, from: person, at: desk.now).effects(lookup)
                ?? StaffDesk(desk, message, from: person).effects(lookup)
        } else if message.isAddressed, let number = StaffCommand.number(in: message.text),
            try lookup.file(number) != nil
        {
            effects = InboundEffects(
                reply: Acknowledgement.Reply(text: StaffWords(desk).line(.stranger), mentions: []))
        }
        if let reply = effects?.reply { effects?.outbox += composer.late(reply) }
        return effects
    }

    private func refused(_ error: ChannelError, on channel: ChannelID, _ reply: HTTPReply) -> Outcome {
        // A channel's name comes from the address: only configured ones may become metric labels.
        meter.refused(error, on: error == .unknownChannel ? "unknown" : channel)
        return Outcome(reply: reply, refusal: Outcome.Refusal(code: error.code, level: error.level.rawValue))
    }

    /// What came of a webhook: the answer, and what the log should say.
    package struct Outcome: Sendable {
        /// Why a webhook was refused, in words that hold nothing of it.
        package struct Refusal: Sendable, Equatable {
            /// The class of refusal.
            package var code: String
            /// How loudly it is logged, by swift-log's names.
            package var level: String
        }

        /// The answer to the caller.
        package var reply: HTTPReply
        /// What became of a message.
        package var acknowledgement: Acknowledgement?
        /// Why it was refused.
        package var refusal: Refusal?
        /// Why it could not be stored.
        package var failure: String?
    }
}

/// One message read against the present knowledge: what `handle` and rehearsals share.
package struct MessageReading: Sendable {
    /// The village of the group.
    package let village: Village?
    /// What it may mean.
    package let interpretation: Interpretation
    private let circumstances: DecisionRules.Circumstances
    private let knowledge: Knowledge
    /// The same read together with what the asker said just before.
    private let joined: Interpretation?

    init(
        _ message: InboundMessage, _ knowledge: Knowledge, explaining: Bool = false, canAskBack: Bool = true,
        after earlier: [String] = []
    ) {
        self.knowledge = knowledge
        let conversation = message.conversation
        village = knowledge.directory.village(of: conversation)
        interpretation = Matcher(knowledge.compiled).interpret(message.text, explaining: explaining)
        joined =
            earlier.isEmpty || message.text.isEmpty
            ? nil : Matcher(knowledge.compiled).interpret((earlier + [message.text]).joined(separator: "，"))
        var hasText = false
        if case .text = message.content { hasText = true }
        circumstances = DecisionRules.Circumstances(
            isAddressed: message.isAddressed, isGroup: conversation.kind == .group,
            isStaff: knowledge.directory.person(behind: message.sender, on: conversation.channel) != nil,
            hasText: hasText, canAskBack: canAskBack, said: message.text, forms: knowledge.forms)
    }

    /// The answers that a decision could pick.
    var possibleAnswers: [AnswerID] {
        [interpretation, joined].compactMap { $0?.candidates.first?.answer }
    }

    func decide(_ rules: DecisionRules, _ state: DialogueState, at now: Timestamp) -> Decision {
        let alone = decide(interpretation, rules, state, at: now)
        // What stands on its own is not mixed with what came before it.
        guard let joined, alone.kind != .emergency, !Self.own.contains(alone.reason) else { return alone }
        var whole = decide(joined, rules, state, at: now)
        whole.isOfPieces = true
        // The piece before was answered a moment ago, and that answer covers this one too.
        if whole.reason == .alreadyAnswered { return Decision(.silent, because: .alreadyAnswered) }
        let isWhole = whole.kind == .emergency || whole.kind == .answer && Self.clear.contains(whole.reason)
        return isWhole ? whole : alone
    }

    /// Reasons that earlier words do not change: clear answers, commands, silence for a human's sake.
    private static let own: Set<Decision.Reason> = [
        .clear, .overheardClear, .sensitive, .menuChoice, .askedForHuman, .contact, .solved, .unsolved, .withdrawn,
        .rated, .erase, .takenOver, .staff, .casework, .thanks, .stale, .greeting, .unsupported, .serviceAsked,
        .serviceTaken, .serviceCancelled,
    ]
    /// Reasons for which the pieces are read as one.
    private static let clear: Set<Decision.Reason> = [.clear, .overheardClear, .sensitive]

    private func decide(
        _ heard: Interpretation, _ rules: DecisionRules, _ state: DialogueState, at now: Timestamp
    ) -> Decision {
        rules.decide(heard, in: circumstances, state: state, at: now) { knowledge.compiled.candidate($0) }
    }
}
