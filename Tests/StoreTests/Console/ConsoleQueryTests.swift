import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

/// How SQLite would run the queries behind the console's pages.
struct ConsoleQueryTests {
    private static let viewers = [
        Viewer(user: "bureau", role: .district, scope: .district),
        Viewer(user: "east", role: .office, scope: .villages(["v-1", "v-2"]), person: "office"),
    ]
    private static let span = Timestamp(seconds: 1_790_000_000)..<Timestamp(seconds: 1_800_000_000)

    private func scans(_ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try CounselDatabase.inMemory().writer.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] as String }
        }.filter {
            $0.hasPrefix("SCAN") && !$0.contains("json_each") && !$0.contains("(subquery") && $0 != "SCAN CONSTANT ROW"
        }
    }

    private func expectSearch(_ sql: String, _ arguments: StatementArguments) throws {
        let found = try scans(sql, arguments)
        #expect(found.isEmpty, "\(sql)\n\(found)")
    }

    private static func questions(_ viewer: Viewer) -> [QuestionFilter] {
        let plain = QuestionFilter(viewer, in: span)
        let changes: [(inout QuestionFilter) -> Void] = [
            { $0.fate = .bot }, { $0.fate = .human }, { $0.fate = .waiting }, { $0.topic = "labor" }, { $0.topic = "" },
            { $0.digest = "d" },
            {
                $0.weekday = 1
                $0.hour = 2
            }, { $0.isUnbound = true }, { $0.narrow(to: ["v-1"]) },
        ]
        return [plain]
            + changes.map { change in
                var filter = plain
                change(&filter)
                return filter
            }
    }

    private static func cases(_ viewer: Viewer) -> [CaseListFilter] {
        var bounded = CaseListFilter(viewer)
        bounded.opened = span
        let changes: [(inout CaseListFilter) -> Void] = [
            { $0.owner = "adviser" }, { $0.owner = "" }, { $0.stage = .closed }, { $0.isEmergency = true },
            { $0.topic = "labor" }, { $0.isResponded = true }, { $0.narrow(to: ["v-1"]) },
        ]
        let open: [(inout CaseListFilter) -> Void] = [
            { $0.stage = .open }, { $0.stage = .waiting }, { $0.stage = .taken },
            {
                $0.overdueAt = Timestamp(seconds: 1_790_000_000)
            },
        ]
        func made(_ start: CaseListFilter, _ changes: [(inout CaseListFilter) -> Void]) -> [CaseListFilter] {
            changes.map { change in
                var filter = start
                change(&filter)
                return filter
            }
        }
        return [bounded] + made(bounded, changes + open) + made(CaseListFilter(viewer), open)
    }

    @Test(arguments: viewers)
    func `lists and counts of questions scan no table`(_ viewer: Viewer) throws {
        for filter in Self.questions(viewer) {
            let conditions = filter.conditions
            try expectSearch(CounselDatabase.questionListSQL(conditions), conditions.arguments + [50, 0])
            for key in ["NULL", "village", "topic", QuestionFilter.hourSQL] {
                try expectSearch(CounselDatabase.questionGroupsSQL(key, conditions), conditions.arguments)
                try expectSearch(CounselDatabase.questionCountSQL(conditions), conditions.arguments)
            }
            try expectSearch(CounselDatabase.spokenVersionsSQL(conditions), conditions.arguments)
        }
    }

    @Test(arguments: viewers)
    func `lists and counts of cases scan no table`(_ viewer: Viewer) throws {
        for filter in Self.cases(viewer) {
            let conditions = filter.conditions
            try expectSearch(CounselDatabase.caseListSQL(conditions), conditions.arguments + [50, 0])
            for key in ["NULL", "village", "owner"] {
                try expectSearch(CounselDatabase.caseCountsSQL(key, conditions), conditions.arguments)
            }
            try expectSearch(CounselDatabase.responsesSQL(conditions), conditions.arguments)
        }
    }

    @Test func `presence, looks, outbox, logins and strange groups scan no table`() throws {
        try expectSearch(CounselDatabase.dutySQL, ["[\"v-1\"]", 1, 2])
        var conditions = Conditions()
        conditions.add("at", in: Self.span)
        try expectSearch(CounselDatabase.looksSQL(conditions), conditions.arguments + [50, 0])
        try expectSearch(CounselDatabase.unboundGroupsSQL, [1])
        try expectSearch(
            CounselDatabase.loginFailuresSQL, ["user": "a", "address": "b", "since": 1])
    }

    @Test(arguments: [nil, ["v-1", "v-2"]] as [Set<VillageID>?])
    func `the service ledger scans no table`(_ villages: Set<VillageID>?) throws {
        var filter = ServiceFilter()
        filter.villages = villages
        filter.from = CivilDate(daysSince1970: 20_000)
        filter.to = CivilDate(daysSince1970: 20_030)
        for kind in [nil, ServiceRecord.Kind.lecture] {
            filter.kind = kind
            let (condition, arguments) = CounselDatabase.conditions(filter)
            try expectSearch(CounselDatabase.serviceListSQL(condition), arguments + [50, 0])
            try expectSearch(CounselDatabase.serviceTotalsSQL(condition), arguments)
        }
    }

    @Test func `a list of messages that wait reads only those that do`() throws {
        for sql in [CounselDatabase.waitingListSQL, CounselDatabase.deadListSQL] {
            let plan = try CounselDatabase.inMemory().writer.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: [50, 0]).map {
                    $0["detail"] as String
                }
            }
            // A partial index holds just these rows.
            #expect(plan.contains { $0.contains("USING INDEX outboxDead") || $0.contains("USING INDEX outboxWaiting") })
        }
    }

    @Test func `a test of this kind can fail`() throws {
        #expect(try !scans("SELECT * FROM interaction WHERE text = 'x'", []).isEmpty)
    }
}
