import Foundation
import GRDB

/// A backup that cannot be trusted.
package enum BackupError: Error, Equatable, CustomStringConvertible {
    /// There is a file of that name.
    case exists(path: String)
    /// SQLite finds fault with what was written.
    case faulty([String])

    /// What is wrong.
    package var description: String {
        switch self {
        case .exists(let path): "\(path) exists; a backup overwrites nothing"
        case .faulty(let faults): "the backup is not sound: \(faults.joined(separator: "; "))"
        }
    }
}

extension CounselDatabase {
    /// Writes the database as it is at this moment to a new file, while the server works on, and opens it to see that it is sound.
    ///
    /// Returns the rows of the log that it holds.
    package func backup(to path: String) async throws -> Int {
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupError.exists(path: path) }
        do {
            let target = try DatabaseQueue(path: path)
            try writer.backup(to: target)
            // A backup is one file: without WAL beside it.
            try await target.writeWithoutTransaction {
                _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE")
            }
            try target.close()
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        var configuration = Configuration()
        configuration.readonly = true
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? copy.close() }
        return try await copy.read { db in
            let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
            guard faults.isEmpty else { throw BackupError.faulty(faults) }
            guard try db.tableExists("vaultProof") else { throw BackupError.faulty(["no schema"]) }
            return try Int.fetchOne(db, sql: "SELECT count(*) FROM interaction") ?? 0
        }
    }
}
