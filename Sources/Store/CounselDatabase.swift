package import Domain
import Foundation
import GRDB
package import Sealing

/// The one database of the service: one file, one writer, named transactions.
package struct CounselDatabase: Sendable {
    /// Why the database cannot be used.
    package enum OpenError: Error, Equatable, CustomStringConvertible {
        /// A newer version of the program has changed the schema.
        case newerSchema(path: String)
        /// It was written with another privacy key, under which nobody in it would be known again.
        case otherKey(path: String)

        /// Which file, and what to do.
        package var description: String {
            switch self {
            case .newerSchema(let path):
                "\(path) was written by a newer version of counsel; update the program or restore an older backup"
            case .otherKey(let path):
                "\(path) was written with another privacy key; set privacy.key to the one it was made with"
            }
        }
    }

    let writer: any DatabaseWriter
    let commits: GroupCommit
    let vault: Vault
    let carried = CarriedReplies()

    /// Opens the file, makes it where it is missing, and brings its schema up to date.
    package init(path: String, vault: Vault) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        var configuration = Self.configuration(vault)
        configuration.busyMode = .timeout(5)
        configuration.label = "counsel"
        let pool = try DatabasePool(path: path, configuration: configuration)
        try self.init(pool, path: path, vault: vault)
        // GRDB sets NORMAL on a pool's writer after preparing it; a reply must not leave before its row is on disk.
        // 16 MB of cache keep the indexes of the day's messages at hand; checkpoints come every 16 MB of log.
        try pool.writeWithoutTransaction {
            try $0.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA cache_size = -16384;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA wal_autocheckpoint = 4096
                    """)
        }
    }

    /// An empty database that nobody else sees and nothing keeps.
    package static func inMemory(vault: Vault = Vault(Secret("in memory, nothing is kept"))) throws -> CounselDatabase {
        try CounselDatabase(DatabaseQueue(configuration: configuration(vault)), path: ":memory:", vault: vault)
    }

    /// What every connection knows: the functions by which statements hash persons and seal words.
    static func configuration(_ vault: Vault) -> Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            for function in VaultFunctions.all(vault) { db.add(function: function) }
        }
        return configuration
    }

    private init(_ writer: some DatabaseWriter, path: String, vault: Vault) throws {
        self.writer = writer
        self.vault = vault
        let migrator = Migrations.migrator
        guard try !writer.read(migrator.hasBeenSuperseded) else { throw OpenError.newerSchema(path: path) }
        // What is deleted or overwritten is filled with zeros, so that erasing a person leaves nothing to be found.
        try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        try migrator.migrate(writer)
        commits = GroupCommit(writer)
        guard try writer.write({ try $0.accepts(vault) }) else { throw OpenError.otherKey(path: path) }
    }

    /// Proves that the disk takes writes.
    package func probe(at now: Timestamp) async throws {
        try await commits.perform { db in
            try db.cachedStatement(
                sql: "INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at"
            ).execute(arguments: [now.milliseconds])
        }
    }

    /// Closes the file after what is under way; nothing can be asked of the database afterwards.
    ///
    /// The log is written into the main file first, so that this file alone is a whole copy.
    package func close() throws {
        if let pool = writer as? DatabasePool {
            // What stays in the log for want of room is found there at the next start.
            _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        try writer.close()
    }
}
