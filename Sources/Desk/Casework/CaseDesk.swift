import Channels
import Content
import Domain
import Store

/// Turns what the machine wants into messages: who is pinged how, and what the asker reads.
struct CaseDesk: Sendable {
    let knowledge: Knowledge
    let senders: [ChannelID: any ChannelSender]
    let link: CaseLink
    let now: Timestamp

    var directory: Directory { knowledge.directory }
    var policy: CasePolicy { directory.standards.casework }

    /// The machine for a case, with the people it knows of now.
    func machine(for file: LegalCase, calling person: PersonID? = nil) -> CaseMachine {
        let village = file.village.flatMap { directory.villages[$0] }
        let called = [file.owner, person].compactMap(\.self)
        let chain = directory.caseChain(
            for: village, without: file.excluded, called: called, service: file.service)
        return CaseMachine(chain, policy: policy)
    }

    /// A change with its pings still to be gathered.
    struct Plan {
        var step: CaseStep
        var pings: [Ping]
    }

    /// One person to be told of one case.
    struct Ping {
        let file: LegalCase
        let person: Person
        let reason: CaseChange.PingReason
        var way = 0
        /// What is known of the talk so far.
        let words: Words
    }

    /// What is in a ping besides the case: looked up when it was not just said.
    struct Words {
        /// What the asker said, masked, oldest first.
        var said: [String] = []
        /// What the bot replied, masked.
        var replied: String?
        /// What one of ours answered last.
        var answered: String?
    }

    /// Everything that follows from a change, stored in one go.
    func step(_ change: CaseChange, _ lookup: CaseLookup, words: Words? = nil) throws -> CaseStep {
        let plan = try plan(change, lookup, words: words)
        var step = plan.step
        step.outbox += drafts(plan.pings)
        return step
    }

    /// What follows from a change, pings apart, so that those of several cases can become one list.
    ///
    /// `gathers` puts off a ping to somebody who was pinged a moment ago; the clock then sends one list.
    func plan(_ change: CaseChange, _ lookup: CaseLookup, words: Words? = nil, gathers: Bool = true) throws -> Plan {
        var plan = Plan(step: CaseStep(change), pings: [])
        for effect in change.effects {
            switch effect {
            case .ping(let people, let reason):
                for id in people {
                    guard let person = directory.people[id] else { continue }
                    if gathers, change.file.urgency == .normal, change.file.state.isOpen,
                        let last = try lookup.lastPing(of: id), now < last.adding(seconds: Int64(policy.gatherSeconds)),
                        last <= now
                    {
                        let due = last.adding(seconds: Int64(policy.gatherSeconds))
                        plan.step.change.promise(CasePromise(.notify, person: id, dueAt: due))
                        continue
                    }
                    let words = try words ?? self.words(of: change.file.number, lookup)
                    plan.pings.append(Ping(file: change.file, person: person, reason: reason, words: words))
                }
            case .tell(let word): tell(word, &plan)
            case .alarm(let alarm): plan.step.alarms.append(alarm)
            }
        }
        return plan
    }

    /// What was said about a case so far.
    func words(of number: Int64, _ lookup: CaseLookup) throws -> Words {
        let talk = try lookup.talk(about: number, limit: 20)
        let answer = try lookup.lastAnswer(about: number)
        return Words(
            said: talk.suffix(3).map(\.asked), replied: talk.last { $0.replied != nil }?.replied,
            answered: answer.map { "\(directory.people[$0.person]?.name ?? "同事")已答复：\($0.words)" })
    }

    /// Puts the person's words, or the office's, where the asker asked.
    private func tell(_ word: CaseChange.Word, _ plan: inout Plan) {
        let file = plan.step.change.file
        let parts = AskerWords(self).message(word, about: file).flatMap { message in
            senders[message.channel].map { $0.parts(of: message) }
        }
        guard let parts else {
            plan.step.change.note(.undelivered, note: "no way out")
            if let owner = file.owner.flatMap({ directory.people[$0] }) {
                plan.pings.append(Ping(file: file, person: owner, reason: .undelivered, words: Words()))
            }
            return
        }
        plan.step.outbox += parts.map { OutboxDraft($0, for: .word) }
    }
}
