import Content
import Domain

/// The values that fill the gaps of a text for one village.
struct VillageFacts {
    private let village: Village?
    private let township: Township?
    private let office: Person?
    private let adviser: Person?
    private let services: [String: LegalService]

    init(_ village: Village?, _ directory: Directory) {
        self.village = village
        township = village.flatMap { directory.townships[$0.township] }
        office = township.flatMap { directory.people[$0.office] }
        adviser = village.flatMap { directory.people[$0.adviser] }
        services = directory.services
    }

    /// Whether there is an adviser to speak of.
    var adviserIsKnown: Bool { adviser != nil }

    /// The value of a gap; a general word where the directory has none, so that no sentence is left with a hole.
    subscript(name: String) -> String? {
        switch name {
        case "village.name": return village?.name ?? "本村"
        case "township.name": return township?.name ?? "本乡镇"
        case "adviser.name": return adviser?.name ?? "村法律顾问"
        case "adviser.hours": return adviser?.hoursText ?? "工作日"
        case "adviser.phone": return adviser?.phone ?? services["legal-hotline"]?.phone
        case "office.name": return office?.name ?? "乡镇司法所"
        case "office.phone": return office?.phone ?? services["legal-hotline"]?.phone
        case "office.hours": return office?.hoursText
        default: break
        }
        let parts = name.split(separator: ".")
        guard parts.count == 3, parts[0] == "service", let service = services[String(parts[1])] else { return nil }
        switch parts[2] {
        case "name": return service.name
        case "phone": return service.phone
        case "hours": return service.hours
        default: return nil
        }
    }
}
