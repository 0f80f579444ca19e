import TestSupport
import Testing

@testable import Domain

struct TimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T08:00:00+08:00", 0),
            ("2026-11-23T21:04:05+08:00", 1_795_439_045_000),
            ("2026-11-23T13:04:05Z", 1_795_439_045_000),
            ("2026-11-23T08:34:05-04:30", 1_795_439_045_000),
            ("2026-11-23T21:04:05.987654+08:00", 1_795_439_045_000),
            ("1969-12-31T23:59:59Z", -1_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ] as [(String, Int64)])
    func `an ISO 8601 text is read`(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T21:04:05", "2026-11-23 21:04:05+08:00", "2026-11-23T21:04+08:00",
        "2026-11-23T24:00:00Z", "2026-11-23T21:60:05Z", "2026-11-23T21:04:61Z", "2026-02-29T21:04:05Z",
        "2026-11-23T21:04:05Zulu", "2026-11-23T21:04:05+0800", "2026-11-23T21:04:05+08:00 ",
        "2026-11-23T21:04:05*08:00",
        "2026-11-23T21:04:05.Z", "2026-11-23T21:04:05.", "2026-11-23T21:04:05+24:00", "2026-11-23T21:04:05+08:60",
        "２０２６-11-23T21:04:05Z", "2026-11-23T+1:04:05Z", "2026-+1-23T21:04:05Z", "2026-11-23T21-04-05Z",
    ])
    func `anything else is refused`(_ text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func `printing and reading again gives the same second`() {
        var chance = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let moment = Timestamp(seconds: Int64.random(in: -2_000_000_000...4_000_000_000, using: &chance))
            #expect(Timestamp(iso8601: moment.iso8601) == moment)
        }
    }

    @Test(
        arguments: [
            (-1, "1970-01-01T07:59:59+08:00"),
            (0, "1970-01-01T08:00:00+08:00"),
            (-28_800_001, "1969-12-31T23:59:59+08:00"),
            (1_795_439_045_999, "2026-11-23T21:04:05+08:00"),
        ] as [(Int64, String)])
    func `a moment is printed as China reads it`(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
    }

    @Test(
        arguments: [
            ("2026-11-23T15:59:59Z", "2026-11-23", 1_439, 23),
            ("2026-11-23T16:00:00Z", "2026-11-24", 0, 0),
            ("1969-12-31T15:59:59Z", "1969-12-31", 1_439, 23),
            ("1960-02-28T16:30:00Z", "1960-02-29", 30, 0),
        ] as [(String, String, Int, Int64)])
    func `date, minute and hour are China's`(_ text: String, _ date: String, _ minute: Int, _ hour: Int64) throws {
        let moment = try #require(Timestamp(iso8601: text))

        #expect(moment.chinaDate.description == date)
        #expect(moment.chinaMinuteOfDay == minute)
        #expect(moment.chinaHour == Int64(moment.chinaDate.daysSince1970) * 24 + hour)
    }

    @Test func `a time of day in China stands eight hours ahead of UTC`() throws {
        let date = try #require(CivilDate("2026-11-23"))
        let moment = Timestamp(china: date, hour: 21, minute: 4, second: 5)

        #expect(moment.milliseconds == 1_795_439_045_000)
        #expect(moment.clock == "21:04")
        #expect(Timestamp(china: date).clock == "00:00")
    }

    @Test func `adding moves both ways and orders`() {
        let moment = Timestamp(seconds: 100)

        #expect(moment.adding(milliseconds: -1) < moment)
        #expect(moment.adding(seconds: 60) == moment.adding(minutes: 1))
        #expect(moment.adding(minutes: -2).milliseconds == -20_000)
    }

    // A sender's clock may say anything; nothing it says may stop the program.
    @Test(arguments: [Int64.min, Int64.min + 1, Int64.max, -86_400_000_000_000_000])
    func `the ends of time can be looked at`(_ milliseconds: Int64) {
        let moment = Timestamp(milliseconds: milliseconds)

        #expect((0..<1_440).contains(moment.chinaMinuteOfDay))
        #expect(!moment.iso8601.isEmpty)
    }
}
