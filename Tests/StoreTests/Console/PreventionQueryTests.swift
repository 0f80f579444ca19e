import Domain
import GRDB
import Testing

@testable import Store

/// How SQLite would run the queries behind the pages of warnings, rounds and pushes.
struct PreventionQueryTests {
    private static let viewers = [
        Viewer(user: "bureau", role: .district, scope: .district),
        Viewer(user: "east", role: .office, scope: .villages(["v-1", "v-2"]), person: "office"),
    ]
    private static let days = CivilDate(daysSince1970: 20_700)...CivilDate(daysSince1970: 20_730)

    private func expectSearch(_ sql: String, _ arguments: StatementArguments) throws {
        let plan = try CounselDatabase.inMemory().writer.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] as String }
        }
        let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("json_each") && !$0.contains("(subquery") }
        #expect(scans.isEmpty, "\(sql)\n\(plan)")
    }

    @Test(arguments: viewers)
    func `warnings are found by an index`(_ viewer: Viewer) throws {
        var filter = WarningFilter(viewer, in: Timestamp(seconds: 1_790_000_000)..<Timestamp(seconds: 1_800_000_000))
        for verdict in WarningFilter.Verdict.allCases + [nil] as [WarningFilter.Verdict?] {
            filter.verdict = verdict
            try expectSearch(
                CounselDatabase.warningListSQL(filter), filter.seen.arguments + filter.conditions.arguments + [50, 0])
            try expectSearch(CounselDatabase.warningCountSQL(filter), filter.conditions.arguments)
        }
        let one = WarningFilter(viewer, number: 1)
        try expectSearch(CounselDatabase.warningListSQL(one), one.seen.arguments + one.conditions.arguments + [1, 0])
        try expectSearch(CounselDatabase.warningQuestionSQL(one.seen), [1] + one.seen.arguments)
    }

    @Test(arguments: [nil, ["v-1", "town"]] as [Set<String>?])
    func `rounds are found by an index`(_ places: Set<String>?) throws {
        var filter = ScreeningFilter(at: places, touching: Self.days, today: Self.days.upperBound)
        for state in ScreeningFilter.State.allCases + [nil] as [ScreeningFilter.State?] {
            filter.state = state
            let conditions = filter.conditions
            try expectSearch(CounselDatabase.screeningListSQL(conditions), conditions.arguments + [50, 0])
            try expectSearch(CounselDatabase.screeningCountSQL(conditions), conditions.arguments)
        }
    }

    @Test(arguments: viewers)
    func `pushes are found by an index`(_ viewer: Viewer) throws {
        var filter = PushFilter(viewer, on: Self.days)
        for state in PushFilter.State.allCases + [nil] as [PushFilter.State?] {
            filter.state = state
            filter.campaign = state == .sent ? "wages" : nil
            let conditions = filter.conditions
            try expectSearch(CounselDatabase.pushListSQL(conditions), conditions.arguments + [50, 0])
            try expectSearch(CounselDatabase.pushGroupSQL(conditions), conditions.arguments)
        }
    }
}
