import Domain
import GRDB
import Testing

@testable import Store

struct ClockQueryTests {
    private static let now = Timestamp(seconds: 1_795_400_000)

    /// So many open cases with three promises each, none of them due.
    private static func database(cases: Int) throws -> CounselDatabase {
        let database = try CounselDatabase.inMemory()
        try database.writer.write { db in
            for number in 1...cases {
                let key = "u-\(number)"
                try db.execute(
                    sql: """
                        INSERT INTO legalCase (number, channel, conversation, isGroup, asker, openedAt, state, urgency,
                            summary) VALUES (?, 'neutral', 'g-1', 1, ?, 0, 'notified', 'normal', '')
                        """, arguments: [number, key])
                for kind in ["remind", "acknowledge", "notify"] {
                    try db.execute(
                        sql: "INSERT INTO promise (caseNumber, kind, madeAt, dueAt) VALUES (?, ?, 0, ?)",
                        arguments: [number, kind, now.milliseconds + Int64(number) * 60_000])
                }
            }
        }
        return database
    }

    @Test func `with a thousand open cases and three thousand promises a look is one query`() async throws {
        let database = try Self.database(cases: 1_000)
        let statements = StatementLog()
        try await database.writer.write { db in
            db.trace { event in if case .statement(let statement) = event { statements.note(statement.sql) } }
        }
        // An in-memory database reads and writes on one connection, so that everything is seen.
        #expect(try await database.dueItems(at: Self.now) == [])
        #expect(statements.all.filter { $0.contains("FROM promise") }.count == 1)
        #expect(statements.all.filter { $0.uppercased().hasPrefix("SELECT") }.count == 1)
    }

    @Test func `the look reads only what is due, by its index`() throws {
        let database = try Self.database(cases: 10)
        let plan = try database.writer.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + CounselDatabase.clockSQL, arguments: [0, 500])
                .map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("promise") && $0.contains("promiseDue") })
        #expect(plan.contains { $0.contains("takeover") && $0.contains("takeoverQuiet") })
        #expect(!plan.contains { $0.hasPrefix("SCAN promise") && !$0.contains("INDEX") })
        #expect(!plan.contains { $0.hasPrefix("SCAN outbox") && !$0.contains("INDEX") })
    }
}

/// Remembers the statements that were run.
private final class StatementLog: @unchecked Sendable {
    // Guarded by GRDB's queue: one connection runs one statement at a time.
    private var statements: [String] = []

    var all: [String] { statements }

    func note(_ sql: String) { statements.append(sql) }
}
