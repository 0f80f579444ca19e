import Content
import Domain
import Store
import TestSupport
import Testing

@testable import Desk

struct ReferralListTests {
    private let office: SmallOffice
    private let month: CivilMonth

    init() async throws {
        office = try SmallOffice()
        try office.folder.write(
            """
            departments:
              - {id: hr, name: 人社局, topics: [labor]}
              - {id: civil, name: 民政局, topics: [marriage]}
            """, to: "directory/departments.yaml")
        #expect(office.knowledge.reload(at: office.clock.now).replaced)
        month = try #require(CivilMonth("2026-10"))
        try await DemoData.fill(
            office.database, knowledge: office.knowledge.current, villages: 139, months: 1, seed: 1, until: month)
    }

    private func list(_ department: String? = nil, _ scope: ServiceScope = .district) async throws -> ReportDocument {
        try await ReferralList(
            department, month, of: "全区", for: Viewer(user: "li", role: .auditor, scope: scope),
            database: office.database, knowledge: office.knowledge.current
        ).document(at: office.clock.now)
    }

    @Test func `each department reads of its own topics, in numbers and cases`() async throws {
        let document = try await list()
        #expect(document.tables.map(\.title).filter { $0.hasSuffix("：各类咨询") } == ["人社局：各类咨询", "民政局：各类咨询"])
        let opened = try await office.database.figures(.caseTopics, in: month.span, scope: .district, all: [])
        for (table, topic) in [(1, "labor"), (3, "marriage")] {
            let count = opened.first { $0.keys == [topic] }?.values[0] ?? 0
            #expect(count > 0)
            #expect(document.tables[table].rows.count == Int(count))
            #expect(document.tables[table - 1].rows.map { $0[2] } == ["\(count)"])
        }
        let first = try #require(document.tables[1].rows.first)
        let looks = try await office.database.accesses(to: #require(Int64(first[0]))).filter { $0.viewer == "@li" }
        #expect(looks.map(\.way) == [.export])
    }

    @Test func `of a topic that is not for neighbours, only the number of a case goes out`() async throws {
        let document = try await list()
        #expect(document.tables[1].rows.allSatisfy { $0[7] != "（不公开）" })
        #expect(document.tables[3].rows.allSatisfy { $0[7] == "（不公开）" })
    }

    @Test func `one department alone, and none that does not exist`() async throws {
        #expect(try await list("civil").tables.count == 2)
        await #expect(throws: ReferralList.UnknownDepartment.self) { try await list("none") }
    }

    @Test func `a township's list has its own cases only`() async throws {
        #expect(
            try await list(nil, .villages(["elsewhere"])).tables.allSatisfy { $0.rows.isEmpty || $0.columns.count == 3 }
        )
    }
}
