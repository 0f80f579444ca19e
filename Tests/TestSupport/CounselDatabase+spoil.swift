import GRDB

@testable import Store

extension CounselDatabase {
    /// Makes every later write fail, as a full or read-only disk would.
    package func spoil() throws {
        try writer.write { db in
            try db.execute(sql: "DROP TABLE lastAnswer; DROP TABLE interaction; DROP TABLE probe")
            // What is read between writes must still be there.
            for write in ["INSERT", "UPDATE"] {
                try db.execute(
                    sql: """
                        CREATE TRIGGER spoilt\(write) BEFORE \(write) ON fetching
                        BEGIN SELECT RAISE(ABORT, 'spoilt'); END
                        """)
            }
        }
    }
}
