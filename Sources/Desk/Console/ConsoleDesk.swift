package import Domain
package import Store

/// Answers requests for the console's pages, each for one viewer.
package struct ConsoleDesk: Sendable {
    private let casework: Casework
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let clock: Clock

    /// Takes what it works with.
    package init(casework: Casework, knowledge: KnowledgeHolder, database: CounselDatabase, clock: @escaping Clock) {
        self.casework = casework
        self.knowledge = knowledge
        self.database = database
        self.clock = clock
    }

    /// What is on a page; nil when there is none, or none for this viewer: nobody learns which of the two.
    package func content(
        of page: ConsolePage, for viewer: Viewer, subject: String = "", _ fields: [String: String] = [:]
    ) async throws -> ConsolePage.Body? {
        guard page.roles.contains(viewer.role) else { return nil }
        return try await page.make(request(viewer, subject, fields))
    }

    /// What came of pressing a button.
    package enum Outcome: Sendable, Equatable {
        /// It is done.
        case done
        /// It cannot be done, and why.
        case refused(String)
        /// The viewer may not do it, or there is nothing to be done.
        case forbidden
    }

    /// Carries out what a form of the page asks for; only for who may act.
    package func act(
        on page: ConsolePage, for viewer: Viewer, subject: String = "", _ fields: [String: String] = [:],
        form: [String: String]
    ) async throws -> Outcome {
        guard page.roles.contains(viewer.role), viewer.role.mayAct, let act = page.act else { return .forbidden }
        return try await act(request(viewer, subject, fields), form).map { .refused($0) } ?? .done
    }

    private func request(_ viewer: Viewer, _ subject: String, _ fields: [String: String]) -> ConsoleRequest {
        let now = clock()
        return ConsoleRequest(
            viewer: viewer, query: ConsoleQuery(fields, today: now.chinaDate), subject: subject, now: now,
            knowledge: knowledge.current, database: database, casework: casework, reload: knowledge.status)
    }
}
