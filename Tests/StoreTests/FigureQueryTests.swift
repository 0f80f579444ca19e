import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

struct FigureQueryTests {
    let database: CounselDatabase
    let span = Timestamp(seconds: 1_790_000_000)..<Timestamp(seconds: 1_800_000_000)

    init() throws { database = try .inMemory() }

    @Test(arguments: FigureQuery.allCases, [ServiceScope.district, .villages(["v-1", "v-2"])])
    func `no query of pages and reports scans a table`(_ query: FigureQuery, _ scope: ServiceScope) throws {
        let arguments = CounselDatabase.arguments(query, span, scope, ["v-1"])
        let plan = try database.writer.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + query.sql(inDistrict: scope == .district), arguments: arguments
            ).map { $0["detail"] as String }
        }
        let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("json_each") && !$0.contains("(subquery") }
        #expect(scans.isEmpty, "\(query): \(plan)")
    }

    @Test(arguments: [CounselDatabase.outageSQL, CounselDatabase.heartbeatSQL])
    func `the proof is found by an index`(_ sql: String) throws {
        let plan = try database.writer.read {
            try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql, arguments: [1, 2]).map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test func `a made-up week is the same for the same seed, and its figures add up`() async throws {
        let start = Timestamp(china: CivilDate(daysSince1970: 20_700))
        var plan = DemoPlan(
            places: [
                .init(
                    village: "v-1", groups: [Conversation(channel: "neutral", id: "g-1", kind: .group)], adviser: "a-1"),
                .init(
                    village: "v-2", groups: [Conversation(channel: "neutral", id: "g-2", kind: .group)], adviser: "a-2"),
            ],
            questions: [
                .init(intent: "labor.wages", topic: "labor", answer: "a/wages", words: ["老板欠我工资怎么办"]),
                .init(intent: "marriage.divorce", topic: "marriage", answer: "a/divorce", words: ["怎么离婚"]),
            ], start: start, end: start.adding(minutes: 7 * 1_440), digest: "d-1", duty: { _ in ["v-1": 30] })
        plan.interactions = 500
        plan.cases = 20
        plan.users = [DemoPlan.User(name: "bureau", villages: ["v-1", "v-2"])]
        try await database.fill(plan, seed: 1)
        let twin = try CounselDatabase.inMemory()
        try await twin.fill(plan, seed: 1)

        let span = plan.start..<plan.end
        for query in FigureQuery.allCases {
            let figures = try await database.figures(query, in: span, scope: .district, all: ["v-1", "v-2"])
            #expect(figures == (try await twin.figures(query, in: span, scope: .district, all: ["v-1", "v-2"])))
        }
        #expect(try await Self.rows(of: database) == Self.rows(of: twin))
        #expect(try await database.rowCounts().filter { $0.rows > 0 }.count > 15)
        let counts = try await database.writer.read { db in
            try Int.fetchAll(db, sql: "SELECT count(*) FROM interaction GROUP BY reason = 'casework' ORDER BY 1 DESC")
        }
        #expect(counts.reduce(0, +) == 500 && counts[0] > 400)
        let topics = try await database.figures(.topics, in: span, scope: .district, all: [])
        #expect(topics.map { $0.values[0] }.reduce(0, +) == counts[0])
        let mine = try await database.figures(.villages, in: span, scope: .villages(["v-1"]), all: [])
        #expect(mine.map(\.keys) == [["v-1"]])
        let cases = try await database.figures(.caseStates, in: span, scope: .district, all: [])
        #expect(cases.map { $0.values[0] }.reduce(0, +) == 20)
        let duty = try await database.figures(.duty, in: span, scope: .district, all: ["v-1", "v-2"])
        #expect(duty.map { $0.values[1] } == [168 * 30, 0])
    }

    /// Everything that is written down, table by table.
    private static func rows(of database: CounselDatabase) async throws -> [String] {
        let tables = try await database.rowCounts().map(\.table)
        return try await database.writer.read { db in
            try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0.databaseValues)" }
            }
        }
    }
}
