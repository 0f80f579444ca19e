@testable import Domain

/// A village's chain on weekday hours, and a case on it.
struct CaseFixture {
    static let weekdays = WorkingHours(
        week: Array(repeating: [510..<720, 840..<1080], count: 5) + [[], []])
    /// Monday, 2026-11-23.
    static func time(_ text: String) -> Timestamp { Timestamp(iso8601: "\(text):00+08:00") ?? Timestamp(seconds: 0) }

    var chain = CaseChain([
        CaseChain.Link("adviser", .adviser, hours: weekdays), CaseChain.Link("deputy", .deputy, hours: weekdays),
        CaseChain.Link("office", .office, hours: weekdays), CaseChain.Link("duty", .duty, hours: .always),
    ])
    var policy = CasePolicy()
    var machine: CaseMachine { CaseMachine(chain, policy: policy) }

    func file(_ urgency: Urgency = .normal, excluded: Set<PersonID> = [], at now: Timestamp) -> LegalCase {
        LegalCase(
            number: 1024, conversation: Conversation(channel: "neutral", id: "g-1", kind: .group), asker: "u-1",
            village: "v-1", summary: "欠工资", openedAt: now, urgency: urgency,
            danger: urgency == .emergency ? .violence : nil, excluded: excluded)
    }

    func opened(_ urgency: Urgency = .normal, at now: Timestamp) -> LegalCase {
        machine.open(file(urgency, at: now), at: now).file
    }
}

extension CaseChange {
    /// Who is pinged, in order.
    var pinged: [PersonID] {
        effects.flatMap { effect in
            if case .ping(let people, _) = effect { return people }
            return []
        }
    }
}
