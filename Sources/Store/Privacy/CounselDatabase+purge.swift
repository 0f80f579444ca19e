package import Domain
import GRDB

/// What one retention rule took away.
package struct PurgeStep: Sendable, Equatable {
    /// The kind.
    package var kind: RetentionPolicy.Kind
    /// Everything older was taken.
    package var before: Timestamp
    /// How many rows it was.
    package var rows: Int
}

extension CounselDatabase {
    /// Takes away what the rules say, some thousand rows a transaction so that messages come in between.
    ///
    /// A case that is open or can still be reopened keeps its words and its asker, whatever the rules say.
    package func purge(by policy: RetentionPolicy, at now: Timestamp) async throws -> [PurgeStep] {
        var steps: [PurgeStep] = []
        for kind in RetentionPolicy.Kind.allCases {
            guard let cutoff = policy.cutoff(of: kind, at: now) else { continue }
            let before = kind == .overheard ? cutoff.chinaHour : cutoff.milliseconds
            let reopenable = now.adding(minutes: -policy.reopenDays * 1_440).milliseconds
            var rows = 0
            for sql in PurgeSQL.statements(for: kind) {
                var taken = 0
                repeat {
                    taken = try await commits.perform { db in
                        try db.execute(sql: sql, arguments: ["before": before, "reopenable": reopenable])
                        return db.changesCount
                    }
                    rows += taken
                } while taken >= PurgeSQL.batch
            }
            let taken = rows
            if taken > 0 {
                try await commits.perform { db in
                    try db.execute(
                        sql: "INSERT INTO purge (at, kind, before, rows) VALUES (?, ?, ?, ?)",
                        arguments: [now.milliseconds, kind.rawValue, cutoff.milliseconds, taken])
                }
            }
            steps.append(PurgeStep(kind: kind, before: cutoff, rows: taken))
        }
        if steps.contains(where: { $0.rows > 0 }) { try await emptyLog() }
        return steps
    }
}

/// The statements behind the rules, each with the moment before which something is too old, and those of cases with the
/// one before which a closed case cannot be reopened any more; most take at most a batch.
enum PurgeSQL {
    static let batch = 2_000

    /// Whether an interaction belongs to no case that is open or can be reopened.
    private static let isOfNoLiveCase = """
        NOT EXISTS (SELECT 1 FROM legalCase WHERE number = interaction.caseNumber
            AND (closedAt IS NULL OR closedAt >= :reopenable))
        """

    static func statements(for kind: RetentionPolicy.Kind) -> [String] {
        let limit = "LIMIT \(batch)"
        switch kind {
        case .rawText:
            return [
                """
                UPDATE interaction SET sealed = NULL WHERE id IN (
                    SELECT id FROM interaction WHERE sealed IS NOT NULL AND receivedAt < :before
                        AND \(isOfNoLiveCase) \(limit))
                """
            ]
        case .askerAddress:
            return [
                """
                UPDATE legalCase SET askerSealed = NULL WHERE number IN (
                    SELECT number FROM legalCase
                    WHERE askerSealed IS NOT NULL AND closedAt < min(:before, :reopenable) \(limit))
                """
            ]
        case .outbox:
            return [
                """
                UPDATE outbox SET sealed = NULL WHERE id IN (
                    SELECT id FROM outbox WHERE state IN ('sent', 'dead', 'withheld') AND settledAt < :before
                        AND sealed IS NOT NULL \(limit))
                """,
                // What belongs to a case stays in its history, without words.
                """
                DELETE FROM outbox WHERE id IN (
                    SELECT id FROM outbox WHERE state IN ('sent', 'dead', 'withheld') AND settledAt < :before
                        AND caseNumber IS NULL AND id NOT IN (SELECT outbox FROM ping) \(limit))
                """,
                "DELETE FROM heldMessage WHERE heldAt < :before",
                "DELETE FROM owedReply WHERE dueAt < :before",
            ]
        case .personLink:
            return [
                """
                UPDATE interaction SET sender = 'expired', messageId = 'expired-' || id,
                    conversation = iif(isGroup, conversation, 'expired')
                WHERE id IN (
                    SELECT id FROM interaction
                    WHERE receivedAt < :before AND sender NOT IN ('expired', 'erased')
                        AND \(isOfNoLiveCase) \(limit))
                """,
                """
                UPDATE takeover SET asker = 'expired', conversation = iif(isGroup, conversation, 'expired')
                WHERE id IN (
                    SELECT id FROM takeover WHERE endedAt < :before AND asker NOT IN ('expired', 'erased') \(limit))
                """,
                """
                UPDATE legalCase SET asker = 'expired', askerSealed = NULL,
                    conversation = iif(isGroup, conversation, 'expired')
                WHERE number IN (
                    SELECT number FROM legalCase
                    WHERE closedAt < min(:before, :reopenable) AND asker NOT IN ('expired', 'erased') \(limit))
                """,
            ]
        case .maskedText:
            return [
                """
                UPDATE interaction SET text = '[已到期]', reply = NULL, evidence = NULL WHERE id IN (
                    SELECT id FROM interaction
                    WHERE receivedAt < :before AND text NOT IN ('[已到期]', '[已删除]')
                        AND \(isOfNoLiveCase) \(limit))
                """
            ]
        case .caseText:
            return [
                """
                UPDATE caseEvent SET note = NULL WHERE id IN (
                    SELECT caseEvent.id FROM legalCase JOIN caseEvent ON caseEvent.caseNumber = legalCase.number
                    WHERE closedAt < min(:before, :reopenable) AND note IS NOT NULL \(limit))
                """,
                """
                UPDATE warning SET note = NULL WHERE id IN (
                    SELECT id FROM warning WHERE at < :before AND note IS NOT NULL \(limit))
                """,
                """
                UPDATE screening SET note = NULL WHERE id IN (
                    SELECT id FROM screening WHERE doneAt < :before AND note IS NOT NULL \(limit))
                """,
                """
                DELETE FROM caseIntake WHERE caseNumber IN (
                    SELECT caseNumber FROM caseIntake JOIN legalCase ON number = caseNumber WHERE closedAt < min(:before, :reopenable) \(limit))
                """,
                """
                UPDATE legalCase SET summary = '[已到期]' WHERE number IN (
                    SELECT number FROM legalCase
                    WHERE closedAt < min(:before, :reopenable) AND summary NOT IN ('[已到期]', '[已删除]') \(limit))
                """,
            ]
        case .overheard:
            return [
                """
                DELETE FROM overheard WHERE (hour, channel, conversation) IN (
                    SELECT hour, channel, conversation FROM overheard WHERE hour < :before \(limit))
                """
            ]
        case .dialogue:
            return [
                "DELETE FROM replyAddress WHERE expiresAt < :before",
                "DELETE FROM serviceDialogue WHERE expiresAt < :before",
                "DELETE FROM lastAnswer WHERE at < :before",
                """
                DELETE FROM dialogue
                WHERE coalesce(menuExpiresAt, askedBackAt, erasureAskedAt, 0) < :before
                """,
            ]
        }
    }
}
