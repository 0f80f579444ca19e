package import Channels
package import Domain
package import Store

/// What people of the office do about cases, whichever way they do it: by a message, on the phone page, at the console.
package struct Casework: Sendable {
    private let knowledge: KnowledgeHolder
    let database: CounselDatabase
    let channels: ChannelRegistry
    private let link: CaseLink
    private let clock: Clock
    private let doorbell: Doorbell
    private let meter: OfficeMeter

    /// Takes what it works with.
    package init(
        knowledge: KnowledgeHolder, database: CounselDatabase, channels: ChannelRegistry,
        link: @escaping CaseLink = { _, _, _ in nil }, clock: @escaping Clock, doorbell: Doorbell, meter: OfficeMeter
    ) {
        self.knowledge = knowledge
        self.database = database
        self.channels = channels
        self.link = link
        self.clock = clock
        self.doorbell = doorbell
        self.meter = meter
    }

    /// What one of ours can do.
    package enum Action: Sendable, Hashable {
        /// Take it.
        case take
        /// Answer; the words go to the asker.
        case answer(String)
        /// Ask the asker something.
        case askBack(String)
        /// Hand it to a colleague.
        case handOver(to: PersonID)
        /// Close it.
        case close
        /// Let the bot speak with the asker again.
        case release
        /// Take up again what was closed.
        case takeUp

        var words: String? {
            switch self {
            case .answer(let text), .askBack(let text): text
            default: nil
            }
        }

        func event(by person: PersonID) -> CaseEvent {
            switch self {
            case .take: .taken(person)
            case .answer(let text): .answered(person, text)
            case .askBack(let text): .askedBack(person, text)
            case .handOver(let other): .handedOver(person, to: other)
            case .close: .closed(person)
            case .release: .released(person)
            case .takeUp: .takenUp(person)
            }
        }
    }

    /// Does it, and returns the case as it is then; throws `CaseRefusal` when it cannot be done.
    ///
    /// `seen` is the version of the case that the person was looking at; nil acts on whatever it is now.
    @discardableResult
    package func act(_ action: Action, on number: Int64, by person: PersonID, seen: Int? = nil) async throws
        -> LegalCase
    {
        let desk = desk
        let step = try await database.commitCase(number, seen: seen, at: desk.now) { file, lookup in
            try desk.perform(action, on: file, by: person, lookup)
        }
        note(step)
        return step.change.file
    }

    /// The case and its history, if this person may see it.
    package func history(of number: Int64, for person: PersonID) async throws -> CaseHistory {
        guard let history = try await database.history(of: number) else { throw CaseRefusal.unknown }
        guard desk.maySee(history.file, person) else { throw CaseRefusal.unknown }
        return history
    }

    /// The open cases of which this person is asked, or which they have.
    package func openCases(of person: PersonID) async throws -> [LegalCase] {
        try await database.cases(CaseFilter(isOpen: true, owner: person))
    }

    /// Opens a case that no message opened, such as one taken in at an office.
    package func open(_ draft: @escaping @Sendable (Int64) -> LegalCase) async throws -> LegalCase {
        let desk = desk
        let step = try await database.openCase(at: desk.now) { number, lookup in
            let file = draft(number)
            return try desk.step(desk.machine(for: file).open(file, at: desk.now), lookup)
        }
        note(step)
        return step.change.file
    }

    /// What is done after a step is on disk.
    private func note(_ step: CaseStep) {
        for alarm in step.alarms { meter.alarmed(alarm) }
        doorbell.ring()
    }

    var desk: CaseDesk {
        CaseDesk(knowledge: knowledge.current, senders: channels.senders, link: link, now: clock())
    }
}

extension CaseDesk {
    /// Whether the case is this person's to see.
    func maySee(_ file: LegalCase, _ person: PersonID) -> Bool {
        !file.excluded.contains(person) && machine(for: file).chain.link(person) != nil
    }

    /// What an action does, stored in one go.
    func perform(
        _ action: Casework.Action, on file: LegalCase, by person: PersonID, _ lookup: CaseLookup
    ) throws -> CaseStep {
        var called: PersonID?
        if case .handOver(let other) = action { called = other }
        // Who got the case by hand stays known to it only while they have it, so a hand-over back needs the link.
        guard maySee(file, person) else { throw CaseRefusal.unknown }
        if action == .takeUp, try lookup.openCase(of: file.asker, in: file.conversation) != nil {
            throw CaseRefusal.nothingToDo
        }
        let change = try machine(for: file, calling: called).apply(
            action.event(by: person), to: file, words: action.words.map { Masking.mask($0) }, at: now)
        return try step(change, lookup)
    }
}
