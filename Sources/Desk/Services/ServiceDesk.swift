import Content
package import Domain
package import Store

/// Puts advisers' services on record, from chat and from the phone page.
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
        try await database.record(
            ServiceRecord(
                person: person, village: named(in: command.title, by: person) ?? village, kind: command.kind,
                day: command.day, minutes: command.minutes, title: Masking.mask(command.title), photo: command.photo,
                recordedAt: clock(), corrects: command.corrects), source: source)
    }

    /// The last records of a person, newest first.
    package func records(of person: PersonID, limit: Int = 5) async throws -> [ServiceRecord] {
        var filter = ServiceFilter()
        filter.person = person
        filter.limit = limit
        return try await database.serviceRecords(filter)
    }

    /// The villages that a person serves, by name.
    package func villages(of person: PersonID) -> [(id: VillageID, name: String)] {
        let directory = knowledge.current.directory
        return directory.villages.values.filter { village in
            directory.chain(for: village).contains { $0.id == person && $0.role != .duty }
        }.sorted { $0.id < $1.id }.map { ($0.id, $0.name) }
    }

    /// What the person is told once it is stored.
    package func receipt(_ record: ServiceRecord) -> String {
        let village = record.village.flatMap { knowledge.current.directory.villages[$0]?.name }
        let (_, month, day) = record.day.parts
        let number = record.id ?? 0
        var line = "已记录 \(number)：\(month)月\(day)日"
        if let village { line += " \(village)" }
        line += " \(record.kind.name)"
        if record.minutes > 0 { line += " \(record.duration)" }
        line += " \(record.title)"
        if let corrected = record.corrects { line += "（更正 \(corrected)）" }
        return line + "。写错了就发：更正记录 \(number) 讲座 2小时 题目"
    }

    /// The one village of theirs whose name stands in the title.
    private func named(in title: String, by person: PersonID) -> VillageID? {
        let found = villages(of: person).filter { title.contains($0.name) }
        return found.count == 1 ? found.first?.id : nil
    }
}
