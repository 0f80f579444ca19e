package import Domain
import GRDB

/// Which questions a page of the console counts and shows; it cannot be made without a viewer, nor widened.
package struct QuestionFilter: Sendable, Equatable {
    /// What became of a question; each has exactly one of them.
    package enum Fate: String, Sendable, CaseIterable {
        /// The bot answered, or offered a choice.
        case bot
        /// A human has it, or had it.
        case human
        /// It went to a human, and none has taken it yet.
        case waiting
    }

    private var sight: Sight
    private let span: Range<Timestamp>
    /// Only what became this of it.
    package var fate: Fate?
    /// Only of this topic; empty is of none.
    package var topic: String?
    /// Only answered by this version of the files.
    package var digest: String?
    /// Only on this weekday, 0 Monday … 6 Sunday.
    package var weekday: Int?
    /// Only in this hour of the day.
    package var hour: Int?
    /// Only of groups that no village has.
    package var isUnbound = false
    /// How many to leave out at the start.
    package var offset = 0
    /// The most to show.
    package var limit = 50

    /// Takes who asks, and the span of time.
    package init(_ viewer: Viewer, in span: Range<Timestamp>) {
        sight = Sight(viewer)
        self.span = span
    }

    /// Lets only these villages through, of those that the viewer may see.
    package mutating func narrow(to villages: Set<VillageID>) { sight.narrow(to: villages) }

    var conditions: Conditions {
        var conditions = Conditions()
        conditions.add(sight, "receivedAt", in: span)
        conditions.addCaseOpen(to: sight.reader)
        // What our own people write is no question.
        conditions.add("reason NOT IN ('casework', 'staff')")
        switch fate {
        case .bot: conditions.add(Self.isBot)
        case .human: conditions.add("NOT (\(Self.isBot)) AND NOT (\(Self.isWaiting))")
        case .waiting: conditions.add(Self.isWaiting)
        case nil: break
        }
        if let topic { topic.isEmpty ? conditions.add("topic IS NULL") : conditions.add("topic", is: topic) }
        conditions.add("catalogDigest", is: digest)
        if isUnbound { conditions.add("village IS NULL") }
        if let weekday { conditions.add("\(Self.weekdaySQL) = ?", [weekday]) }
        if let hour { conditions.add("\(Self.hourSQL) = ?", [hour]) }
        return conditions
    }

    static let isBot = "decision IN ('answer', 'clarify')"
    static let isWaiting = """
        decision IN ('escalate', 'emergency') AND EXISTS (SELECT 1 FROM legalCase WHERE number = caseNumber
            AND state IN ('open', 'notified', 'reassigned', 'reopened'))
        """
    /// In China's zone; 1970-01-01 was a Thursday.
    static let weekdaySQL = "((receivedAt + 28800000) / 86400000 + 3) % 7"
    static let hourSQL = "(receivedAt + 28800000) / 3600000 % 24"
}
