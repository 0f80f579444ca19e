import GRDB

extension CounselDatabase {
    /// What SQLite finds wrong in the file, empty when nothing is; reads the whole file (`PRAGMA quick_check`).
    package func integrityFaults() async throws -> [String] {
        try await writer.read { db in
            try String.fetchAll(db, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
        }
    }
}
