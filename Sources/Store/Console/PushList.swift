package import Domain
import GRDB

/// Which pushes a page of the console counts and shows; it cannot be made without a viewer, nor widened.
package struct PushFilter: Sendable, Equatable {
    /// How a push stands; each has exactly one of them.
    package enum State: String, Sendable, CaseIterable {
        case sent, failed, waiting
    }

    private var sight: Sight
    private let days: ClosedRange<CivilDate>
    /// Only of this campaign.
    package var campaign: String?
    /// Only those that stand so.
    package var state: State?
    /// How many to leave out at the start.
    package var offset = 0
    /// The most to show.
    package var limit = 50

    /// Takes who asks, and the days.
    package init(_ viewer: Viewer, on days: ClosedRange<CivilDate>) {
        sight = Sight(viewer)
        self.days = days
    }

    /// Lets only these villages through, of those that the viewer may see.
    package mutating func narrow(to villages: Set<VillageID>) { sight.narrow(to: villages) }

    var conditions: Conditions {
        var conditions = Conditions()
        conditions.add("village", in: sight.scope)
        conditions.add("dueOn >= ? AND dueOn <= ?", [days.lowerBound.daysSince1970, days.upperBound.daysSince1970])
        conditions.add("campaign", is: campaign)
        switch state {
        case .sent: conditions.add("sentAt IS NOT NULL")
        case .failed: conditions.add("sentAt IS NULL AND failure IS NOT NULL")
        case .waiting: conditions.add("sentAt IS NULL AND failure IS NULL")
        case nil: break
        }
        return conditions
    }
}

/// One text on one day, and how its pushes stand.
package struct PushGroup: Sendable, Equatable {
    /// The campaign.
    package let campaign: String
    /// The day.
    package let day: CivilDate
    /// The title.
    package let title: String
    /// How many pushes: the sum of the others.
    package let all: Int
    /// How many arrived.
    package let sent: Int
    /// How many did not, or cannot.
    package let failed: Int
    /// How many are to leave, or on their way.
    package var waiting: Int { all - sent - failed }
}

extension CounselDatabase {
    /// The pushes that a filter lets through.
    package func pushes(_ filter: PushFilter) async throws -> [Push] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.pushListSQL(conditions)),
                arguments: conditions.arguments + [filter.limit, filter.offset]
            ).map(Push.init(row:))
        }
    }

    static func pushListSQL(_ conditions: Conditions) -> String {
        "SELECT * FROM push WHERE \(conditions.sql) ORDER BY dueOn DESC, campaign, village, target LIMIT ? OFFSET ?"
    }

    /// The same, each text once with its counts, the newest first.
    package func pushGroups(_ filter: PushFilter) async throws -> [PushGroup] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.pushGroupSQL(conditions)), arguments: conditions.arguments
            ).map { row in
                PushGroup(
                    campaign: row["campaign"], day: CivilDate(daysSince1970: row["dueOn"]), title: row["title"],
                    all: row["pushes"], sent: row["sent"], failed: row["failed"])
            }
        }
    }

    static func pushGroupSQL(_ conditions: Conditions) -> String {
        """
        SELECT campaign, dueOn, max(title) AS title, count(*) AS pushes, sum(sentAt IS NOT NULL) AS sent,
            sum(sentAt IS NULL AND failure IS NOT NULL) AS failed
        FROM push WHERE \(conditions.sql) GROUP BY dueOn, campaign ORDER BY dueOn DESC, campaign
        """
    }
}
