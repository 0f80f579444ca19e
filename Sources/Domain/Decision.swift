/// What the bot will do about one message.
package struct Decision: Sendable, Equatable {
    /// The five things it can do; part of the outside contract.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case answer, clarify, escalate, emergency, silent
    }

    /// Why; logged with every interaction and counted by the metrics.
    package enum Reason: String, Sendable, Codable, CaseIterable {
        /// The best candidate is strong and clear of the next.
        case clear
        /// Overheard, but a plain question with a very strong candidate.
        case overheardClear = "overheard-clear"
        /// The same answer was given in this group a moment ago.
        case alreadyAnswered = "already-answered"
        /// The matter is private and the group reads along.
        case sensitive
        /// The answer must be reviewed before it is sent again.
        case stale
        /// Several candidates are close.
        case close
        /// A legal matter, but too vague to look up.
        case vague
        /// Nothing in the catalog fits.
        case unknown
        /// A number answered the pending menu.
        case menuChoice = "menu-choice"
        /// A number, but no menu waits for one any more.
        case menuExpired = "menu-expired"
        /// The villager asked for a human.
        case askedForHuman = "asked-for-human"
        /// The villager asked who the adviser is.
        case contact
        /// The villager said that it is settled.
        case solved
        /// The villager said that the answer did not help.
        case unsolved
        /// The villager took the question back.
        case withdrawn
        /// The villager said how content they are.
        case rated
        /// The villager asked to be forgotten, and is asked whether that is meant.
        case erase
        /// It was meant: what was stored about the villager is gone.
        case erased
        /// Danger.
        case danger
        /// A human has this asker's case.
        case takenOver = "taken-over"
        /// Spoken by an adviser or office, not to the bot.
        case staff
        /// An adviser or office acts on a case.
        case casework
        /// Overheard talk that is none of the bot's business.
        case overheard
        /// Nothing but a mention.
        case greeting
        /// Thanks end a talk; they start nothing.
        case thanks
        /// Something without words.
        case unsupported
        /// A service puts its next question, or lists what it takes up.
        case serviceAsked = "service-asked"
        /// A service has its answers: they become a case.
        case serviceTaken = "service-taken"
        /// The asker left a service's questions.
        case serviceCancelled = "service-cancelled"
    }

    /// A fixed line of the bot, by its key in `intents/replies.yaml`.
    package enum Line: String, Sendable, Codable, CaseIterable {
        case escalated, human, unsolved, stale, clarify, vague, pointer, contact, solved, erase, unsupported, greeting,
            erased
        /// Said when the question is taken back, and when the asker says how content they are.
        case withdrawn, rated
        case privateLine = "private-line"
        /// Instead of `privateLine` where the answer itself was sent to the asker alone.
        case privateSent = "private-sent"
        case menuExpired = "menu-expired"
        /// Instead of the first three while nobody works.
        case escalatedOffHours = "escalated-off-hours"
        /// Said to the asker when a human takes the case, answers, asks, hands over or closes.
        case caseTaken = "case-taken"
        case caseAnswer = "case-answer"
        case caseQuestion = "case-question"
        case caseHandedOver = "case-handed-over"
        case caseClosed = "case-closed"
        /// Said when the asker did not reply to a question for long.
        case caseLapsed = "case-lapsed"
        /// Added where a child is in danger: who must report it.
        case reportDuty = "report-duty"
        /// Said once when the bot joins a group: what it is, what is kept, how to have it deleted.
        case groupNotice = "group-notice"
        /// What services take up, when nobody said which; that a question was not understood; that it is cancelled.
        case serviceList = "service-list"
        case serviceAgain = "service-again"
        case serviceCancelled = "service-cancelled"
        /// Said when a service's answers became a case, by day and by night, or were added to the asker's open one.
        case serviceTaken = "service-taken"
        case serviceTakenOffHours = "service-taken-off-hours"
        case serviceAdded = "service-added"
        /// Added to an answer: where to go next, and how to have it registered.
        case nextServices = "next-services"
        case serviceHint = "service-hint"
        /// Instead of `contact` while no adviser is on record.
        case contactUnknown = "contact-unknown"
    }

    /// What to say.
    package enum Speech: Sendable, Equatable {
        /// The text of an answer.
        case answer(AnswerID)
        /// A fixed line.
        case line(Line)
        /// A service's question, or what came of the answers.
        case service(IntakeTurn)
        /// Nothing.
        case nothing
    }

    /// What it does.
    package var kind: Kind
    /// Why.
    package var reason: Reason
    /// What it says.
    package var speech: Speech
    /// The candidate it settled on.
    package var candidate: Candidate?
    /// What a menu offers, at most three; with an answer, what else was asked.
    package var choices: [Candidate]
    /// The danger, for an emergency.
    package var emergency: Emergency?
    /// Whether the message was read together with what the asker said just before.
    package var isOfPieces = false

    /// Takes the parts.
    package init(
        _ kind: Kind, because reason: Reason, say speech: Speech = .nothing, candidate: Candidate? = nil,
        choices: [Candidate] = [], emergency: Emergency? = nil
    ) {
        self.kind = kind
        self.reason = reason
        self.speech = speech
        self.candidate = candidate
        self.choices = choices
        self.emergency = emergency
    }

    /// Whether a human is needed.
    package var needsHuman: Bool { kind == .escalate || kind == .emergency }
}
