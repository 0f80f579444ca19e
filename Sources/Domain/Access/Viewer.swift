/// What a user of the console is.
package enum Role: String, Sendable, Codable, CaseIterable {
    /// The bureau: everything.
    case district
    /// A township's justice office: its villages.
    case office
    /// An adviser: the villages they serve.
    case adviser
    /// Somebody who checks: everything, and changes nothing.
    case auditor

    /// What people call it.
    package var name: String {
        switch self {
        case .district: "区司法局"
        case .office: "司法所"
        case .adviser: "法律顾问"
        case .auditor: "督查"
        }
    }

    /// Whether it has to be said of which township, or of which person, such a user is.
    package var needsScope: Bool { self == .office || self == .adviser }

    /// Whether such a user may do something, and not only look.
    package var mayAct: Bool { self != .auditor }
}

/// Somebody at the console, with what they may see; every query of its pages takes it.
package struct Viewer: Sendable, Equatable {
    /// The name they log in with.
    package var user: String
    /// What they are.
    package var role: Role
    /// The villages that they may see.
    package var scope: ServiceScope
    /// The person of the directory whom they are, for an adviser or an office.
    package var person: PersonID?

    /// Takes the parts.
    package init(user: String, role: Role, scope: ServiceScope, person: PersonID? = nil) {
        self.user = user
        self.role = role
        self.scope = scope
        self.person = person
    }

    /// Whether they may see that case: one of their villages, and none that keeps them out for conflict of interest.
    package func maySee(_ file: LegalCase) -> Bool {
        scope.contains(file.village) && person.map { !file.excluded.contains($0) } ?? true
    }
}
