import GRDB

@testable import Store

extension CounselDatabase {
    /// How many messages the log holds.
    package func interactionCount() async throws -> Int {
        try await writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM interaction") ?? 0 }
    }
}
