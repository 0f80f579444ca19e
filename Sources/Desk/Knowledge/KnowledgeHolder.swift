package import Content
package import Domain
import Synchronization

/// Holds the present knowledge and replaces it only by one without errors.
package final class KnowledgeHolder: Sendable {
    /// How the last reload went.
    package struct Status: Sendable, Equatable {
        /// When it was tried.
        package var triedAt: Timestamp
        /// Whether what was read is now in use.
        package var succeeded: Bool
        /// How many errors there were.
        package var errors: Int
    }

    private struct State {
        var knowledge: Knowledge
        var status: Status
    }

    private let state: Mutex<State>
    private let files: KnowledgeFiles

    /// Reads the files for the first time; errors among the findings are for the caller to judge.
    package init(_ files: KnowledgeFiles, at now: Timestamp) {
        self.files = files
        let knowledge = files.load(at: now)
        let errors = knowledge.findings.count { $0.severity == .error }
        state = Mutex(State(knowledge: knowledge, status: Status(triedAt: now, succeeded: errors == 0, errors: errors)))
    }

    /// What is in use.
    package var current: Knowledge { state.withLock { $0.knowledge } }

    /// How the last reload went.
    package var status: Status { state.withLock { $0.status } }

    /// Reads the files again; the old knowledge stays in use when there is an error among the findings.
    package func reload(at now: Timestamp) -> (knowledge: Knowledge, findings: [Finding], replaced: Bool) {
        let fresh = files.load(at: now)
        let errors = fresh.findings.count { $0.severity == .error }
        return state.withLock { state in
            state.status = Status(triedAt: now, succeeded: errors == 0, errors: errors)
            if errors == 0 { state.knowledge = fresh }
            return (state.knowledge, fresh.findings, errors == 0)
        }
    }
}
