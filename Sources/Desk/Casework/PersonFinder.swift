import Content
import Domain

/// Finds whom a case is to be handed to, by the name that people use.
struct PersonFinder {
    /// What was found.
    enum Found: Equatable {
        case found(PersonID)
        /// Nobody, or several; the line says which.
        case unclear(String)
    }

    private let directory: Directory
    private let words: StaffWords
    private let chain: [Person]

    init(_ desk: CaseDesk, _ file: LegalCase) {
        directory = desk.directory
        words = StaffWords(desk)
        chain = desk.machine(for: file).chain.links.compactMap { desk.directory.people[$0.person] }
    }

    func find(_ written: String) -> Found {
        let name = written.filter { !$0.isWhitespace && $0 != "@" }
        guard !name.isEmpty else { return .unclear(words.line(.nameMissing, ["names": names(chain)])) }
        if let person = directory.people[PersonID(name)] { return .found(person.id) }
        let role: Person.Role? =
            switch name {
            case "司法所", "所里": .office
            case "值班", "区里", "值班室", "区值班": .duty
            default: nil
            }
        if let role, let person = chain.first(where: { $0.role == role }) { return .found(person.id) }
        for people in [chain, Array(directory.people.values)] {
            if let exact = people.first(where: { $0.name == name }) { return .found(exact.id) }
            let alike = people.filter { $0.name.contains(name) }.sorted { $0.id < $1.id }
            if alike.count == 1 { return .found(alike[0].id) }
            if alike.count > 1 {
                return .unclear(words.line(.nameUnclear, ["name": written, "names": names(alike)]))
            }
        }
        return .unclear(words.line(.nameUnknown, ["name": written, "names": names(chain)]))
    }

    private func names(_ people: [Person]) -> String { people.prefix(6).map(\.name).joined(separator: "、") }
}
