package import Content
package import Domain

/// Everything that only `check` looks for, because it takes longer than a reload may.
package struct CatalogCheckup: Sendable {
    private let compiled: CompiledCatalog
    private let policy: ServicePolicy

    /// Takes the catalog and the numbers by which answers would be given.
    package init(_ compiled: CompiledCatalog, policy: ServicePolicy) {
        self.compiled = compiled
        self.policy = policy
    }

    /// What the reviews find, with everyday talk for them to measure on; they run side by side.
    package func run(on chat: [Located<String>]) async -> [Finding] {
        await withTaskGroup(of: [Finding].self) { group in
            group.addTask { Self.noted { ExampleReview(compiled, policy: policy, into: $0).run() } }
            group.addTask { Self.noted { ChatReview(compiled, policy: policy, into: $0).run(chat) } }
            group.addTask { Self.noted { ClauseReview(compiled, into: $0).run() } }
            group.addTask { Self.noted { PatternProbe(compiled, into: $0).run() } }
            group.addTask { Self.noted { ProseReview(compiled.catalog, into: $0).run() } }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func noted(_ review: (FindingLog) -> Void) -> [Finding] {
        let log = FindingLog()
        review(log)
        return log.findings
    }
}
