import Testing

@testable import Domain

struct WorkingHoursTests {
    /// Monday to Friday, with a lunch break.
    private let office = WorkingHours(
        week: Array(repeating: [540..<720, 840..<1_080], count: 5) + [[], []])
    /// The Spring Festival of 2026 and the weekend days worked for it.
    private let calendar = WorkCalendar(
        holidays: Set((15...23).compactMap { CivilDate(year: 2026, month: 2, day: $0) }),
        makeUpDays: Set(
            [CivilDate(year: 2026, month: 2, day: 14), CivilDate(year: 2026, month: 2, day: 28)].compactMap(\.self)))

    private func moment(_ text: String) throws -> Timestamp {
        try #require(Timestamp(iso8601: text.replacing(" ", with: "T") + ":00+08:00"))
    }

    @Test(arguments: [
        ("2026-11-23 08:59", false), ("2026-11-23 09:00", true), ("2026-11-23 11:59", true),
        ("2026-11-23 12:00", false), ("2026-11-23 13:59", false), ("2026-11-23 14:00", true),
        ("2026-11-23 18:00", false), ("2026-11-21 10:00", false), ("2026-11-22 10:00", false),
        ("2026-02-14 10:00", true), ("2026-02-14 12:30", false), ("2026-02-17 10:00", false),
        ("2026-02-24 10:00", true),
    ])
    func `somebody works at that moment or not`(_ text: String, _ works: Bool) throws {
        #expect(office.contains(try moment(text), calendar: calendar) == works)
    }

    @Test(arguments: [
        ("2026-11-23 10:00", "2026-11-23 10:00"),  // in the middle
        ("2026-11-23 03:00", "2026-11-23 09:00"),  // before dawn
        ("2026-11-23 12:30", "2026-11-23 14:00"),  // over lunch
        ("2026-11-23 18:00", "2026-11-24 09:00"),  // after closing
        ("2026-11-20 19:00", "2026-11-23 09:00"),  // over the weekend
        ("2026-02-13 19:00", "2026-02-14 09:00"),  // a Saturday that is worked
        ("2026-02-14 18:30", "2026-02-24 09:00"),  // over the Spring Festival
    ])
    func `the next opening is found`(_ from: String, _ opening: String) throws {
        #expect(office.opening(from: try moment(from), calendar: calendar) == (try moment(opening)))
    }

    @Test(arguments: [
        ("2026-11-23 10:00", 30, "2026-11-23 10:30"),
        ("2026-11-23 11:00", 60, "2026-11-23 12:00"),  // to the last minute before lunch
        ("2026-11-23 11:30", 60, "2026-11-23 14:30"),  // across lunch
        ("2026-11-23 20:00", 120, "2026-11-24 11:00"),  // from the night
        ("2026-11-20 17:00", 120, "2026-11-23 10:00"),  // across the weekend
        ("2026-11-23 09:00", 420 * 5, "2026-11-27 18:00"),  // a whole week
        ("2026-02-14 17:30", 60, "2026-02-24 09:30"),  // across the Spring Festival
        ("2026-02-27 17:00", 120, "2026-02-28 10:00"),  // onto a Saturday that is worked
        ("2026-11-23 12:30", 0, "2026-11-23 14:00"),  // no time at all is the next opening
    ])
    func `working minutes are added`(_ from: String, _ minutes: Int, _ due: String) throws {
        #expect(office.adding(minutes: minutes, to: try moment(from), calendar: calendar) == (try moment(due)))
    }

    @Test func `a day of leave is passed over`() throws {
        var away = office
        away.leave = [try #require(CivilDate("2026-11-24")), try #require(CivilDate("2026-11-25"))]
        let evening = try moment("2026-11-23 18:00")

        #expect(away.opening(from: evening, calendar: calendar) == (try moment("2026-11-26 09:00")))
        #expect(away.adding(minutes: 30, to: evening, calendar: calendar) == (try moment("2026-11-26 09:30")))
        #expect(!away.contains(try moment("2026-11-24 10:00"), calendar: calendar))
    }

    @Test func `around the clock knows no holiday, but does know leave`() throws {
        var duty = WorkingHours.always
        let newYear = try moment("2026-02-17 03:00")

        #expect(duty.isAlways)
        #expect(!office.isAlways)
        #expect(duty.contains(newYear, calendar: calendar))
        #expect(duty.adding(minutes: 3_000, to: newYear, calendar: calendar) == newYear.adding(minutes: 3_000))
        duty.leave = [newYear.chinaDate]
        #expect(duty.opening(from: newYear, calendar: calendar) == (try moment("2026-02-18 00:00")))
    }

    @Test func `who never works has no opening`() throws {
        let never = WorkingHours(week: Array(repeating: [], count: 7))
        let now = try moment("2026-11-23 10:00")

        #expect(never.opening(from: now, calendar: calendar) == nil)
        #expect(never.adding(minutes: 1, to: now, calendar: calendar) == nil)
    }

    @Test func `a due time is always within working hours, and later work is due later`() throws {
        let start = try moment("2026-02-10 00:00")
        var before: Timestamp?
        for step in 0..<600 {
            let from = start.adding(minutes: step * 47)
            let due = try #require(office.adding(minutes: 90, to: from, calendar: calendar))

            #expect(office.contains(due.adding(milliseconds: -1), calendar: calendar))
            #expect(before.map { $0 <= due } ?? true)
            before = due
        }
    }
}
