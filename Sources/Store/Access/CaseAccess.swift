package import Domain
import GRDB

/// One look at a case.
package struct CaseAccess: Sendable, Equatable {
    /// How somebody came to see it.
    package enum Way: String, Sendable, Codable {
        case link, console, export
    }

    /// When.
    package let at: Timestamp
    /// Who: a person of the directory, or a user of the console.
    package let viewer: String
    /// By which way.
    package let way: Way
}

extension CounselDatabase {
    /// Notes that somebody looked at a case; the same person within the same minute is one look.
    package func noteAccess(to number: Int64, by viewer: String, _ way: CaseAccess.Way, at now: Timestamp) async throws
    {
        try await commits.perform { db in
            try db.cachedStatement(
                sql: """
                    INSERT INTO caseAccess (at, viewer, way, caseNumber)
                    SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (
                        SELECT 1 FROM caseAccess WHERE viewer = ?2 AND at > ?1 - 60000 AND caseNumber = ?4 AND way = ?3)
                    """
            ).execute(arguments: [now.milliseconds, viewer, way.rawValue, number])
        }
    }

    /// Who looked at a case, newest first.
    package func accesses(to number: Int64, limit: Int = 50) async throws -> [CaseAccess] {
        try await writer.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT at, viewer, way FROM caseAccess WHERE caseNumber = ? ORDER BY id DESC LIMIT ?"),
                arguments: [number, limit]
            ).map {
                CaseAccess(
                    at: Timestamp(milliseconds: $0["at"]), viewer: $0["viewer"],
                    way: CaseAccess.Way(rawValue: $0["way"]) ?? .link)
            }
        }
    }

    /// Makes every link void that this person got to this case until now.
    package func revokeLinks(to number: Int64, of person: PersonID, at now: Timestamp) async throws {
        try await commits.perform { db in
            guard try db.legalCase(number) != nil else { throw StoreError.notFound }
            try db.execute(
                sql: """
                    INSERT INTO linkRevocation (caseNumber, person, madeBefore) VALUES (?, ?, ?)
                    ON CONFLICT DO UPDATE SET madeBefore = max(madeBefore, excluded.madeBefore)
                    """, arguments: [number, person.text, now.milliseconds])
        }
    }

    /// Whether a link made at that moment was taken back.
    package func isRevoked(linkTo number: Int64, of person: PersonID, madeAt: Timestamp) async throws -> Bool {
        try await writer.read { db in
            let madeBefore = try Int64.fetchOne(
                db.cachedStatement(
                    sql: "SELECT madeBefore FROM linkRevocation WHERE caseNumber = ? AND person = ?"),
                arguments: [number, person.text])
            return madeBefore.map { madeAt.milliseconds <= $0 } ?? false
        }
    }
}
