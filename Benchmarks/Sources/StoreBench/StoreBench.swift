import Domain
import Foundation
import Sealing
import Store

/// Prints how many messages a second become durable: one transaction each, and 64 at a time sharing them; and how many
/// outbox rows a second are claimed and settled, and what a look of the case clock costs. The folder for the databases is the argument.
@main
struct StoreBench {
    private static let clients = 64
    private static let messages = 6_400
    private static let vault = Vault(Secret("a secret for measuring, 32 letters"))

    static func main() async throws {
        let folder = CommandLine.arguments.dropFirst().first ?? NSTemporaryDirectory()
        var alone: [Int] = []
        var shared: [Int] = []
        for round in 0..<3 {
            let database = try CounselDatabase(path: folder + "/store-\(round).sqlite", vault: vault)
            alone.append(
                try await rate(of: messages / 16) {
                    for number in 0..<messages / 16 { try await commit(database, "a-\(number)") }
                })
            shared.append(
                try await rate(of: messages) {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for client in 0..<clients {
                            group.addTask {
                                for one in 0..<messages / clients { try await commit(database, "s-\(client)-\(one)") }
                            }
                        }
                        try await group.waitForAll()
                    }
                })
            if round == 2 {
                try await outbox(database)
                try await ClockBench.run(database)
            }
            try database.close()
        }
        print("store alone_per_s=\(alone.sorted()[1]) shared_per_s=\(shared.sorted()[1])")
    }

    /// How many a second, when `body` does so many.
    private static func rate(of count: Int, _ body: @Sendable () async throws -> Void) async rethrows -> Int {
        let begin = ContinuousClock.now
        try await body()
        let passed = begin.duration(to: .now).components
        return Int(Double(count) / (Double(passed.seconds) + Double(passed.attoseconds) / 1e18))
    }

    private static func commit(_ database: CounselDatabase, _ id: String, pinging: Bool = false) async throws {
        let group = ConversationID("g-\(id.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 127 })")
        let message = InboundMessage(
            conversation: Conversation(channel: "neutral", id: group, kind: .group), sender: SenderID("u-" + id),
            id: MessageID(id), content: .text("老板欠我半年工钱咋个办"), mentionsBot: true)
        let record = InboundRecord(
            message: message, village: "v-1", receivedAt: Timestamp(seconds: 1_795_400_000), catalogDigest: "d-1",
            possibleAnswers: ["a/wages"])
        let decision = Decision(
            .answer, because: .clear, say: .answer("a/wages"),
            candidate: Candidate(intent: "labor.wages", topic: "labor", name: "拖欠工资", answer: "a/wages", score: 0.8))
        let text = String(repeating: "按月足额支付是用工一方的事。", count: 20)
        _ = try await database.commitInbound(
            record, decide: { _ in decision },
            compose: { _, _, _ in
                InboundEffects(
                    reply: Acknowledgement.Reply(text: text, mentions: ["u-1"]),
                    outbox: pinging
                        ? [OutboxDraft(OutboundMessage(channel: "robot", to: id, text: "待接咨询"), for: .notice)] : [])
            })
    }

    /// A full outbox, each row for another destination, claimed and settled as the worker does.
    private static func outbox(_ database: CounselDatabase) async throws {
        let rows = 2_000
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<rows { group.addTask { try await commit(database, "o-\(number)", pinging: true) } }
            try await group.waitForAll()
        }
        let now = Timestamp(seconds: 1_795_400_100)
        let rate = try await rate(of: rows) {
            while true {
                let items = try await database.claimDue(at: now, limit: 64) { _ in nil }
                guard !items.isEmpty else { return }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for item in items { group.addTask { try await database.settle(item.id, .settle, at: now) } }
                    try await group.waitForAll()
                }
            }
        }
        print("outbox rows_per_s=\(rate)")
    }
}
