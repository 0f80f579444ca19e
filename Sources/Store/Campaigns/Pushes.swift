package import Domain
import GRDB

/// A text that is to be published in one place on one day, or was.
package struct Push: Sendable, Equatable {
    /// Where it stands.
    package enum State: Sendable, Equatable {
        /// It waits for its day.
        case approved
        /// It is on its way.
        case queued
        /// It arrived.
        case sent
        /// It did not arrive, or never can, for this reason.
        case failed(String)
    }

    /// Its row; nil while it is not stored.
    package var id: Int64?
    /// The campaign.
    package var campaign: String
    /// Where it goes, as `channel/conversation`; the village's or circle's id where no way leads there.
    package var target: String
    /// The village; nil for circles.
    package var village: VillageID?
    /// The day.
    package var dueOn: CivilDate
    /// The title that lists show.
    package var title: String
    /// The words.
    package var text: String
    /// Who approved it.
    package var approvedBy: String
    /// When.
    package var approvedAt: Timestamp
    /// When it arrived.
    package var sentAt: Timestamp?
    /// Its last message in the outbox.
    package var outbox: Int64?
    /// Why it did not arrive, or never can.
    package var failure: String?

    /// Takes what is approved.
    package init(
        campaign: String, target: String, village: VillageID?, dueOn: CivilDate, title: String, text: String,
        approvedBy: String, approvedAt: Timestamp, failure: String? = nil
    ) {
        self.campaign = campaign
        self.target = target
        self.village = village
        self.dueOn = dueOn
        self.title = title
        self.text = text
        self.approvedBy = approvedBy
        self.approvedAt = approvedAt
        self.failure = failure
    }

    /// Where it stands.
    package var state: State {
        if sentAt != nil { return .sent }
        if let failure { return .failed(failure) }
        return outbox == nil ? .approved : .queued
    }

    init(row: Row) {
        self.init(
            campaign: row["campaign"], target: row["target"],
            village: (row["village"] as String?).map { VillageID($0) },
            dueOn: CivilDate(daysSince1970: row["dueOn"]), title: row["title"], text: row["text"],
            approvedBy: row["approvedBy"] ?? "", approvedAt: Timestamp(milliseconds: row["approvedAt"] ?? 0),
            failure: row["failure"])
        id = row["id"]
        sentAt = (row["sentAt"] as Int64?).map(Timestamp.init(milliseconds:))
        outbox = row["outbox"]
    }
}

