import Channels
import Domain
import Store
import TestSupport
import Testing

@testable import Desk

struct RowExportTests {
    private let office: SmallOffice
    private let month: CivilMonth

    init() async throws {
        office = try SmallOffice()
        month = try #require(CivilMonth("2026-10"))
        try await DemoData.fill(
            office.database, knowledge: office.knowledge.current, villages: 139, months: 1, seed: 1, until: month)
    }

    private func export(
        _ kind: RowExport.Kind, _ format: RowExport.Format, _ scope: ServiceScope = .district
    ) async throws -> (text: String, rows: Int, pages: Int) {
        let export = RowExport(
            kind, month, for: Viewer(user: "li", role: .auditor, scope: scope), database: office.database,
            names: office.knowledge.current.names)
        var text = ""
        var pages = 0
        let rows = try await export.write(format, at: office.clock.now) {
            text += $0
            pages += 1
        }
        return (text, rows, pages)
    }

    @Test func `a row for each question, as many as the report counts`() async throws {
        let topics = try await office.database.figures(.topics, in: month.span, scope: .district, all: [])
        let asked = Int(topics.reduce(0) { $0 + $1.values[0] })
        let csv = try await export(.interactions, .csv)
        #expect(csv.rows == asked)
        // Swift takes the two bytes of a line's end for one character.
        #expect(csv.text.split(separator: "\r\n").count == asked + 1)
        #expect(csv.text.hasPrefix("\u{FEFF}编号,时间,乡镇,村（社区）"))
        #expect(csv.text.contains("试验镇,试验村"))

        let json = try JSONReader.read(Array(try await export(.interactions, .json).text.utf8))
        #expect(json.array?.count == asked)
        #expect(json[0]?["township"]?.string == "试验镇")
        #expect(json[0]?["id"]?.integer != nil)
    }

    @Test func `a row for each case, on record as taken away`() async throws {
        let opened = try await office.database.figures(.caseTopics, in: month.span, scope: .district, all: [])
        let csv = try await export(.cases, .csv)
        #expect(csv.rows == Int(opened.reduce(0) { $0 + $1.values[0] }))
        let looks = try await office.database.accesses(to: 1_001).filter { $0.viewer == "@li" }
        #expect(looks.map(\.way) == [.export])
    }

    @Test func `whoever may see nothing gets a heading and no rows`() async throws {
        let none = try await export(.cases, .csv, .villages([]))
        #expect(none.rows == 0)
        #expect(none.text.split(separator: "\r\n").count == 1)
        #expect(try await export(.interactions, .json, .villages(["x"])).text == "[\n]\n")
        #expect(try await !office.database.accesses(to: 1_001).contains { $0.viewer == "@li" })
    }

    @Test func `words that a spreadsheet would run are quoted`() async throws {
        let quiet = try SmallOffice()
        _ = try await quiet.say("=HYPERLINK(\"http://evil\",\"看\") 这个事,咋办", id: "m-1")
        let month = CivilMonth(of: quiet.clock.now.chinaDate)
        var text = ""
        _ = try await RowExport(
            .interactions, month, for: Viewer(user: "li", role: .auditor, scope: .district), database: quiet.database,
            names: quiet.knowledge.current.names
        ).write(.csv, at: quiet.clock.now) { text += $0 }
        #expect(text.contains("\"'=HYPERLINK("))
    }

    @Test func `rows are written page by page`() async throws {
        let all = try await export(.interactions, .csv)
        #expect(all.pages == 1 + (all.rows + 499) / 500)
    }
}
