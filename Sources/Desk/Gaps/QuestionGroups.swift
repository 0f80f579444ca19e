import Synchronization
import Understanding

/// Groupings of questions, kept as long as the catalog that they were made by: a month of a district takes a quarter of a
/// second, and its list is opened again and again.
final class QuestionGroups: Sendable {
    private struct Questions: Hashable {
        let texts: [String]
        let times: [Int]
    }

    private let known = Mutex<[Questions: [[Int]]]>([:])

    /// How many lists are remembered; beyond it everything is forgotten at once.
    private static let kept = 8

    /// The groups, each as places in `texts`; `times` says how often each was asked.
    func groups(of texts: [String], times: [Int], by compiled: CompiledCatalog) -> [[Int]] {
        let questions = Questions(texts: texts, times: times)
        if let groups = known.withLock({ $0[questions] }) { return groups }
        let groups = QuestionClusters.group(texts, times: times, by: compiled)
        known.withLock { known in
            if known.count >= Self.kept { known.removeAll() }
            known[questions] = groups
        }
        return groups
    }
}
