package import Domain
import GRDB

/// How far the messages of one account were fetched.
package struct FetchState: Sendable, Equatable {
    /// The channel.
    package var channel: ChannelID
    /// The account on it.
    package var account: String
    /// Where the platform's list goes on; nil before the first page was handled.
    package var cursor: String?
    /// What came with the newest notice.
    package var token: String?
    /// When there was word of the account for the first time.
    package var firstNoticeAt: Timestamp
    /// How many notices came until now.
    package var notices: Int64
}

extension CounselDatabase {
    /// Notes that messages wait, before the notice is acknowledged.
    package func noteNotice(
        of account: String, token: String?, on channel: ChannelID, at now: Timestamp
    ) async throws {
        try await commits.perform { db in
            try db.cachedStatement(
                sql: """
                    INSERT INTO fetching (channel, account, token, firstNoticeAt, notices, fetched)
                    VALUES (?, ?, ?, ?, 1, 0)
                    ON CONFLICT DO UPDATE SET token = excluded.token, notices = notices + 1
                    """
            ).execute(arguments: [channel.text, account, token, now.milliseconds])
        }
    }

    /// The accounts with messages to fetch; at the start every account, for a notice may have been lost with us down.
    package func accountsToFetch(everyOne: Bool) async throws -> [FetchState] {
        try await writer.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM fetching WHERE ? OR notices > fetched ORDER BY channel, account
                        """), arguments: [everyOne]
            ).map { row in
                FetchState(
                    channel: ChannelID(row["channel"]), account: row["account"], cursor: row["cursor"],
                    token: row["token"], firstNoticeAt: Timestamp(milliseconds: row["firstNoticeAt"]),
                    notices: row["notices"])
            }
        }
    }

    /// Moves on behind a page whose every message is stored; `isLast` when nothing came after it.
    package func moveCursor(of state: FetchState, to cursor: String, isLast: Bool) async throws {
        try await commits.perform { db in
            try db.cachedStatement(
                sql: """
                    UPDATE fetching SET cursor = ?, fetched = CASE WHEN ? THEN ? ELSE fetched END
                    WHERE channel = ? AND account = ?
                    """
            ).execute(arguments: [
                cursor, isLast, state.notices, state.channel.text, state.account,
            ])
        }
    }
}
