import Domain
import Foundation
import GRDB
import Sealing

/// Cases from their opening to their end, with everything that is written about them on the way.
extension DemoYear {
    /// Makes the question one that opens a case, and writes the case.
    mutating func openCase(_ saying: inout DemoSaying, _ db: Database) throws {
        // Who has an open case adds to it instead of opening another.
        for number in 0..<260 where (busy[saying.busyKey] ?? plan.start) > saying.at {
            saying.sender = "demo-\(saying.place.village)-\(number)"
        }
        guard (busy[saying.busyKey] ?? plan.start) <= saying.at else { return }
        let roll = random.below(100)
        let form = roll >= 90 && !plan.forms.isEmpty ? plan.forms[random.below(plan.forms.count)] : nil
        (saying.decision, saying.reason) =
            switch roll {
            case ..<2: (.emergency, .danger)
            case ..<45: (.escalate, .unknown)
            case ..<70: (.escalate, .unsolved)
            default: (.escalate, form == nil ? .askedForHuman : .serviceTaken)
            }
        let number = nextCase
        nextCase += 1
        saying.caseNumber = number
        let isEmergency = saying.decision == .emergency
        let file = LegalCase(
            number: number, conversation: saying.group, asker: SenderID(saying.sender), village: saying.place.village,
            topic: saying.question?.topic, answer: saying.question?.answer, service: form?.service,
            summary: Masking.mask(saying.words), openedAt: saying.at, urgency: isEmergency ? .emergency : .normal,
            danger: isEmergency ? Emergency.Kind.allCases.first : nil)
        var life = DemoCase(file, CaseMachine(chain(saying.place, service: form?.service), policy: plan.policy))
        life.live(until: plan.end, &random)
        busy[saying.busyKey] = life.file.state.isOpen ? plan.end : life.entries.last?.at.adding(minutes: 1)
        try write(life, saying, db)
        if let form {
            let intake = CaseIntake(service: form.service, answers: form.answers)
            try db.writeIntake(intake, of: number)
        }
    }

