package import Domain
import GRDB

extension CounselDatabase {
    /// Writes down what somebody thinks of a reply; the last word counts, and one taken back leaves nothing.
    ///
    /// False when there is no such reply, which a platform may well claim.
    package func record(_ feedback: ReplyFeedback, at now: Timestamp) async throws -> Bool {
        try await commits.perform { db in
            let known = try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM interaction WHERE id = ?)"),
                arguments: [feedback.interaction])
            guard known == true else { return false }
            guard feedback.verdict != .withdrawn else {
                try db.cachedStatement(
                    sql: """
                        DELETE FROM feedback WHERE interaction = ?1 AND sender = personKey(
                            (SELECT channel FROM interaction WHERE id = ?1), ?2)
                        """
                )
                .execute(arguments: [feedback.interaction, feedback.sender.text])
                return true
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO feedback (interaction, sender, at, isHelpful, reasons, words) 
                        SELECT id, personKey(channel, ?2), ?3, ?4, ?5, ?6 FROM interaction WHERE id = ?1
                    ON CONFLICT DO UPDATE SET at = excluded.at, isHelpful = excluded.isHelpful,
                        reasons = excluded.reasons, words = excluded.words
                    """
            ).execute(arguments: [
                feedback.interaction, feedback.sender.text, now.milliseconds, feedback.verdict == .helpful,
                feedback.reasons.isEmpty ? nil : feedback.reasons.joined(separator: " "),
                feedback.words.map(Masking.mask),
            ])
            return true
        }
    }
}

extension CounselDatabase {
    /// What people think of a reply, by their names.
    package func feedback(on interaction: Int64) async throws -> [ReplyFeedback] {
        try await writer.read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM feedback WHERE interaction = ? ORDER BY sender", arguments: [interaction])
            return rows.map { row in
                let reasons: String? = row["reasons"]
                return ReplyFeedback(
                    interaction: interaction, sender: SenderID(row["sender"]),
                    verdict: row["isHelpful"] ? .helpful : .unhelpful,
                    reasons: reasons?.split(separator: " ").map(String.init) ?? [], words: row["words"])
            }
        }
    }
}
