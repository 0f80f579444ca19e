/// How far an escalated matter is.
package enum CaseState: String, Sendable, Codable, CaseIterable {
    /// Nobody was told yet: it is night, or nobody can be reached.
    case open
    /// A human was pinged and is expected to take it.
    case notified
    /// It was handed to another human, who is expected to take it.
    case reassigned
    /// The villager said that it is not settled after all; a human is expected to take it again.
    case reopened
    /// A human has it.
    case acknowledged
    /// A human asked the villager something.
    case askedBack = "asked-back"
    /// A human answered.
    case answered
    /// It is done.
    case resolved
    /// The villager took the question back.
    case withdrawn

    /// Whether somebody may still have to do something.
    package var isOpen: Bool { self != .resolved && self != .withdrawn }

    /// Whether a human has it in hand.
    package var isTaken: Bool { self == .acknowledged || self == .askedBack || self == .answered }

    /// Whether it waits for a human to take it.
    package var isWaiting: Bool { isOpen && !isTaken }
}

/// How fast a matter must be looked at.
package enum Urgency: String, Sendable, Codable {
    case normal, emergency
}