    private mutating func write(_ life: DemoCase, _ saying: DemoSaying, _ db: Database) throws {
        let file = life.file
        let asker = key(saying.group.channel, saying.sender)
        let isAddressed = file.closedAt.map { $0 >= kept(Self.shortDays) } ?? true
        let address = AskerAddress(conversation: file.conversation, sender: file.asker).stored
        try db.cachedStatement(
            sql: """
                INSERT INTO legalCase (number, channel, conversation, isGroup, asker, village, openedAt, state, urgency,
                    danger, topic, answer, summary, owner, reopenings, rating, closedAt, version, askerSealed)
                VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            file.number, saying.group.channel.text, saying.group.id.text, asker, file.village?.text,
            file.openedAt.milliseconds, file.state.rawValue, file.urgency.rawValue, file.danger?.rawValue,
            file.topic?.text, file.answer?.text, file.summary, file.owner?.text, file.reopenings, file.rating,
            file.closedAt?.milliseconds, file.version,
            isAddressed ? Data(vault.seal(address, for: SealedUse.asker)) : nil,
        ])
        for (at, entry) in life.entries {
            try db.cachedStatement(
                sql: "INSERT INTO caseEvent (caseNumber, at, kind, person, note) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [file.number, at.milliseconds, entry.kind.rawValue, entry.person?.text, entry.note])
        }
        try writePromises(life, db)
        for stretch in life.takeovers {
            try db.cachedStatement(
                sql: """
                    INSERT INTO takeover (asker, conversation, isGroup, channel, person, caseNumber, startedAt, quietAt,
                        endedAt, endReason)
                    VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                asker, saying.group.id.text, saying.group.channel.text, stretch.takeover.person.text, file.number,
                stretch.takeover.since.milliseconds, stretch.takeover.quietAt.milliseconds,
                stretch.endedAt?.milliseconds, stretch.reason,
            ])
        }
        for (at, effect) in life.effects { try write(effect, of: file, in: saying.group, at: at, db) }
        for (at, event) in life.acts { try write(event, of: file, saying, at: at, db) }
    }

    private mutating func writePromises(_ life: DemoCase, _ db: Database) throws {
        for stored in life.promises {
            try db.cachedStatement(
                sql: """
                    INSERT INTO promise (caseNumber, kind, person, round, madeAt, dueAt, endedAt, outcome)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                life.file.number, stored.promise.kind.rawValue, stored.promise.person?.text, stored.promise.round,
                stored.madeAt.milliseconds, stored.promise.dueAt.milliseconds, stored.endedAt?.milliseconds,
                stored.outcome?.rawValue,
            ])
        }
    }

    /// The messages that follow from a step.
    private mutating func write(
        _ effect: CaseChange.Effect, of file: LegalCase, in group: Conversation, at: Timestamp, _ db: Database
    ) throws {
        switch effect {
        case .alarm: return
        case .tell:
            try writeMessage(DemoMessage(to: group.address, purpose: .word, at: at, caseNumber: file.number), db)
        case .ping(let people, let reason):
            // In an emergency one message calls everybody behind the same robot.
            var sent: [String: Int64] = [:]
            for person in people {
                let address = plan.address(person)
                let known = file.urgency == .emergency ? sent[address] : nil
                let message = DemoMessage(to: address, purpose: .ping, at: at, caseNumber: file.number)
                let number = try known ?? writeMessage(message, db)
                sent[address] = number
                try db.cachedStatement(
                    sql: """
                        INSERT INTO ping (outbox, caseNumber, person, reason, way, at, endedAt)
                        VALUES (?, ?, ?, ?, 0, ?, ?)
                        """
                ).execute(arguments: [
                    number, file.number, person.text, reason.rawValue, at.milliseconds, at.milliseconds + 2_000,
                ])
            }
        }
    }

    /// What somebody of ours did on the page of the case or by a message, and what the asker said about it.
    private mutating func write(
        _ event: CaseEvent, of file: LegalCase, _ opening: DemoSaying, at: Timestamp, _ db: Database
    ) throws {
        var saying = opening
        saying.at = at
        saying.question = nil
        saying.choices = []
        saying.isAddressed = true
        if let person = event.actor {
            if random.percent(70) {
                try writeLook(
                    at: at.adding(seconds: -random.seconds(20..<600)), by: person.text, .link, file.number, db)
                return
            }
            saying.sender = person.text
            saying.words = "\(file.number) 演示指令"
            (saying.decision, saying.reason) = (.answer, .casework)
            return say(saying)
        }
        switch event {
        case .askerSpoke(let isThanks):
            saying.words = isThanks ? "谢谢" : "还有一点：是去年的事"
            (saying.decision, saying.reason) = (.silent, .takenOver)
        case .resolved: (saying.words, saying.decision, saying.reason) = ("解决了", .answer, .solved)
        case .reopened: (saying.words, saying.decision, saying.reason) = ("没解决", .escalate, .unsolved)
        case .rated(let score): (saying.words, saying.decision, saying.reason) = ("\(score)", .answer, .rated)
        default: return
        }
        say(saying)
    }

    func writeLook(
        at: Timestamp, by viewer: String, _ way: CaseAccess.Way, _ number: Int64, _ db: Database
    ) throws {
        try db.cachedStatement(sql: "INSERT INTO caseAccess (at, viewer, way, caseNumber) VALUES (?, ?, ?, ?)")
            .execute(arguments: [at.milliseconds, viewer, way.rawValue, number])
    }
}

extension DemoSaying {
    /// One asker of one group.
    fileprivate var busyKey: String { "\(group.address) \(sender)" }
}

extension SplitMix {
    mutating func seconds(_ range: Range<Int>) -> Int64 { Int64(within(range)) }
}
