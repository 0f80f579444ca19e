import Content
package import Domain
package import Store

/// Puts advisers' services on record from the phone page; in chat, `StaffDesk` does it with the message.
package struct ServiceDesk: Sendable {
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let clock: Clock

    /// Takes what it works with.
    package init(knowledge: KnowledgeHolder, database: CounselDatabase, clock: @escaping Clock) {
        self.knowledge = knowledge
        self.database = database
        self.clock = clock
    }

    /// Stores the record once for each `source`; `village` is where it was said, and one that the title names goes first.
    package func record(
        _ command: ServiceCommand, by person: PersonID, in village: VillageID?, source: String
    ) async throws -> ServiceRecord {
        try await database.record(book.record(command, by: person, in: village, at: clock()), source: source)
    }

    /// The last records of a person, newest first.
    package func records(of person: PersonID, limit: Int = 5) async throws -> [ServiceRecord] {
        var filter = ServiceFilter()
        filter.person = person
        filter.limit = limit
        return try await database.serviceRecords(filter)
    }

    /// The villages that a person serves, by name.
    package func villages(of person: PersonID) -> [(id: VillageID, name: String)] { book.villages(of: person) }

    private var book: ServiceBook { ServiceBook(knowledge.current.directory) }
}
