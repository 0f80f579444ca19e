package import Desk

extension ConsolePage.Body {
    /// All that it says, of a file that comes piece by piece too.
    package func text() async throws -> String {
        switch self {
        case .sheet(let sheet): return "\(sheet)"
        case .file(_, _, let text): return text
        case .rows(_, _, let write):
            var text = ""
            try await write { text += $0 }
            return text
        }
    }
}
