import Domain
import GRDB
import Testing

@testable import Store

struct ExportRowsTests {
    private let database: CounselDatabase
    private let span = Timestamp(seconds: 1_795_400_000)..<Timestamp(seconds: 1_795_500_000)

    init() throws { database = try .inMemory() }

    /// Questions, of which many came in the same millisecond.
    private func fill(_ count: Int) async throws {
        for number in 0..<count {
            let record = InboundRecord.sample(
                "第\(number)问", id: MessageID("m-\(number)"), sender: SenderID("u-\(number)"),
                at: 1_795_400_000 + Int64(number / 5))
            _ = try await database.commitInbound(
                record, decide: { _ in .human },
                compose: { _, reference, _ in .opening(reference?.number, record: record) })
        }
    }

    @Test func `pages hold every row once, whatever falls on the same moment`() async throws {
        try await fill(23)
        var mark = ExportMark(before: span)
        var seen: [String] = []
        while true {
            let page = try await database.interactionRows(in: span, scope: .district, behind: mark, limit: 4)
            guard let last = page.last else { break }
            seen += page.map(\.text)
            mark = ExportMark(behind: last)
        }
        #expect(seen == (0..<23).map { "第\($0)问" })

        mark = ExportMark(before: span)
        var cases: [Int64] = []
        while true {
            let page = try await database.caseRows(in: span, scope: .villages(["v-1"]), behind: mark, limit: 4)
            guard let last = page.last else { break }
            cases += page.map(\.number)
            mark = ExportMark(behind: last)
        }
        #expect(cases.count == 23)
        #expect(Set(cases).count == 23)
    }

    @Test func `another village's rows stay out, and so does a case that somebody is kept out of`() async throws {
        try await fill(3)
        let mark = ExportMark(before: span)
        let other = ServiceScope.villages(["v-2"])
        #expect(try await database.interactionRows(in: span, scope: other, behind: mark, limit: 9).isEmpty)
        #expect(try await database.caseRows(in: span, scope: other, behind: mark, limit: 9).isEmpty)

        let first = try #require(
            try await database.caseRows(in: span, scope: .district, behind: mark, limit: 9).first?.number)
        try await database.writer.write {
            try $0.execute(sql: "UPDATE legalCase SET excluded = 'a-1 a-2' WHERE number = ?", arguments: [first])
        }
        let seen = { (person: PersonID?) in
            try await database.caseRows(in: span, scope: .district, seenBy: person, behind: mark, limit: 9).count
        }
        #expect(try await seen("a-2") == 2)
        #expect(try await seen("a-22") == 3)
        #expect(try await seen("a") == 3)
        #expect(try await seen(nil) == 3)
        let questions = { (person: PersonID) in
            try await database.interactionRows(in: span, scope: .district, seenBy: person, behind: mark, limit: 9).count
        }
        #expect(try await questions("a-2") == 2)
        #expect(try await questions("a") == 3)
    }

    @Test func `cases taken away in a list are on record`() async throws {
        try await fill(2)
        let numbers = try await database.caseRows(
            in: span, scope: .district, behind: ExportMark(before: span), limit: 9
        ).map(\.number)
        try await database.noteExport(of: numbers, by: "office-1", at: span.lowerBound)
        for number in numbers {
            let accesses = try await database.accesses(to: number)
            #expect(accesses.map(\.viewer) == ["office-1"])
            #expect(accesses.map(\.way) == [.export])
        }
    }

    @Test(arguments: [true, false])
    func `a page is found by the index on time and needs no sorting`(_ inDistrict: Bool) throws {
        let scope: ServiceScope = inDistrict ? .district : .villages(["v-1"])
        let arguments = ExportSQL.arguments(span, scope, ExportMark(before: span), 10)
        for sql in [ExportSQL.interactions(inDistrict: inDistrict), ExportSQL.cases(inDistrict: inDistrict)] {
            let plan = try database.writer.read {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
                    .map { $0["detail"] as String }
            }
            #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains("json_each") }, "\(plan)")
            #expect(!plan.contains { $0 == "USE TEMP B-TREE FOR ORDER BY" }, "\(plan)")
        }
    }
}
