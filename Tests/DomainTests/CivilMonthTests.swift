import Testing

@testable import Domain

struct CivilMonthTests {
    @Test func `a month knows its days, its moments and its quarter so far`() throws {
        let month = try #require(CivilMonth("2026-02"))
        #expect("\(month.firstDay)" == "2026-02-01")
        #expect("\(month.endDay)" == "2026-03-01")
        #expect(month.span.lowerBound.iso8601 == "2026-02-01T00:00:00+08:00")
        #expect("\(month.quarterSoFar.lowerBound)" == "2026-01-01")
        #expect(month.description == "2026-02")
        #expect("\(try #require(CivilMonth("2026-12")).endDay)" == "2027-01-01")
    }

    @Test(arguments: ["2026-13", "2026-0", "26-01", "", "2026-01-01"])
    func `what is no month is refused`(_ text: String) { #expect(CivilMonth(text) == nil) }
}