extension CounselDatabase {
    /// Writes down what was approved; what is on its way already, or goes to the same place that day, stays as it is.
    ///
    /// Returns how many are new or changed.
    package func approve(_ pushes: [Push]) async throws -> Int {
        try await commits.perform { db in
            var count = 0
            for push in pushes {
                let isTaken = try Bool.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT EXISTS (SELECT 1 FROM push WHERE dueOn = ? AND target = ? AND campaign <> ?)"),
                    arguments: [push.dueOn.daysSince1970, push.target, push.campaign])
                if isTaken == true { continue }
                try db.cachedStatement(
                    sql: """
                        INSERT INTO push (campaign, target, village, dueOn, title, text, approvedBy, approvedAt, failure)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (campaign, target, dueOn) DO UPDATE SET title = excluded.title, text = excluded.text,
                            approvedBy = excluded.approvedBy, approvedAt = excluded.approvedAt, failure = excluded.failure
                        WHERE outbox IS NULL AND sentAt IS NULL
                        """
                ).execute(arguments: [
                    push.campaign, push.target, push.village?.text, push.dueOn.daysSince1970, push.title, push.text,
                    push.approvedBy, push.approvedAt.milliseconds, push.failure,
                ])
                count += db.changesCount
            }
            return count
        }
    }

    /// Takes back what was approved and is not on its way yet; returns how many.
    package func withdraw(campaign: String, on day: CivilDate) async throws -> Int {
        try await commits.perform { db in
            try db.execute(
                sql: "DELETE FROM push WHERE campaign = ? AND dueOn = ? AND outbox IS NULL AND sentAt IS NULL",
                arguments: [campaign, day.daysSince1970])
            return db.changesCount
        }
    }

    /// What was approved, is due by that day and is not on its way.
    package func waitingPushes(by day: CivilDate) async throws -> [Push] {
        try await writer.read { db in
            try Row.fetchAll(db.cachedStatement(sql: PushSQL.waiting), arguments: [day.daysSince1970])
                .map(Push.init(row:))
        }
    }

    /// Puts a push on its way; its parts follow each other, `delaySeconds` from now. Nothing when it is already.
    package func queue(
        _ id: Int64, parts: [OutboundMessage], delaySeconds: Int, at now: Timestamp
    ) async throws {
        guard !parts.isEmpty else { return }
        try await commits.perform { db in
            let isWaiting = try Bool.fetchOne(
                db, sql: "SELECT outbox IS NULL AND sentAt IS NULL FROM push WHERE id = ?", arguments: [id])
            guard isWaiting == true else { return }
            for part in parts {
                var draft = OutboxDraft(part, for: .notice)
                draft.delaySeconds = delaySeconds
                try db.insertOutbox(draft, at: now, caseNumber: nil)
            }
            try db.execute(
                sql: "UPDATE push SET outbox = ?, failure = NULL WHERE id = ?", arguments: [db.lastInsertedRowID, id])
        }
    }

    /// Writes down why a push is not sent.
    package func fail(_ id: Int64, because reason: String) async throws {
        try await commits.perform { db in
            try db.execute(
                sql: "UPDATE push SET failure = ? WHERE id = ? AND outbox IS NULL AND sentAt IS NULL",
                arguments: [reason, id])
        }
    }

    /// The pushes of a span of days that somebody may see, the oldest first; circles are the district's.
    package func pushes(in days: Range<CivilDate>, scope: ServiceScope) async throws -> [Push] {
        try await writer.read { db in
            try Row.fetchAll(
                db, sql: PushSQL.list(inDistrict: scope == .district),
                arguments: [
                    "from": days.lowerBound.daysSince1970, "to": days.upperBound.daysSince1970,
                ] + scope.arguments
            ).map(Push.init(row:))
        }
    }

    /// How often each intent was answered in a span of time, pointers to an answer just given included, and in how many
    /// villages, the most asked first.
    package func answeredIntents(in span: Range<Timestamp>, scope: ServiceScope) async throws -> [AnsweredIntent] {
        try await writer.read { db in
            try Row.fetchAll(
                db, sql: PushSQL.asked(inDistrict: scope == .district),
                arguments: [
                    "from": span.lowerBound.milliseconds, "to": span.upperBound.milliseconds,
                ] + scope.arguments
            ).map { AnsweredIntent(intent: IntentID($0[0]), questions: $0[1], villages: $0[2]) }
        }
    }
}

/// How often an intent was answered.
package struct AnsweredIntent: Sendable, Equatable {
    /// The intent.
    package var intent: IntentID
    /// How often.
    package var questions: Int
    /// In how many villages.
    package var villages: Int
}

/// The statements of pushes, in one place so that a test can ask SQLite how it would run them.
enum PushSQL {
    static let waiting = """
        SELECT * FROM push WHERE outbox IS NULL AND sentAt IS NULL AND failure IS NULL AND dueOn <= ? ORDER BY dueOn, id
        """
    static func list(inDistrict: Bool) -> String {
        """
        SELECT * FROM push WHERE \(inDistrict ? "" : "village IN (SELECT value FROM json_each(:villages)) AND ")
            dueOn >= :from AND dueOn < :to ORDER BY dueOn, campaign, village, target
        """
    }
    static func asked(inDistrict: Bool) -> String {
        """
        SELECT intent, count(*), count(DISTINCT village) FROM interaction
        WHERE \(inDistrict ? "" : "village IN (SELECT value FROM json_each(:villages)) AND ")
            receivedAt >= :from AND receivedAt < :to AND decision = 'answer' AND intent IS NOT NULL
            GROUP BY 1 ORDER BY 2 DESC, 1
        """
    }
}

extension Database {
    /// Notes on a push, and on a warning's message, what became of its message.
    func noteDelivery(of outbox: Int64, failure: String?, at now: Timestamp) throws {
        try cachedStatement(sql: "UPDATE push SET sentAt = ?, failure = ? WHERE outbox = ?")
            .execute(arguments: [failure == nil ? now.milliseconds : nil, failure, outbox])
        guard failure == nil else { return }
        try cachedStatement(sql: "UPDATE warningPing SET endedAt = ? WHERE outbox = ? AND endedAt IS NULL")
            .execute(arguments: [now.milliseconds, outbox])
    }
}
