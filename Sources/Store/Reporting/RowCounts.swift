import GRDB

extension CounselDatabase {
    /// How many rows each table of the schema has, by the tables' names; bookkeeping of the schema itself left out.
    package func rowCounts() async throws -> [(table: String, rows: Int)] {
        try await writer.read { db in
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_schema
                    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%' ORDER BY name
                    """)
            return try tables.map { table in
                (table, try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table)\"") ?? 0)
            }
        }
    }
}
