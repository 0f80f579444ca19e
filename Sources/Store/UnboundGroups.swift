package import Domain
import GRDB

/// A group that speaks to the bot and belongs to no village yet.
package struct UnboundGroup: Sendable, Equatable {
    /// `channel/conversation`, as the directory has it.
    package let address: String
    /// When it was first heard.
    package let firstSeenAt: Timestamp
    /// When it was last heard.
    package let lastSeenAt: Timestamp

    /// The line for `groups` of its village in `directory/villages.yaml`.
    package var line: String { "groups: [\(address)]" }
}

extension CounselDatabase {
    /// The groups that were heard since then while no village had them, latest first; some may have been bound since.
    package func unboundGroups(since: Timestamp) async throws -> [UnboundGroup] {
        try await writer.read { db in
            try Row.fetchAll(db, sql: Self.unboundGroupsSQL, arguments: [since.milliseconds]).map {
                UnboundGroup(
                    address: "\($0["channel"] as String)/\($0["conversation"] as String)",
                    firstSeenAt: Timestamp(milliseconds: $0["firstSeenAt"]),
                    lastSeenAt: Timestamp(milliseconds: $0["lastSeenAt"]))
            }
        }
    }

    static let unboundGroupsSQL = """
        SELECT channel, conversation, firstSeenAt, lastSeenAt FROM unboundGroup WHERE lastSeenAt >= ?
        ORDER BY lastSeenAt DESC LIMIT 200
        """
}

extension Database {
    /// Remembers a group that no village has, once an hour at most.
    func noteUnbound(_ record: KeyedRecord) throws {
        try cachedStatement(
            sql: """
                INSERT INTO unboundGroup (channel, conversation, firstSeenAt, lastSeenAt) VALUES (?1, ?2, ?3, ?3)
                ON CONFLICT DO UPDATE SET lastSeenAt = excluded.lastSeenAt
                    WHERE excluded.lastSeenAt > lastSeenAt + 3600000
                """
        ).execute(arguments: [record.key.channel, record.key.conversation, record.receivedAt.milliseconds])
    }
}
