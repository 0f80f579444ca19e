import Content
package import Domain
package import Store

/// Lets whoever holds a link to a case in, as far as the link, the person and the case allow.
///
/// A link that is wrong, old, taken back, or of somebody who is not asked any more opens nothing and tells nothing.
package struct CaseDoor: Sendable {
    /// Somebody who came in by a link.
    package struct Guest: Sendable, Equatable {
        /// The case.
        package let number: Int64
        /// Who it is.
        package let person: PersonID
        /// The name that people read.
        package let name: String
        /// The link's token, to which forms are bound.
        package let token: String
    }

    /// What is done about cases.
    package let casework: Casework
    /// What is put on record.
    package let services: ServiceDesk
    /// What makes forms ours.
    package let seal: FormSeal
    private let links: CaseLinks
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let clock: Clock

    /// Takes what it works with.
    package init(
        casework: Casework, services: ServiceDesk, links: CaseLinks, seal: FormSeal, knowledge: KnowledgeHolder,
        database: CounselDatabase, clock: @escaping Clock
    ) {
        self.casework = casework
        self.services = services
        self.links = links
        self.seal = seal
        self.knowledge = knowledge
        self.database = database
        self.clock = clock
    }

    /// Now.
    package var now: Timestamp { clock() }

    /// Who holds the link, and the case as they see it; nil opens nothing. The look is put on record.
    package func enter(_ number: Int64, _ token: String) async throws -> (guest: Guest, view: CaseView)? {
        let now = clock()
        guard let grant = links.open(token, case: number, at: now),
            let person = knowledge.current.directory.people[grant.person],
            try await !database.isRevoked(linkTo: number, of: grant.person, madeAt: grant.madeAt)
        else { return nil }
        let guest = Guest(number: number, person: person.id, name: person.name, token: token)
        guard let view = try await view(for: guest) else { return nil }
        try await database.noteAccess(to: number, by: person.id.text, .link, at: now)
        return (guest, view)
    }

    /// The case as the guest sees it now; nil once it is not theirs any more.
    package func view(for guest: Guest) async throws -> CaseView? {
        do {
            return try await casework.view(of: guest.number, for: guest.person)
        } catch CaseRefusal.unknown {
            return nil
        }
    }

    /// The name of one of ours.
    package func name(of person: PersonID) -> String { knowledge.current.directory.people[person]?.name ?? "同事" }
}
