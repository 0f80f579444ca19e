import Content
import Domain
import Store
import TestSupport
import Testing

@testable import Desk

struct ReportShelfTests {
    private let office: SmallOffice

    init() throws {
        office = try SmallOffice()
        try office.folder.write(
            """
            townships: [{id: far, name: 远镇, office: office}]
            villages:
              - {id: v-2, name: 远村, township: far, groups: [neutral/g-2], adviser: adviser}
              - {id: v-3, name: 近村, township: town, groups: [neutral/g-3], adviser: adviser}
            """, to: "directory/more.yaml")
        #expect(office.knowledge.reload(at: office.clock.now).replaced)
    }

    private func shelf(_ scope: ServiceScope) -> ReportShelf {
        ReportShelf(
            for: Viewer(user: "li", role: .office, scope: scope), database: office.database,
            names: office.knowledge.current.names)
    }

    @Test(arguments: [
        (
            ServiceScope.district,
            ["district", "township:far", "township:town", "village:v-1", "village:v-2", "village:v-3"]
        ),
        (.villages(["v-1", "v-3"]), ["township:town", "village:v-1", "village:v-3"]),
        (.villages(["v-1"]), ["village:v-1"]),
        (.villages([]), []),
    ])
    func `only what is seen as a whole can be chosen`(_ scope: ServiceScope, _ keys: [String]) throws {
        #expect(shelf(scope).choices.map(\.key) == keys)
        let month = try #require(CivilMonth("2026-10"))
        for key in shelf(.district).choices.map(\.key) + ["township:none", "village:", "", "district:"] {
            if keys.contains(key) {
                #expect(throws: Never.self) { try shelf(scope).report(key, month) }
            } else {
                #expect(throws: MonthlyReport.UnknownSubject.self) { try shelf(scope).report(key, month) }
            }
        }
    }

    @Test func `the last thirteen months can be chosen`() throws {
        let months = ReportShelf.months(upTo: try #require(Timestamp(iso8601: "2026-01-15T00:00:00+08:00")))
        #expect(months.map(\.description).first == "2026-01")
        #expect(months.map(\.description).last == "2025-01")
        #expect(months.count == 13)
    }
}
