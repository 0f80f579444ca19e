package import Domain
import GRDB

/// Which warnings a page of the console counts and shows; it cannot be made without a viewer, nor widened.
package struct WarningFilter: Sendable, Equatable {
    /// What the office made of a warning; each has exactly one of them.
    package enum Verdict: String, Sendable, CaseIterable {
        /// There is a dispute.
        case real
        /// There is none.
        case wrong
        /// Nobody said so yet.
        case open
    }

    private var sight: Sight
    private let span: Range<Timestamp>
    /// Only of this level.
    package var level: WarningLevel?
    /// Only with this verdict.
    package var verdict: Verdict?
    /// Only this one.
    package var number: Int64?
    /// How many to leave out at the start.
    package var offset = 0
    /// The most to show.
    package var limit = 50

    /// Takes who asks, and the span of time.
    package init(_ viewer: Viewer, in span: Range<Timestamp>) {
        sight = Sight(viewer)
        self.span = span
    }

    /// One warning, of whatever time.
    package init(_ viewer: Viewer, number: Int64) {
        self.init(viewer, in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: Int64(1) << 52))
        self.number = number
    }

    /// Lets only these villages through, of those that the viewer may see.
    package mutating func narrow(to villages: Set<VillageID>) { sight.narrow(to: villages) }

    var conditions: Conditions {
        var conditions = Conditions()
        conditions.add(sight, "at", in: span)
        conditions.add("level", is: level?.rawValue)
        if let number { conditions.add("id = ?", [number]) }
        switch verdict {
        case .real: conditions.add("verdict = 'real'")
        case .wrong: conditions.add("verdict = 'false'")
        case .open: conditions.add("verdict IS NULL")
        case nil: break
        }
        // Who is kept out of all that a warning counts does not learn of it.
        if sight.reader != nil {
            conditions.add("EXISTS (SELECT 1 \(Self.counted(seen)))", seen.arguments)
        }
        return conditions
    }

    /// The questions that the viewer may see.
    var seen: Conditions {
        var conditions = Conditions()
        conditions.addCaseOpen(to: sight.reader)
        return conditions
    }

    /// The questions of the warning at hand.
    static func counted(_ seen: Conditions) -> String {
        """
        FROM warningQuestion CROSS JOIN interaction ON interaction.id = warningQuestion.interaction
        WHERE warningQuestion.warning = warning.id AND \(seen.sql)
        """
    }
}

extension CounselDatabase {
    /// The warnings that a filter lets through, newest first; each counts the questions that the viewer may see.
    package func warnings(_ filter: WarningFilter) async throws -> [StoredWarning] {
        try await writer.read { db in
            let conditions = filter.conditions
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.warningListSQL(filter)),
                arguments: filter.seen.arguments + conditions.arguments + [filter.limit, filter.offset]
            ).compactMap { row in
                var warning = StoredWarning(row)
                warning?.questions = row["seen"]
                return warning
            }
        }
    }

    static func warningListSQL(_ filter: WarningFilter) -> String {
        """
        SELECT *, (SELECT count(*) \(WarningFilter.counted(filter.seen))) AS seen
        FROM warning WHERE \(filter.conditions.sql) ORDER BY at DESC, id DESC LIMIT ? OFFSET ?
        """
    }

    /// How many warnings a filter lets through, by verdict.
    package func warningCounts(_ filter: WarningFilter) async throws -> [WarningFilter.Verdict: Int] {
        try await writer.read { db in
            let conditions = filter.conditions
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.warningCountSQL(filter)), arguments: conditions.arguments)
            return Dictionary(
                rows.map { row -> (WarningFilter.Verdict, Int) in
                    let verdict: String? = row["verdict"]
                    return (verdict == nil ? .open : verdict == "real" ? .real : .wrong, row["warnings"])
                }, uniquingKeysWith: +)
        }
    }

    static func warningCountSQL(_ filter: WarningFilter) -> String {
        "SELECT verdict, count(*) AS warnings FROM warning WHERE \(filter.conditions.sql) GROUP BY 1"
    }

    /// The questions that a warning counts, those that the viewer may see, oldest first.
    package func questions(of warning: Int64, for viewer: Viewer) async throws -> [QuestionRow] {
        try await writer.read { db in
            let seen = WarningFilter(viewer, number: warning).seen
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.warningQuestionSQL(seen)), arguments: [warning] + seen.arguments
            ).map { QuestionRow($0) }
        }
    }

    static func warningQuestionSQL(_ seen: Conditions) -> String {
        """
        SELECT id, receivedAt, village, text, decision, topic, reply, caseNumber, catalogDigest
        FROM warningQuestion CROSS JOIN interaction ON interaction.id = warningQuestion.interaction
        WHERE warningQuestion.warning = ? AND \(seen.sql) ORDER BY receivedAt, id
        """
    }
}
