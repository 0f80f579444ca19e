package import Domain
import GRDB

/// Everything that happened to a case, for people to read.
package struct CaseHistory: Sendable, Equatable {
    /// One line.
    package struct Line: Sendable, Equatable {
        /// When.
        package let at: Timestamp
        /// What, by its stored name.
        package let kind: String
        /// Who did it, or to whom.
        package let person: PersonID?
        /// The masked words.
        package let note: String?
    }

    /// One message about the case, and whether it arrived.
    package struct Delivery: Sendable, Equatable {
        /// When it was put into the outbox.
        package let at: Timestamp
        /// Why it is sent: `ping`, `word`, `reply` or `notice`.
        package let purpose: String
        /// Where it goes.
        package let destination: String
        /// `pending`, `claimed`, `sent`, `dead` or `withheld`.
        package let state: String
        /// When it was sent or given up.
        package let settledAt: Timestamp?
        /// Why the last attempt failed.
        package let lastError: String?
    }

    /// The case.
    package let file: LegalCase
    /// What happened, oldest first.
    package let lines: [Line]
    /// What was said, oldest first.
    package let talk: [CaseLookup.Talk]
    /// What a service learned when it took the case up.
    package let intake: CaseIntake?
    /// What was sent about it, oldest first.
    package let deliveries: [Delivery]
}

/// Which cases a list shows.
package struct CaseFilter: Sendable, Equatable {
    /// Only open ones.
    package var isOpen: Bool
    /// Only those of which this person is asked, or which they have.
    package var owner: PersonID?
    /// Only those of these villages; nil shows all.
    package var villages: Set<VillageID>?
    /// The most to show, newest first.
    package var limit: Int

    /// Takes the parts.
    package init(isOpen: Bool = true, owner: PersonID? = nil, villages: Set<VillageID>? = nil, limit: Int = 100) {
        self.isOpen = isOpen
        self.owner = owner
        self.villages = villages
        self.limit = limit
    }
}

extension CounselDatabase {
    /// The whole history of a case; nil when there is no such case.
    package func history(of number: Int64) async throws -> CaseHistory? {
        try await writer.read { db in
            guard let file = try db.legalCase(number) else { return nil }
            let lines = try Row.fetchAll(
                db, sql: "SELECT at, kind, person, note FROM caseEvent WHERE caseNumber = ? ORDER BY id",
                arguments: [number]
            ).map {
                CaseHistory.Line(
                    at: Timestamp(milliseconds: $0["at"]), kind: $0["kind"],
                    person: ($0["person"] as String?).map { PersonID($0) }, note: $0["note"])
            }
            let deliveries = try Row.fetchAll(
                db,
                sql: """
                    SELECT createdAt, purpose, destination, state, settledAt, lastError FROM outbox
                    WHERE caseNumber = ?1 OR id IN (SELECT outbox FROM ping WHERE caseNumber = ?1) ORDER BY id
                    """, arguments: [number]
            ).map {
                CaseHistory.Delivery(
                    at: Timestamp(milliseconds: $0["createdAt"]), purpose: $0["purpose"],
                    destination: $0["destination"], state: $0["state"],
                    settledAt: ($0["settledAt"] as Int64?).map(Timestamp.init(milliseconds:)),
                    lastError: $0["lastError"])
            }
            return CaseHistory(
                file: file, lines: lines, talk: try CaseLookup(db: db).talk(about: number, limit: 200),
                intake: try db.intake(of: number), deliveries: deliveries)
        }
    }

    /// The cases that a filter lets through, newest first.
    package func cases(_ filter: CaseFilter) async throws -> [LegalCase] {
        try await writer.read { db in
            var conditions = ["1"]
            var arguments = StatementArguments()
            if filter.isOpen { conditions.append("state NOT IN ('resolved', 'withdrawn')") }
            if let owner = filter.owner {
                conditions.append("owner = ?")
                arguments += [owner.text]
            }
            if let villages = filter.villages {
                conditions.append("village IN (\(databaseQuestionMarks(count: villages.count)))")
                arguments += StatementArguments(villages.map(\.text).sorted())
            }
            arguments += [filter.limit]
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Database.caseColumns) FROM legalCase WHERE \(conditions.joined(separator: " AND "))
                    ORDER BY number DESC LIMIT ?
                    """, arguments: arguments
            ).map { try db.legalCase($0) }
        }
    }
}
