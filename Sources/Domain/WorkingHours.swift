/// When somebody works: blocks of each weekday, corrected by the calendar and by leave.
package struct WorkingHours: Sendable, Equatable {
    /// Minutes since midnight, such as 540..<720 for 9:00–12:00.
    package typealias Block = Range<Int>

    /// The blocks of each weekday, Monday first; seven lists.
    package var week: [[Block]]
    /// Days off besides.
    package var leave: Set<CivilDate>
    /// The only days on which these hours count, for who stands in for a while; nil for every day.
    package var only: ClosedRange<CivilDate>?

    /// Takes the blocks of seven weekdays, Monday first.
    package init(week: [[Block]], leave: Set<CivilDate> = [], only: ClosedRange<CivilDate>? = nil) {
        precondition(week.count == 7)
        self.week = week
        self.leave = leave
        self.only = only
    }

    /// Around the clock, holidays included.
    package static let always = WorkingHours(week: Array(repeating: [0..<1440], count: 7))

    /// Whether these hours know no closing time.
    package var isAlways: Bool { week.allSatisfy { $0 == [0..<1440] } }

    /// The blocks worked on that day.
    package func blocks(on day: CivilDate, calendar: WorkCalendar) -> [Block] {
        guard !leave.contains(day), only?.contains(day) ?? true else { return [] }
        if isAlways { return week[0] }
        if calendar.holidays.contains(day) { return [] }
        // A make-up day is worked like a Monday, whatever weekday it falls on.
        if calendar.makeUpDays.contains(day) { return week[0] }
        return week[day.weekday.rawValue]
    }

    /// Whether somebody works at that moment.
    package func contains(_ moment: Timestamp, calendar: WorkCalendar) -> Bool {
        let minute = moment.chinaMinuteOfDay
        return blocks(on: moment.chinaDate, calendar: calendar).contains { $0.contains(minute) }
    }

    /// The first working moment at or after that one; nil when there is none within a year.
    package func opening(from moment: Timestamp, calendar: WorkCalendar) -> Timestamp? {
        if contains(moment, calendar: calendar) { return moment }
        var day = moment.chinaDate
        var minute = moment.chinaMinuteOfDay
        for _ in 0...366 {
            if let block = blocks(on: day, calendar: calendar).first(where: { $0.lowerBound >= minute }) {
                return Timestamp(china: day).adding(minutes: block.lowerBound)
            }
            day = day.next
            minute = 0
        }
        return nil
    }

    /// The moment at which so many working minutes have passed; nil when that takes more than a year.
    package func adding(minutes: Int, to moment: Timestamp, calendar: WorkCalendar) -> Timestamp? {
        var left = minutes
        var day = moment.chinaDate
        var minute = moment.chinaMinuteOfDay
        for _ in 0...366 {
            for block in blocks(on: day, calendar: calendar) where block.upperBound > minute {
                let start = max(block.lowerBound, minute)
                if start + left <= block.upperBound { return Timestamp(china: day).adding(minutes: start + left) }
                left -= block.upperBound - start
            }
            day = day.next
            minute = 0
        }
        return nil
    }
}

/// The public days off and the days worked instead, as the State Council publishes them.
package struct WorkCalendar: Sendable, Equatable {
    /// Days off.
    package var holidays: Set<CivilDate>
    /// Weekend days that are worked.
    package var makeUpDays: Set<CivilDate>

    /// Takes both sets.
    package init(holidays: Set<CivilDate> = [], makeUpDays: Set<CivilDate> = []) {
        self.holidays = holidays
        self.makeUpDays = makeUpDays
    }
}
