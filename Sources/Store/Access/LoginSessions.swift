package import Domain
import GRDB

/// Somebody's stay at the console.
package struct LoginSession: Sendable, Equatable {
    /// The name of the user.
    package let user: String
    /// When it began.
    package let startedAt: Timestamp
    /// When it ends, however busy it is.
    package let expiresAt: Timestamp
}

/// How many failed attempts to log in are allowed within a span of time.
package struct LoginLimits: Sendable {
    /// Minutes for which failures count.
    package var minutes = 15
    /// Failures of one name from one address: somebody tries passwords.
    package var nameAndAddress = 5
    /// Failures from one address: somebody tries names.
    package var address = 20
    /// Failures of one name from wherever: somebody tries passwords from many places.
    package var name = 50

    /// The limits as shipped.
    package init() {}
}

extension CounselDatabase {
    /// Days for which attempts to log in are kept.
    package static let loginAttemptDays: Int64 = 365

    /// Notes an attempt to log in as a failure until it succeeds, and returns its row; nil when there were too many.
    ///
    /// It is noted before the password is tried, so that many attempts at once are counted like many in a row. A success
    /// of the name from that address wipes its failures there.
    package func beginLogin(
        user: String, address: String, limits: LoginLimits, at now: Timestamp
    ) async throws -> Int64? {
        try await commits.perform { db in
            let since = now.adding(minutes: -limits.minutes).milliseconds
            let counts = try Row.fetchOne(
                db.cachedStatement(sql: Self.loginFailuresSQL),
                arguments: ["user": user, "address": address, "since": since])
            guard let counts, counts["pair"] < limits.nameAndAddress, counts["address"] < limits.address,
                counts["user"] < limits.name
            else { return nil }
            try db.execute(
                sql: "INSERT INTO loginAttempt (at, user, address, succeeded) VALUES (?, ?, ?, 0)",
                arguments: [now.milliseconds, user, address])
            return db.lastInsertedRowID
        }
    }

    static let loginFailuresSQL = """
        SELECT (SELECT count(*) FROM loginAttempt WHERE user = :user AND at > max(:since, coalesce(
                    (SELECT max(at) FROM loginAttempt WHERE user = :user AND address = :address AND succeeded = 1), 0))
                AND address = :address AND succeeded = 0) AS pair,
            (SELECT count(*) FROM loginAttempt WHERE address = :address AND at > :since AND succeeded = 0) AS address,
            (SELECT count(*) FROM loginAttempt WHERE user = :user AND at > :since AND succeeded = 0) AS user
        """

    /// Turns an attempt into a success and opens a session; `key` is the digest of what the browser gets.
    package func openSession(
        _ key: String, of user: String, attempt: Int64, until expiresAt: Timestamp, at now: Timestamp
    ) async throws {
        try await commits.perform { db in
            try db.execute(sql: "UPDATE loginAttempt SET succeeded = 1 WHERE id = ?", arguments: [attempt])
            // What is over is of no use to anybody.
            try db.execute(sql: "DELETE FROM loginSession WHERE expiresAt <= ?", arguments: [now.milliseconds])
            try db.execute(
                sql: "DELETE FROM loginAttempt WHERE at < ?",
                arguments: [now.adding(seconds: -Self.loginAttemptDays * 86_400).milliseconds])
            try db.execute(
                sql: "INSERT INTO loginSession (key, user, startedAt, seenAt, expiresAt) VALUES (?, ?, ?, ?, ?)",
                arguments: [key, user, now.milliseconds, now.milliseconds, expiresAt.milliseconds])
        }
    }

    /// The session behind a key that is neither over nor was idle for so many minutes; being seen keeps it alive.
    package func session(_ key: String, idleMinutes: Int, at now: Timestamp) async throws -> LoginSession? {
        let found = try await writer.read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT user, startedAt, seenAt, expiresAt FROM loginSession
                        WHERE key = ? AND expiresAt > ? AND seenAt > ?
                        """),
                arguments: [key, now.milliseconds, now.adding(minutes: -idleMinutes).milliseconds]
            ).map { row in
                let session = LoginSession(
                    user: row["user"], startedAt: Timestamp(milliseconds: row["startedAt"]),
                    expiresAt: Timestamp(milliseconds: row["expiresAt"]))
                return (session, row["seenAt"] as Int64)
            }
        }
        guard let (session, seenAt) = found else { return nil }
        // A minute is close enough, and spares a write for every page.
        if seenAt + 60_000 < now.milliseconds {
            try await commits.perform { db in
                try db.execute(
                    sql: "UPDATE loginSession SET seenAt = ? WHERE key = ?", arguments: [now.milliseconds, key])
            }
        }
        return session
    }

    /// Ends a session.
    package func endSession(_ key: String) async throws {
        try await commits.perform { try $0.execute(sql: "DELETE FROM loginSession WHERE key = ?", arguments: [key]) }
    }

    /// Ends all sessions of a user, whose password or rights changed.
    package func endSessions(of user: String) async throws {
        try await commits.perform { try $0.execute(sql: "DELETE FROM loginSession WHERE user = ?", arguments: [user]) }
    }
}
