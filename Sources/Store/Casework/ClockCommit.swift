package import Domain
import GRDB

/// Something whose hour has come.
package enum DueItem: Sendable, Equatable {
    /// A promise on a case.
    case promise(CasePromise.Kind, caseNumber: Int64)
    /// Nobody has spoken with this asker for long; the row of the takeover, and its case.
    case quiet(takeover: Int64, caseNumber: Int64?)
    /// A ping that did not arrive; the row of the message.
    case lostPing(outbox: Int64)
    /// A person's words that did not reach the asker; the row of the message.
    case lostWord(outbox: Int64, caseNumber: Int64, reason: String?)
}

extension CounselDatabase {
    /// Everything whose hour has come, in one query over partial indexes: it costs the same for one open case and for
    /// thousands, as long as nothing is due.
    static let clockSQL = """
        SELECT 1 AS sort, dueAt AS at, kind, caseNumber, NULL AS row, NULL AS note FROM promise
            WHERE endedAt IS NULL AND dueAt <= ?1
        UNION ALL
        SELECT 2, quietAt, NULL, caseNumber, id, NULL FROM takeover WHERE endedAt IS NULL AND quietAt <= ?1
        UNION ALL
        SELECT 3, ping.at, NULL, NULL, outbox.id, NULL FROM ping JOIN outbox ON outbox.id = ping.outbox
            WHERE ping.endedAt IS NULL AND (outbox.state = 'dead' OR outbox.attempts >= \(lostAttempts)
                AND outbox.state = 'pending' AND ping.way < \(noOtherWay))
        UNION ALL
        SELECT 4, settledAt, NULL, caseNumber, id, lastError FROM outbox
            WHERE state = 'dead' AND purpose = 'word' AND reportedAt IS NULL AND caseNumber IS NOT NULL
        ORDER BY sort, at LIMIT ?2
        """

    /// Failed attempts after which a ping also goes the person's next way.
    static let lostAttempts = 4

    /// The mark of a ping that has no other way and is simply tried on.
    static let noOtherWay = 1_000

    /// What is due, at most so much at a time.
    package func dueItems(at now: Timestamp, limit: Int = 500) async throws -> [DueItem] {
        try await writer.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.clockSQL), arguments: [now.milliseconds, limit])
            var seen: Set<Int64> = []
            return rows.compactMap { row -> DueItem? in
                switch row["sort"] as Int {
                case 1:
                    return CasePromise.Kind(rawValue: row["kind"]).map { .promise($0, caseNumber: row["caseNumber"]) }
                case 2: return .quiet(takeover: row["row"], caseNumber: row["caseNumber"])
                case 3: return seen.insert(row["row"]).inserted ? .lostPing(outbox: row["row"]) : nil
                default:
                    return .lostWord(outbox: row["row"], caseNumber: row["caseNumber"], reason: row["note"])
                }
            }
        }
    }

    /// When the next thing is due; nil when nothing is.
    package func nextDue() async throws -> Timestamp? {
        try await writer.read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT min(at) FROM (SELECT min(dueAt) AS at FROM promise WHERE endedAt IS NULL
                        UNION ALL SELECT min(quietAt) FROM takeover WHERE endedAt IS NULL)
                    """
            ).map(Timestamp.init(milliseconds:))
        }
    }

    /// Lets `act` see to what is due, all in one transaction; it reads each case as it stands then.
    package func commitClock<Value: Sendable>(
        at now: Timestamp, act: @escaping @Sendable (ClockLookup) throws -> Value
    ) async throws -> Value {
        try await commits.perform { db in try act(ClockLookup(db: db, now: now)) }
    }
}

/// What the clock may look up and put away inside its transaction.
package struct ClockLookup {
    let db: Database
    let now: Timestamp

    /// What casework may look up.
    package var cases: CaseLookup { CaseLookup(db: db) }

    /// Stores a step at once, so that the next one sees it.
    package func store(_ step: CaseStep) throws { try db.write(step, at: now) }

    /// Puts a message that is about several cases into the outbox.
    package func send(_ draft: OutboxDraft) throws { try db.insertOutbox(draft, at: now, caseNumber: nil) }

    /// Ends a takeover that belongs to no case, or whose case is closed.
    package func endTakeover(_ id: Int64, why: String) throws {
        try db.cachedStatement(
            sql: "UPDATE takeover SET endedAt = ?, endReason = ? WHERE id = ? AND endedAt IS NULL"
        ).execute(arguments: [now.milliseconds, why, id])
    }

    /// Whether a message was given up; else it is still tried.
    package func isDead(outbox: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT state = 'dead' FROM outbox WHERE id = ?"), arguments: [outbox]) ?? true
    }

    /// Leaves a message to be tried on: there is no other way.
    package func keepTrying(outbox: Int64) throws {
        try db.cachedStatement(sql: "UPDATE ping SET way = \(CounselDatabase.noOtherWay) WHERE outbox = ?")
            .execute(arguments: [outbox])
    }

    /// The pings of a message that did not arrive.
    package func lostPings(of outbox: Int64) throws -> [OutboxDraft.Ping] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT caseNumber, person, reason, way FROM ping
                    WHERE outbox = ? AND endedAt IS NULL ORDER BY id
                    """),
            arguments: [outbox])
        return rows.compactMap { row in
            CaseChange.PingReason(rawValue: row["reason"]).map {
                OutboxDraft.Ping(
                    caseNumber: row["caseNumber"], person: PersonID(row["person"]), reason: $0, way: row["way"])
            }
        }
    }

    /// Puts the pings of a message away, and stops trying it.
    package func putAway(outbox: Int64) throws {
        try db.cachedStatement(sql: "UPDATE ping SET endedAt = ? WHERE outbox = ? AND endedAt IS NULL")
            .execute(arguments: [now.milliseconds, outbox])
        try db.cachedStatement(
            sql: "UPDATE outbox SET state = 'withheld', settledAt = ? WHERE id = ? AND state = 'pending'"
        ).execute(arguments: [now.milliseconds, outbox])
    }

    /// Notes that somebody was told of a message that did not arrive.
    package func markReported(outbox: Int64) throws {
        try db.cachedStatement(sql: "UPDATE outbox SET reportedAt = ? WHERE id = ?")
            .execute(arguments: [now.milliseconds, outbox])
    }

    /// Who is expected to act on open cases.
    package func owners() throws -> [PersonID] {
        try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT owner FROM legalCase
                    WHERE owner IS NOT NULL AND state NOT IN ('resolved', 'withdrawn')
                    """)
        ).map { PersonID($0) }
    }
}
