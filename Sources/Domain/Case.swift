/// How far an escalated matter is.
package enum CaseState: String, Sendable, Codable, CaseIterable {
    case open, notified, acknowledged, answered, resolved, withdrawn

    /// Whether somebody still has to do something.
    package var isOpen: Bool { self != .resolved && self != .withdrawn }
}

/// How fast a matter must be looked at.
package enum Urgency: String, Sendable, Codable {
    case normal, emergency
}

/// Something that happened to a case.
package enum CaseEvent: Hashable, Sendable {
    /// A ping to this person was put in the outbox.
    case notified(PersonID)
    /// The person took it.
    case acknowledged(PersonID)
    /// The person answered.
    case answered(PersonID)
    /// It was closed.
    case resolved
    /// The villager said that it is not settled after all.
    case reopened
    /// The villager took the question back.
    case withdrawn

    /// The name under which the event is stored.
    package var name: String {
        switch self {
        case .notified: "notified"
        case .acknowledged: "acknowledged"
        case .answered: "answered"
        case .resolved: "resolved"
        case .reopened: "reopened"
        case .withdrawn: "withdrawn"
        }
    }
}

/// The legal moves of a case.
package enum CaseLifecycle {
    /// A move that the state does not allow.
    package struct IllegalMove: Error, Hashable, Sendable {
        /// Where the case stood.
        package let state: CaseState
        /// What was tried.
        package let event: String
    }

    /// The state after the event; throws when the event cannot happen there.
    package static func apply(_ event: CaseEvent, to state: CaseState) throws(IllegalMove) -> CaseState {
        switch (state, event) {
        case (.open, .notified), (.notified, .notified): .notified
        case (.acknowledged, .notified): .acknowledged
        case (.open, .acknowledged), (.notified, .acknowledged), (.acknowledged, .acknowledged): .acknowledged
        case (.open, .answered), (.notified, .answered), (.acknowledged, .answered), (.answered, .answered): .answered
        case (.open, .resolved), (.notified, .resolved), (.acknowledged, .resolved), (.answered, .resolved): .resolved
        case (.answered, .reopened), (.resolved, .reopened): .open
        case (.open, .withdrawn), (.notified, .withdrawn), (.acknowledged, .withdrawn), (.answered, .withdrawn):
            .withdrawn
        default: throw IllegalMove(state: state, event: event.name)
        }
    }
}
