package import Domain
import GRDB

/// Which cases a page of the console counts and shows; it cannot be made without a viewer, nor widened.
package struct CaseListFilter: Sendable, Equatable {
    /// How far a case must be.
    package enum Stage: String, Sendable, CaseIterable {
        /// Somebody still has to do something.
        case open
        /// No human has taken it yet.
        case waiting
        /// A human has it.
        case taken
        /// It is done.
        case closed
    }

    private var sight: Sight
    /// Only of this one, who is asked or has it; empty is nobody.
    package var owner: String?
    /// Only those that are so far.
    package var stage: Stage?
    /// Only those on which a human is overdue at this moment.
    package var overdueAt: Timestamp?
    /// Only emergencies.
    package var isEmergency = false
    /// Only of this topic; empty is of none.
    package var topic: String?
    /// Only those on which a human had first answered, asked back or taken it by now.
    package var isResponded = false
    /// Only those opened in this span; needed where nothing else bounds the search, as open cases are few.
    package var opened: Range<Timestamp>?
    /// How many to leave out at the start.
    package var offset = 0
    /// The most to show.
    package var limit = 50

    /// Takes who asks.
    package init(_ viewer: Viewer) {
        sight = Sight(viewer)
    }

    /// Lets only these villages through, of those that the viewer may see.
    package mutating func narrow(to villages: Set<VillageID>) { sight.narrow(to: villages) }

    var conditions: Conditions {
        var conditions = Conditions()
        conditions.add(sight, "openedAt", in: opened)
        conditions.addOpen(to: sight.reader)
        if let owner { owner.isEmpty ? conditions.add("owner IS NULL") : conditions.add("owner", is: owner) }
        if let stage { conditions.add("state IN (\(Self.states[stage] ?? "''"))") }
        if let overdueAt {
            conditions.add(
                """
                number IN (SELECT caseNumber FROM promise WHERE endedAt IS NULL AND dueAt <= ?
                    AND kind IN ('acknowledge', 'answer', 'alarm'))
                """, [overdueAt.milliseconds])
        }
        if isEmergency { conditions.add("urgency = 'emergency'") }
        if let topic { topic.isEmpty ? conditions.add("topic IS NULL") : conditions.add("topic", is: topic) }
        if isResponded { conditions.add("\(Self.firstResponse) IS NOT NULL") }
        return conditions
    }

    private static let states: [Stage: String] = [
        .open: "'open', 'notified', 'reassigned', 'reopened', 'acknowledged', 'asked-back', 'answered'",
        .waiting: "'open', 'notified', 'reassigned', 'reopened'",
        .taken: "'acknowledged', 'asked-back', 'answered'",
        .closed: "'resolved', 'withdrawn'",
    ]

    /// When a human first did something about it.
    static let firstResponse = """
        (SELECT min(at) FROM caseEvent WHERE caseNumber = number AND kind IN ('acknowledged', 'answered', 'asked-back'))
        """
}
