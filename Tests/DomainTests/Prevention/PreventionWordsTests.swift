import Domain
import Testing

struct PreventionWordsTests {
    @Test(arguments: [
        ("属实 W12", true, 12, ""), ("属实W12", true, 12, ""), ("W12 属实", true, 12, ""), ("误报 w7", false, 7, ""),
        ("不属实 W7", false, 7, ""), ("属实 Ｗ１２ 已上门，两家都在", true, 12, "已上门，两家都在"), ("属实", true, nil, ""),
        ("误报，小孩子闹着玩", false, nil, "小孩子闹着玩"),
    ])
    func `a verdict is read in the ways people write it`(
        _ text: String, _ isReal: Bool, _ number: Int64?, _ note: String
    ) {
        #expect(WarningVerdict.read(text) == WarningVerdict(isReal: isReal, number: number, note: note))
    }

    @Test(arguments: ["属实不容易啊", "这个事属实", "误报了吗怎么办", "12 属实", "W 属实", "接 1024", ""])
    func `talk is no verdict`(_ text: String) { #expect(WarningVerdict.read(text) == nil) }

    @Test func `a quoted ping tells its number, and a case's ping none`() {
        #expect(WarningVerdict.numbers(inQuoted: "【橙色预警 W12】大滩镇第3村：争地界") == [12])
        #expect(WarningVerdict.numbers(inQuoted: "【待接咨询 1024】大滩镇第3村").isEmpty)
    }

    @Test(arguments: [
        ("已排查 大滩镇第3村 没有发现", 0), ("排查完了，没得纠纷", 0), ("已排查 发现2起 争地界", 2), ("已排查：３件", 3), ("排查完毕 有两起", 2), ("已排查", nil),
        ("已经排查 第3村", nil),
    ])
    func `a report tells how many disputes were found`(_ text: String, _ found: Int?) throws {
        #expect(try #require(ScreeningReport.read(text)).found == found)
    }

    @Test(arguments: ["排查一下我家的水管", "没有排查", "请已排查的报上来"])
    func `talk is no report`(_ text: String) { #expect(ScreeningReport.read(text) == nil) }

    @Test(arguments: [
        (ScreeningCycle.week, "2026-11-25", "2026-11-23", "2026-11-29"),
        (.week, "2026-11-29", "2026-11-23", "2026-11-29"),
        (.halfMonth, "2026-02-15", "2026-02-01", "2026-02-15"), (.halfMonth, "2026-02-16", "2026-02-16", "2026-02-28"),
        (.month, "2024-02-29", "2024-02-01", "2024-02-29"),
    ])
    func `each day lies in one round`(_ cycle: ScreeningCycle, _ day: String, _ first: String, _ last: String) throws {
        let period = cycle.period(of: try #require(CivilDate(day)))
        #expect("\(period.lowerBound) \(period.upperBound)" == "\(first) \(last)")
    }

    @Test(arguments: [
        ("2026-11-25T07:59:00+08:00", false), ("2026-11-25T08:00:00+08:00", true), ("2026-11-25T20:29:00+08:00", true),
        ("2026-11-25T20:30:00+08:00", false), ("2026-11-25T02:00:00+08:00", false),
    ])
    func `nobody is disturbed at night`(_ moment: String, _ isDay: Bool) throws {
        #expect(Daytime.contains(try #require(Timestamp(iso8601: moment))) == isDay)
    }
}
