package import Domain
import GRDB

/// One question as lists show it.
package struct QuestionRow: Sendable, Equatable {
    /// Its row.
    package let id: Int64
    /// When.
    package let at: Timestamp
    /// The village of the group.
    package let village: VillageID?
    /// The masked words.
    package let text: String
    /// What the bot did.
    package let decision: Decision.Kind
    /// What it was about.
    package let topic: TopicID?
    /// What the bot said.
    package let reply: String?
    /// The case that it opened or belongs to.
    package let caseNumber: Int64?
    /// Which version of the files spoke.
    package let digest: String

    init(_ row: Row) {
        id = row["id"]
        at = Timestamp(milliseconds: row["receivedAt"])
        village = (row["village"] as String?).map { VillageID($0) }
        text = row["text"]
        decision = Decision.Kind(rawValue: row["decision"]) ?? .silent
        topic = (row["topic"] as String?).map { TopicID($0) }
        reply = row["reply"]
        caseNumber = row["caseNumber"]
        digest = row["catalogDigest"]
    }
}

/// How many questions, and what became of them: `all` is the sum of the others.
package struct QuestionCounts: Sendable, Equatable {
    /// All.
    package var all = 0
    /// Answered by the bot.
    package var bot = 0
    /// Gone to a human, who has it or had it.
    package var human: Int { all - bot - waiting }
    /// Gone to a human, and not taken yet.
    package var waiting = 0

    /// None.
    package init() {}
}

extension CounselDatabase {
    /// The questions that a filter lets through, newest first.
    package func questions(_ filter: QuestionFilter) async throws -> [QuestionRow] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.questionListSQL(conditions)),
                arguments: conditions.arguments + [filter.limit, filter.offset]
            ).map { QuestionRow($0) }
        }
    }

    static func questionListSQL(_ conditions: Conditions) -> String {
        """
        SELECT id, receivedAt, village, text, decision, topic, reply, caseNumber, catalogDigest
        FROM interaction WHERE \(conditions.sql) ORDER BY receivedAt DESC, id DESC LIMIT ? OFFSET ?
        """
    }

    /// How many questions a filter lets through, whatever its limit.
    package func questionCounts(_ filter: QuestionFilter) async throws -> QuestionCounts {
        try await writer.read { db in
            let conditions = filter.conditions
            let row = try Row.fetchOne(
                db.cachedStatement(sql: Self.questionCountSQL(conditions)), arguments: conditions.arguments)
            return row.map { QuestionCounts($0) } ?? QuestionCounts()
        }
    }

    /// The same for each village; nil are the groups of none.
    package func questionCountsByVillage(_ filter: QuestionFilter) async throws -> [VillageID?: QuestionCounts] {
        let groups = try await questionGroups("village", filter)
        return Dictionary(groups.map { ($0.key.map { VillageID($0) }, $0.counts) }) { first, _ in first }
    }

    /// The same for each topic; nil are questions of none.
    package func questionCountsByTopic(_ filter: QuestionFilter) async throws -> [TopicID?: QuestionCounts] {
        let groups = try await questionGroups("topic", filter)
        return Dictionary(groups.map { ($0.key.map { TopicID($0) }, $0.counts) }) { first, _ in first }
    }

    /// The same for each hour of the week: 7 × 24, Monday first.
    package func questionCountsByHour(_ filter: QuestionFilter) async throws -> [[QuestionCounts]] {
        let groups = try await questionGroups(
            "\(QuestionFilter.weekdaySQL) * 24 + \(QuestionFilter.hourSQL)", filter)
        var week = Array(repeating: Array(repeating: QuestionCounts(), count: 24), count: 7)
        for group in groups {
            guard let hour = group.key.flatMap({ Int($0) }), (0..<168).contains(hour) else { continue }
            week[hour / 24][hour % 24] = group.counts
        }
        return week
    }

    /// Without groups, which would sort a year of rows to put them all into one.
    static func questionCountSQL(_ conditions: Conditions) -> String {
        "SELECT \(questionCounts) FROM interaction WHERE \(conditions.sql)"
    }

    static func questionGroupsSQL(_ key: String, _ conditions: Conditions) -> String {
        """
        SELECT CAST(\(key) AS TEXT) AS key, \(questionCounts)
        FROM interaction WHERE \(conditions.sql) GROUP BY 1
        """
    }

    private static let questionCounts = """
        count(*) AS questions, sum(\(QuestionFilter.isBot)) AS bot, sum(\(QuestionFilter.isWaiting)) AS waiting
        """

    private func questionGroups(
        _ key: String, _ filter: QuestionFilter
    ) async throws -> [(key: String?, counts: QuestionCounts)] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.questionGroupsSQL(key, conditions)), arguments: conditions.arguments
            ).map {
                ($0["key"] as String?, QuestionCounts($0))
            }
        }
    }
}

extension QuestionCounts {
    fileprivate init(_ row: Row) {
        all = row["questions"]
        bot = row["bot"] ?? 0
        waiting = row["waiting"] ?? 0
    }
}
