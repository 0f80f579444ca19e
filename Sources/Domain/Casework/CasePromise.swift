/// A due time on a case: what will happen by itself when nobody acts before.
package struct CasePromise: Sendable, Hashable {
    /// What is due.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The first ping, put off to the person's opening hour or gathered with others.
        case notify
        /// A second ping to who was asked.
        case remind
        /// Somebody must have taken it; else the next on the chain is asked.
        case acknowledge
        /// Who took it must have answered.
        case answer
        /// An emergency that nobody has taken is called out again.
        case alarm
        /// Nothing more was said: it is closed.
        case settle
    }

    /// How it ended.
    package enum Outcome: String, Sendable, Codable {
        /// Done in time, or late but done.
        case kept
        /// Its hour passed, and the next step was taken.
        case lapsed
        /// Nobody expects it any more.
        case void
    }

    /// The row, nil while it is not stored.
    package var id: Int64?
    /// What is due.
    package var kind: Kind
    /// Who is expected to act; nil for everybody or nobody.
    package var person: PersonID?
    /// How often this has come due before.
    package var round: Int
    /// When.
    package var dueAt: Timestamp

    /// Takes the parts.
    package init(id: Int64? = nil, _ kind: Kind, person: PersonID? = nil, round: Int = 0, dueAt: Timestamp) {
        self.id = id
        self.kind = kind
        self.person = person
        self.round = round
        self.dueAt = dueAt
    }
}
