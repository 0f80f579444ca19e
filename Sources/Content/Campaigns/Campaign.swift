package import Domain

/// What is published under one theme, in some months of each year or in a season of the farming calendar.
package struct Campaign: Sendable, Hashable {
    /// Who is to read it.
    package enum Target: Hashable, Sendable {
        /// The groups of all villages.
        case villages
        /// The groups of a township's villages.
        case township(String)
        /// The groups of one village.
        case village(VillageID)
        /// A circle such as the mediators, by its id in the directory.
        case circle(String)
    }

    /// One text.
    package enum Item: Hashable, Sendable {
        /// A reviewed answer, behind a line that leads up to it.
        case answer(AnswerID, lead: String?)
        /// A training case, written and reviewed in the file.
        case story(title: String, text: String)
    }

    /// The unique name, which is logged and stays.
    package var id: String
    /// The theme people read.
    package var theme: String
    /// The months of the year, 1…12; empty for a seasonal one.
    package var months: Set<Int>
    /// The season of the calendar.
    package var season: String?
    /// The days of the month; nil takes the days of the standards.
    package var days: [Int]?
    /// Who is to read it.
    package var targets: [Located<Target>]
    /// The texts, one a day in turn.
    package var items: [Located<Item>]
    /// What the training cases cite.
    package var cites: [Located<Citation>]
    /// Where it was written.
    package var location: Location
}

/// A circle of people outside the villages' groups that is published to, such as the mediators.
package struct Circle: Sendable, Hashable {
    /// The unique name.
    package var id: String
    /// The name people read.
    package var name: String
    /// Its groups or robots, as `channel/conversation`.
    package var groups: [Located<String>]
}

/// A stretch of each year, such as the spring ploughing.
package struct Season: Sendable, Hashable {
    /// A day of any year.
    package struct Day: Sendable, Hashable, Comparable {
        /// 1…12.
        package let month: Int
        /// 1…31.
        package let day: Int

        /// Reads `04-01`; nil for anything else.
        package init?(_ text: String) {
            // A leap year, so that 02-29 is a day.
            guard let date = CivilDate("2024-" + text) else { return nil }
            (month, day) = (date.parts.month, date.parts.day)
        }

        init(_ date: CivilDate) { (month, day) = (date.parts.month, date.parts.day) }

        /// Orders by the calendar.
        package static func < (left: Self, right: Self) -> Bool { (left.month, left.day) < (right.month, right.day) }
    }

    /// The name.
    package var name: String
    /// Its first day.
    package var from: Day
    /// Its last day; before `from` when it goes over the new year.
    package var to: Day

    /// Whether a date lies in it.
    package func contains(_ date: CivilDate) -> Bool {
        let day = Day(date)
        return from <= to ? (from...to).contains(day) : day >= from || day <= to
    }
}
