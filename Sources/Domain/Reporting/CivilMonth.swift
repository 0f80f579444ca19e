/// A month of the calendar in China.
package struct CivilMonth: Hashable, Sendable, CustomStringConvertible {
    /// The year.
    package let year: Int
    /// The month, 1…12.
    package let month: Int

    /// Takes year and month; nil when there is no such month.
    package init?(year: Int, month: Int) {
        guard CivilDate(year: year, month: month, day: 1) != nil else { return nil }
        self.year = year
        self.month = month
    }

    /// Reads `2026-11`; nil for anything else.
    package init?(_ text: String) {
        guard let date = CivilDate(text + "-01") else { return nil }
        (year, month) = (date.parts.year, date.parts.month)
    }

    /// The month of a day.
    package init(of date: CivilDate) { (year, month) = (date.parts.year, date.parts.month) }

    /// Its first day.
    package var firstDay: CivilDate { CivilDate(year: year, month: month, day: 1) ?? CivilDate(daysSince1970: 0) }

    /// The first day of the next month.
    package var endDay: CivilDate { CivilDate(daysSince1970: firstDay.daysSince1970 + 31).startOfMonth }

    /// Its moments.
    package var span: Range<Timestamp> { Timestamp(china: firstDay)..<Timestamp(china: endDay) }

    /// The months of its quarter up to and with it.
    package var quarterSoFar: Range<CivilDate> {
        let first = CivilDate(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) ?? firstDay
        return first..<endDay
    }

    /// `2026-11`.
    package var description: String { String("\(firstDay)".prefix(7)) }
}

extension CivilDate {
    fileprivate var startOfMonth: CivilDate { CivilDate(year: parts.year, month: parts.month, day: 1) ?? self }
}
