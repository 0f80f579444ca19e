import Content
import Domain

/// Makes records of services out of what was written, and reads them back to people.
struct ServiceBook {
    private let directory: Directory

    init(_ directory: Directory) { self.directory = directory }

    /// The record of a command; `village` is where it was said, and one that the title names goes first.
    func record(
        _ command: ServiceCommand, by person: PersonID, in village: VillageID?, at now: Timestamp
    ) -> ServiceRecord {
        ServiceRecord(
            person: person, village: named(in: command.title, by: person) ?? village, kind: command.kind,
            day: command.day, minutes: command.minutes, title: Masking.title(command.title), photo: command.photo,
            recordedAt: now, corrects: command.corrects)
    }

    /// The villages that a person serves, by name.
    func villages(of person: PersonID) -> [(id: VillageID, name: String)] {
        directory.villages.values.filter { village in
            directory.chain(for: village).contains { $0.id == person && $0.role != .duty }
        }.sorted { $0.id < $1.id }.map { ($0.id, $0.name) }
    }

    /// `11月20日 朝天镇第2村 法治讲座 2小时 题目`.
    func text(of record: ServiceRecord) -> String {
        let (_, month, day) = record.day.parts
        let village = record.village.flatMap { directory.villages[$0]?.name }
        let parts = [
            "\(month)月\(day)日", village, record.kind.name, record.minutes > 0 ? record.duration : nil, record.title,
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }

    /// The one village of theirs whose name stands in the title.
    private func named(in title: String, by person: PersonID) -> VillageID? {
        let found = villages(of: person).filter { title.contains($0.name) }
        return found.count == 1 ? found.first?.id : nil
    }
}
