package import Domain
import GRDB

/// Which rounds of looking for disputes a page of the console counts and shows.
package struct ScreeningFilter: Sendable, Equatable {
    /// How a round stands; each has exactly one of them.
    package enum State: String, Sendable, CaseIterable {
        case done, missed, open
    }

    private let places: Set<String>?
    private let days: ClosedRange<CivilDate>
    private let today: CivilDate
    /// Only of this level.
    package var level: ScreeningLevel?
    /// Only those that stand so.
    package var state: State?
    /// How many to leave out at the start.
    package var offset = 0
    /// The most to show.
    package var limit = 50

    /// Takes the villages and townships that may be seen, nil for all, the days that a round touches, and today.
    package init(at places: Set<String>?, touching days: ClosedRange<CivilDate>, today: CivilDate) {
        self.places = places
        self.days = days
        self.today = today
    }

    /// How a round stands today.
    package func state(of round: Screening) -> State {
        round.doneAt != nil ? .done : round.isOverdue(on: today) ? .missed : .open
    }

    var conditions: Conditions {
        var conditions = Conditions()
        if let places { conditions.add("place IN (SELECT value FROM json_each(?))", [jsonArray(places.sorted())]) }
        conditions.add(
            "dueOn >= ? AND startsOn <= ?", [days.lowerBound.daysSince1970, days.upperBound.daysSince1970])
        conditions.add("level", is: level?.rawValue)
        switch state {
        case .done: conditions.add("doneAt IS NOT NULL")
        case .missed: conditions.add("doneAt IS NULL AND dueOn < ?", [today.daysSince1970])
        case .open: conditions.add("doneAt IS NULL AND dueOn >= ?", [today.daysSince1970])
        case nil: break
        }
        return conditions
    }
}

extension CounselDatabase {
    /// The rounds that a filter lets through, those that end last first.
    package func screenings(_ filter: ScreeningFilter) async throws -> [Screening] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.screeningListSQL(conditions)),
                arguments: conditions.arguments + [filter.limit, filter.offset]
            ).compactMap { Screening(row: $0) }
        }
    }

    static func screeningListSQL(_ conditions: Conditions) -> String {
        "SELECT * FROM screening WHERE \(conditions.sql) ORDER BY dueOn DESC, level, place LIMIT ? OFFSET ?"
    }

    /// How many rounds a filter lets through.
    package func screeningCount(_ filter: ScreeningFilter) async throws -> Int {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Int.fetchOne(
                db.cachedStatement(sql: Self.screeningCountSQL(conditions)), arguments: conditions.arguments) ?? 0
        }
    }

    static func screeningCountSQL(_ conditions: Conditions) -> String {
        "SELECT count(*) FROM screening WHERE \(conditions.sql)"
    }
}
