import Testing

@testable import Domain

struct CivilDateTests {
    @Test func `every day from 1900 to 2100 comes back from its parts and its text`() throws {
        let first = try #require(CivilDate(year: 1_900, month: 1, day: 1))
        let last = try #require(CivilDate(year: 2_100, month: 12, day: 31))
        var day = first
        var wrong: [CivilDate] = []
        while day <= last {
            let (year, month, dayOfMonth) = day.parts
            if CivilDate(year: year, month: month, day: dayOfMonth) != day || CivilDate(day.description) != day {
                wrong.append(day)
            }
            day = day.next
        }

        #expect(wrong.isEmpty)
        #expect(last.daysSince1970 - first.daysSince1970 + 1 == 201 * 365 + 49)
    }

    @Test(arguments: [(1_900, false), (1_904, true), (2_000, true), (2_023, false), (2_024, true), (2_100, false)])
    func `February has 29 days in leap years only`(_ year: Int, _ isLeap: Bool) {
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
        #expect(CivilDate(year: year, month: 2, day: 30) == nil)
    }

    @Test(arguments: [
        (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32), (2026, 4, 31), (0, 1, 1), (10_000, 1, 1),
    ])
    func `a day that does not exist is refused`(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        "", "2026", "2026-1-05", "26-01-05", "2026-01-5", "2026/01/05", "2026-01-05 ", "2026-01-05-", "+026-01-05",
        "2026-+1-05", "２０２６-01-05", "2026-02-30", "二〇二六-01-05",
    ])
    func `a text of another shape is refused`(_ text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(arguments: [
        ("1970-01-01", Weekday.thursday), ("2026-11-23", .monday), ("2026-02-17", .tuesday), ("2000-02-29", .tuesday),
        ("1949-10-01", .saturday), ("1969-12-31", .wednesday),
    ])
    func `the weekday is the calendar's`(_ text: String, _ weekday: Weekday) throws {
        #expect(try #require(CivilDate(text)).weekday == weekday)
    }

    @Test func `weekdays follow one another, before 1970 too`() {
        for days in -1_000..<1_000 {
            let day = CivilDate(daysSince1970: days)
            #expect(day.next.weekday.rawValue == (day.weekday.rawValue + 1) % 7)
        }
    }

    @Test func `weekdays have the keys that files use`() {
        #expect(Weekday.allCases.map(\.key) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    }

    @Test func `an early year is padded`() {
        #expect(CivilDate(year: 645, month: 3, day: 9)?.description == "0645-03-09")
    }
}
