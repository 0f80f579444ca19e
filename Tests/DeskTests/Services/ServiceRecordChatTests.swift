import Desk
import Domain
import Store
import TestSupport
import Testing

/// Advisers put services on record by a line in chat.
struct ServiceRecordChatTests {
    let office: SmallOffice

    init() throws { office = try SmallOffice() }

    private func adviser(_ text: String, _ id: String, group: Bool = false, mentions: Bool = false) async throws
        -> String?
    {
        let outcome = try await office.say(text, id: id, sender: "u-adviser", group: group, mentions: mentions)
        return SpokenWords.of(outcome.reply)
    }

    private func records(withCorrected: Bool = false) async throws -> [ServiceRecord] {
        var filter = ServiceFilter()
        filter.withCorrected = withCorrected
        return try await office.database.serviceRecords(filter)
    }

    @Test func `a line becomes a record, told with its number`() async throws {
        let reply = try await adviser("记录 讲座 2小时 防诈骗 电话13912345678", "m-1")
        #expect(reply?.hasPrefix("已记录 1：11月23日 试验村 法治讲座 2小时 防诈骗 电话139****5678。") == true)
        let record = try #require(try await records().first)
        #expect(record.id == 1)
        #expect(record.person == "adviser")
        #expect(record.village == "v-1")
        #expect(record.minutes == 120)
        #expect(record.title == "防诈骗 电话139****5678")
    }

    @Test func `in a village's group it is that village's, and needs no mention`() async throws {
        #expect(try await adviser("记录 值班 半天 村委会坐班", "m-1", group: true) != nil)
        #expect(try await records().first?.village == "v-1")
    }

    @Test func `the same message twice is one record with one reply`() async throws {
        let first = try await adviser("记录 调解 1小时 邻居漏水", "m-1")
        #expect(try await adviser("记录 调解 1小时 邻居漏水", "m-1") == first)
        #expect(try await records().count == 1)
    }

    @Test func `a correction takes the place of the record, once`() async throws {
        _ = try await adviser("记录 讲座 2小时 防诈骗", "m-1")
        let reply = try await adviser("更正记录 1 讲座 3小时 防诈骗", "m-2")
        #expect(reply?.contains("已记录 2：11月23日 试验村 法治讲座 3小时 防诈骗，代替原来的 1。") == true)
        #expect(try await records().map(\.id) == [2])
        #expect(try await records(withCorrected: true).count == 2)
        #expect(try await adviser("更正记录 1 讲座 4小时 防诈骗", "m-3")?.hasPrefix("没有编号 1 的记录可以更正") == true)
        #expect(try await adviser("更正记录 9 讲座 4小时 防诈骗", "m-4")?.hasPrefix("没有编号 9 的记录可以更正") == true)
        let other = try await office.say("更正记录 2 讲座 1小时 别人的", id: "m-5", sender: "u-mediator", group: false)
        #expect(SpokenWords.of(other.reply)?.hasPrefix("没有编号 2 的记录可以更正") == true)
        #expect(try await records().map(\.minutes) == [180])
    }

    @Test(arguments: [
        ("记录 2小时 题目", "没看出是哪种服务"), ("记录 讲座 2小时", "还差题目"), ("记录 讲座 25小时 题目", "时长最多24小时"),
        ("记录 讲座 1小时 题目 ftp://x/1.jpg", "照片要写"),
    ])
    func `what is missing is said, and nothing is stored`(_ text: String, _ words: String) async throws {
        #expect(try await adviser(text, "m-1")?.contains(words) == true)
        #expect(try await records().isEmpty)
    }

    @Test func `half a line between colleagues in the group is talk`() async throws {
        #expect(try await adviser("记录 讲座", "m-1", group: true) == nil)
    }

    @Test func `a villager puts nothing on record`() async throws {
        _ = try await office.say("记录 讲座 2小时 题目", id: "m-1", group: false)
        #expect(try await records().isEmpty)
    }
}
