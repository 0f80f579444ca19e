package import Domain
import GRDB

/// A question as the log keeps it, masked, and how often it was put.
package struct LoggedQuestion: Sendable, Equatable {
    /// The masked words.
    package var text: String
    /// Whether neighbours read along.
    package var isGroup: Bool
    /// Whether the bot was spoken to.
    package var isAddressed: Bool
    /// How often it was put so.
    package var times: Int

    /// Takes the parts.
    package init(text: String, isGroup: Bool, isAddressed: Bool, times: Int) {
        self.text = text
        self.isGroup = isGroup
        self.isAddressed = isAddressed
        self.times = times
    }
}

extension CounselDatabase {
    /// The different questions since a moment, the most frequent first; pictures and the like, `[image]`, are none.
    package func loggedQuestions(since start: Timestamp?, limit: Int) async throws -> [LoggedQuestion] {
        try await writer.read { db in
            try Row.fetchAll(db, sql: Self.questionsSQL, arguments: [start?.milliseconds ?? 0, limit]).map { row in
                LoggedQuestion(
                    text: row["text"], isGroup: row["isGroup"], isAddressed: row["isAddressed"], times: row["times"])
            }
        }
    }

    /// The subject that a message was about, as far as it was understood.
    package func topic(ofInteraction id: Int64) async throws -> TopicID? {
        try await writer.read { db in
            try String.fetchOne(db, sql: "SELECT topic FROM interaction WHERE id = ?", arguments: [id])
        }.map { TopicID($0) }
    }

    private static let questionsSQL = """
        SELECT text, isGroup, isAddressed, count(*) AS times FROM interaction
        WHERE receivedAt >= ? AND text <> '' AND substr(text, 1, 1) <> '['
        GROUP BY text, isGroup, isAddressed ORDER BY times DESC, min(id) LIMIT ?
        """
}
