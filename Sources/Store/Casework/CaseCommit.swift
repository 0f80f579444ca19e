package import Domain
import GRDB

extension CounselDatabase {
    /// Lets `act` decide on one case as it stands, and stores what follows, in one transaction.
    ///
    /// Of two people who press at once, the second decides on what the first has done. `seen` is the version that the
    /// actor was looking at; acting on an older one throws `CaseRefusal.outdated`. Whatever `act` throws comes out.
    @discardableResult
    package func commitCase(
        _ number: Int64, seen: Int? = nil, at now: Timestamp,
        act: @escaping @Sendable (LegalCase, CaseLookup) throws -> CaseStep
    ) async throws -> CaseStep {
        try await commits.perform { db in
            guard let file = try db.legalCase(number) else { throw CaseRefusal.unknown }
            if let seen, seen != file.version { throw CaseRefusal.outdated }
            let step = try act(file, CaseLookup(db: db))
            try db.write(step, at: now)
            return step
        }
    }

    /// Opens a case that no message opened, such as one taken in at an office.
    package func openCase(
        at now: Timestamp, act: @escaping @Sendable (Int64, CaseLookup) throws -> CaseStep
    ) async throws -> CaseStep {
        try await commits.perform { db in
            let step = try act(try db.nextCaseNumber(), CaseLookup(db: db))
            try db.write(step, at: now)
            return step
        }
    }
}

extension Database {
    /// The number that the next case will have.
    func nextCaseNumber() throws -> Int64 {
        let last = try Int64.fetchOne(cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'legalCase'"))
        return max(last ?? 0, Self.firstCaseNumber - 1) + 1
    }

    /// Four digits from the first day, so that a case number is never mistaken for a menu's.
    private static let firstCaseNumber: Int64 = 1_001
}
