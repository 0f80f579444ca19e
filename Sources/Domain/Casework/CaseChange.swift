/// What an event did to a case, and what must be done about it.
package struct CaseChange: Sendable, Equatable {
    /// A line of the case's history.
    package struct Entry: Sendable, Equatable {
        /// What happened, by the stored name.
        package var kind: Kind
        /// Who did it, or to whom it was done.
        package var person: PersonID?
        /// The masked words, where there are any.
        package var note: String?

        /// What can stand in a history.
        package enum Kind: String, Sendable, Codable, CaseIterable {
            case opened, message, notified, reminded, lapsed, acknowledged, answered, reassigned, resolved, reopened
            case withdrawn, rated, alarmed, undelivered, danger
            case askedBack = "asked-back"
            case takeoverBegan = "takeover-began"
            case takeoverEnded = "takeover-ended"
            case ownerLost = "owner-lost"
        }

        /// Takes the parts.
        package init(_ kind: Kind, _ person: PersonID? = nil, note: String? = nil) {
            self.kind = kind
            self.person = person
            self.note = note
        }
    }

    /// Why somebody is pinged.
    package enum PingReason: String, Sendable, Codable {
        /// A new case.
        case new
        /// Asked before, not taken yet.
        case reminder
        /// The one before did not take it.
        case passedOn = "passed-on"
        /// The end of the chain, again.
        case repeated
        /// Taken, but not answered.
        case answerDue = "answer-due"
        /// The asker said more.
        case added
        /// Handed over by a colleague.
        case handedOver = "handed-over"
        /// Not settled after all.
        case reopened
        /// Taken back by the asker.
        case withdrawn
        /// Danger.
        case emergency
        /// Danger, and nobody has taken it yet.
        case emergencyAgain = "emergency-again"
        /// Danger, and somebody has it now.
        case emergencyTaken = "emergency-taken"
        /// What was said to the asker did not arrive.
        case undelivered
    }

    /// What the asker is told.
    package enum Word: Hashable, Sendable {
        /// Who has it now, and until when an answer is promised.
        case taken(PersonID, answerBy: Timestamp)
        /// The person's own words.
        case answer(PersonID, String)
        /// The person's question.
        case question(PersonID, String)
        /// Who has it instead.
        case handedOver(PersonID)
        /// It is closed, and how content they are.
        case closed
        /// It is closed because nothing more was said.
        case lapsed
    }

    /// Why the office itself must look.
    package enum Alarm: String, Sendable, Codable {
        /// Nobody on the chain took it.
        case endOfChain = "end-of-chain"
        /// Nobody on the chain can be reached.
        case nobody
        /// Danger that nobody has taken.
        case emergencyUntaken = "emergency-untaken"
        /// Who has it did not answer.
        case answerOverdue = "answer-overdue"
    }

    /// Something that must be done.
    package enum Effect: Hashable, Sendable {
        /// Tell these people.
        case ping([PersonID], PingReason)
        /// Tell the asker.
        case tell(Word)
        /// Tell the office.
        case alarm(Alarm)
    }

    /// The case afterwards.
    package var file: LegalCase
    /// The lines of its history.
    package var entries: [Entry] = []
    /// What must be done.
    package var effects: [Effect] = []
    /// How promises ended that are open no more.
    package var ended: [CasePromise: CasePromise.Outcome] = [:]
    /// Why the bot may speak again, when it may.
    package var takeoverEnd: String?

    /// A change that changes nothing yet.
    package init(_ file: LegalCase) { self.file = file }

    /// Adds a line to the history.
    package mutating func note(_ kind: Entry.Kind, _ person: PersonID? = nil, note: String? = nil) {
        entries.append(Entry(kind, person, note: note))
    }

    mutating func end(_ kinds: CasePromise.Kind..., as outcome: CasePromise.Outcome) {
        for promise in file.promises where kinds.contains(promise.kind) { ended[promise] = outcome }
        file.promises.removeAll { kinds.contains($0.kind) }
    }

    mutating func endAll(as outcome: CasePromise.Outcome) {
        for promise in file.promises { ended[promise] = outcome }
        file.promises = []
    }

    /// Makes a promise; it takes the place of one of its kind.
    package mutating func promise(_ promise: CasePromise) {
        end(promise.kind, as: .void)
        file.promises.append(promise)
    }
}
