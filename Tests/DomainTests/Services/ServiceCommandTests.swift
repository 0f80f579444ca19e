import Domain
import Testing

struct ServiceCommandTests {
    private static let today = CivilDate(daysSince1970: 20_780)  // 2026-11-23

    private func parse(_ text: String) throws(ServiceCommand.Problem) -> ServiceCommand? {
        try ServiceCommand.parse(text, on: Self.today)
    }

    @Test(arguments: [
        ("记录 讲座 2小时 民法典婚姻家庭编", ServiceRecord.Kind.lecture, 120, "民法典婚姻家庭编"),
        ("记录　讲座　２小时　防诈骗", .lecture, 120, "防诈骗"), ("记录：值班 半天 村委会坐班", .visit, 180, "村委会坐班"),
        ("服务记录 调解 1.5小时 宅基地纠纷 双方和好", .mediation, 90, "宅基地纠纷 双方和好"),
        ("记录 合同 90分钟 土地流转合同", .contract, 90, "土地流转合同"), ("记录 会议 1小时30分 村民代表会议", .meeting, 90, "村民代表会议"),
        ("记录 普法 两个半小时 院坝会", .lecture, 150, "院坝会"), ("记录 列席 一小时半 议事会", .meeting, 90, "议事会"),
        ("记录 其他 代写申请书", .other, 0, "代写申请书"), ("记录讲座 2小时 题目", .lecture, 120, "题目"),
    ])
    func `a record is read in the ways people write it`(
        _ text: String, _ kind: ServiceRecord.Kind, _ minutes: Int, _ title: String
    ) throws {
        let command = try #require(try parse(text))
        #expect(command.kind == kind)
        #expect(command.minutes == minutes)
        #expect(command.title == title)
        #expect(command.day == Self.today)
        #expect(command.corrects == nil)
    }

    @Test(arguments: [
        ("昨天", "2026-11-22"), ("前天", "2026-11-21"), ("11月20日", "2026-11-20"), ("11.2", "2026-11-02"),
        ("12-01", "2025-12-01"),
    ])
    func `the day is today unless another is written, and never in the future`(_ word: String, _ day: String) throws {
        let command = try #require(try parse("记录 讲座 \(word) 2小时 题目"))
        #expect(command.day == CivilDate(day))
        #expect(command.title == "题目")
    }

    @Test func `a photo is an address and no part of the title`() throws {
        let command = try #require(try parse("记录 讲座 2小时 题目 https://img.example/1.jpg"))
        #expect(command.photo == "https://img.example/1.jpg")
        #expect(command.title == "题目")
    }

    @Test func `a correction names the record`() throws {
        let command = try #require(try parse("更正记录 12 讲座 3小时 题目"))
        #expect(command.corrects == 12)
        #expect(command.minutes == 180)
    }

    @Test(arguments: [
        ("记录 2小时 题目", ServiceCommand.Problem.noKind), ("记录", .noKind), ("记录 讲座", .noTitle), ("记录 讲座 2小时", .noTitle),
        ("记录 讲座 25小时 题目", .tooLong), ("记录 讲座 1小时 题目 javascript://x", .badPhoto),
    ])
    func `what is missing is said`(_ text: String, _ problem: ServiceCommand.Problem) {
        #expect(throws: problem) { try parse(text) }
    }

    @Test(arguments: ["记录一下这个问题", "请把这件事记录 在案", "更正一下我刚才说的", "接 1024", ""])
    func `talk is no record`(_ text: String) throws {
        #expect(try parse(text) == nil)
    }

    @Test(arguments: [
        "javascript:alert(1)", "https://x/\"onload=", "http://a b", "ftp://x", "https://x/<b>", "data:text/html,x",
    ])
    func `only a plain web address is a photo`(_ text: String) {
        #expect(!ServiceRecord.isPhoto(text))
    }
}
