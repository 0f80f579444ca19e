import Domain
import Store

/// What one look of the case clock costs with a thousand open cases and three thousand promises: what is due, looked for
/// and seen to, when nothing is due and when one case is.
enum ClockBench {
    private static let cases = 1_000
    private static let looks = 200
    private static let now = Timestamp(seconds: 1_795_400_000)

    /// Prints the medians in microseconds.
    static func run(_ database: CounselDatabase) async throws {
        for number in 0..<cases { try await open(database, number) }
        let idle = try await microseconds(database, at: now)
        let busy = try await microseconds(database, at: now.adding(seconds: 3_600))
        print("clock cases=\(cases) promises=\(cases * 3) idle_us=\(idle) busy_us=\(busy)")
    }

    private static func open(_ database: CounselDatabase, _ one: Int) async throws {
        _ = try await database.openCase(at: now) { number, _ in
            let due = now.adding(seconds: Int64(one + 1) * 3_600)
            let file = LegalCase(
                number: number, conversation: Conversation(channel: "neutral", id: "g-1", kind: .group),
                asker: SenderID("c-\(one)"), village: "v-1", summary: "欠工资", openedAt: now, state: .notified,
                owner: "adviser",
                promises: [CasePromise.Kind.notify, .remind, .acknowledge].map {
                    CasePromise($0, person: "adviser", dueAt: due)
                })
            return CaseStep(CaseChange(file))
        }
    }

    /// One look: the query, and what is due read and written back in one transaction.
    private static func microseconds(_ database: CounselDatabase, at now: Timestamp) async throws -> Int64 {
        var times: [Int64] = []
        for _ in 0..<looks {
            let begin = ContinuousClock.now
            let items = try await database.dueItems(at: now)
            if !items.isEmpty {
                try await database.commitClock(at: now) { lookup in
                    for case .promise(_, let number) in items {
                        guard let file = try lookup.cases.file(number) else { continue }
                        try lookup.store(CaseStep(CaseChange(file)))
                    }
                }
            }
            let passed = begin.duration(to: .now).components
            times.append(passed.seconds * 1_000_000 + passed.attoseconds / 1_000_000_000_000)
        }
        return times.sorted()[looks / 2]
    }
}
