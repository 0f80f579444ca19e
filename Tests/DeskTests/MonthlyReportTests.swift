import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Desk

struct MonthlyReportTests {
    let office: SmallOffice
    let month: CivilMonth

    init() async throws {
        office = try SmallOffice()
        month = try #require(CivilMonth("2026-10"))
        try await DemoData.fill(
            office.database, knowledge: office.knowledge.current, villages: 20, months: 1, seed: 1, until: month)
    }

    private func report(_ subject: MonthlyReport.Subject, at iso8601: String = "2026-11-20T09:00:00+08:00") async throws
        -> ReportDocument
    {
        let now = try #require(Timestamp(iso8601: iso8601))
        return try await MonthlyReport(
            subject, month, database: office.database, names: office.knowledge.current.names
        ).document(at: now)
    }

    @Test(arguments: ReportFormat.allCases)
    func `a closed month comes out the same to the byte, whatever happens later`(_ format: ReportFormat) async throws {
        let first = try format.render(try await report(.district))
        _ = try await office.say("老板欠我工资怎么办", id: "m-1")
        _ = try await office.database.purge(by: RetentionPolicy(), at: Timestamp(seconds: 2_200_000_000))
        let again = try format.render(try await report(.district, at: "2039-01-01T00:00:00+08:00"))

        #expect(first == again)
        #expect(first.contains("拖欠") || first.contains("劳动"))
    }

    @Test func `a month that is not over is a draft and says so`() async throws {
        let draft = try await report(.district, at: "2026-11-03T00:00:00+08:00")
        #expect(!draft.isFinal)
        #expect(draft.notes.contains { $0.hasPrefix("未定稿") })
        #expect(try await report(.district).isFinal)
    }

    @Test func `a village, its township and the district agree where there is one village`() async throws {
        let village = try await report(.village("v-1"))
        let township = try await report(.township("town"))
        #expect(village.tables[1].rows == township.tables[1].rows)
        #expect(village.tables[8].rows.count == 1)
    }

    @Test func `what the directory does not have is refused`() {
        #expect(throws: MonthlyReport.UnknownSubject.self) {
            try MonthlyReport(
                .village("none"), month, database: office.database, names: office.knowledge.current.names)
        }
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+86", "+86"), ("-3", "-3"), ("@a", "'@a"), ("＝1", "'＝1"), ("甲,乙", "\"甲,乙\""),
        ("他说\"好\"", "\"他说\"\"好\"\"\""), ("-2+3", "'-2+3"), ("平常", "平常"), ("=a,b", "\"'=a,b\""),
    ])
    func `no cell of a table runs as a formula`(_ text: String, _ cell: String) { #expect(CSV.cell(text) == cell) }

    @Test func `a table for Excel begins with a byte order mark`() {
        #expect(Array(CSV.text([["甲"]]).utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
        #expect(CSV.text([["甲"], ["乙"]]).hasSuffix("甲\r\n乙\r\n"))
    }

    @Test func `markup in a name stays text`() throws {
        let document = ReportDocument(
            title: "<b>", isFinal: true, notes: [], tables: [.init("表", columns: ["列"], rows: [["<script>|"]])])
        #expect(try ReportFormat.html.render(document).contains("&lt;script&gt;"))
        #expect(try ReportFormat.md.render(document).contains("&lt;script>\\|"))
    }
}
