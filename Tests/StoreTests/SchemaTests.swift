import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

struct SchemaTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Goldens/schema.sql")

    private func schema(_ database: CounselDatabase) throws -> String {
        try database.writer.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT sql FROM sqlite_schema
                    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%' ORDER BY name
                    """
            ).joined(separator: ";\n") + ";\n"
        }
    }

    @Test func `the schema is the golden one`() throws {
        let present = try schema(.inMemory())
        if ProcessInfo.processInfo.environment["COUNSEL_WRITE_GOLDENS"] != nil {
            try present.write(to: Self.golden, atomically: true, encoding: .utf8)
        }
        #expect(present == (try String(contentsOf: Self.golden, encoding: .utf8)))
    }

    @Test func `every table is strict`() throws {
        let loose = try CounselDatabase.inMemory().writer.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'
                        AND name NOT LIKE 'grdb_%'
                    """)
        }
        #expect(loose.isEmpty)
    }

    @Test func `a file is written with WAL, full synchronisation and foreign keys`() throws {
        let folder = try TemporaryFolder()
        let database = try CounselDatabase(path: folder.path + "/new/c.sqlite", vault: .sample)
        let (journal, synchronous, keys) = try database.writer.writeWithoutTransaction { db in
            (
                try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous"),
                try Int.fetchOne(db, sql: "PRAGMA foreign_keys")
            )
        }
        #expect(journal == "wal")
        #expect(synchronous == 2)
        #expect(keys == 1)
    }

    @Test func `a database of a newer program is refused and left alone`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/c.sqlite"
        let database = try CounselDatabase(path: path, vault: .sample)
        try database.writer.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999 from the future')")
        }
        try database.close()

        #expect(throws: CounselDatabase.OpenError.newerSchema(path: path)) {
            try CounselDatabase(path: path, vault: .sample)
        }
    }

    @Test func `foreign keys hold`() throws {
        let database = try CounselDatabase.inMemory()
        #expect(throws: DatabaseError.self) {
            try database.writer.write { db in
                try db.execute(
                    sql: "INSERT INTO promise (caseNumber, kind, madeAt, dueAt) VALUES (7, 'acknowledge', 1, 1)")
            }
        }
    }
}
