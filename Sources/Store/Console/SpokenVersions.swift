package import Domain
import GRDB

/// A version of the files that spoke.
package struct SpokenVersion: Sendable, Equatable {
    /// Its digest.
    package let digest: String
    /// When it first spoke in the span that was asked for.
    package let firstAt: Timestamp
    /// When it last did.
    package let lastAt: Timestamp
    /// How many questions it answered or passed on.
    package let questions: Int
}

extension CounselDatabase {
    /// The versions behind the questions that a filter lets through, the latest first.
    package func spokenVersions(_ filter: QuestionFilter) async throws -> [SpokenVersion] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.spokenVersionsSQL(conditions)), arguments: conditions.arguments
            ).map {
                SpokenVersion(
                    digest: $0["catalogDigest"], firstAt: Timestamp(milliseconds: $0["firstAt"]),
                    lastAt: Timestamp(milliseconds: $0["lastAt"]), questions: $0["questions"])
            }
        }
    }

    static func spokenVersionsSQL(_ conditions: Conditions) -> String {
        """
        SELECT catalogDigest, min(receivedAt) AS firstAt, max(receivedAt) AS lastAt, count(*) AS questions
        FROM interaction WHERE \(conditions.sql) GROUP BY 1 ORDER BY 3 DESC LIMIT 50
        """
    }
}
