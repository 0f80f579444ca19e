import ArgumentParser
import Content
import Desk
import Domain
import Store

/// `counsel outbox`: what waits, what was given up, and putting it back.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Shows what is still to be sent and what was given up.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Option(help: "Put the dead message of this number back into the queue.")
    var requeue: Int64?

    @Flag(help: "Print one JSON object.")
    var json = false

    private struct DeadLetter: Encodable {
        let id: Int64
        let destination: String
        let attempts: Int
        let createdAt: String
        let caseNumber: Int64?
        let error: String?
    }

    private struct Report: Encodable {
        let waiting: Int
        let oldest: String?
        let dead: Int
        let deadLetters: [DeadLetter]
    }

    func run() async throws {
        let settings = try options.loadOrExit()
        let store = try settings.openDatabase(database)
        if let requeue {
            do {
                try await store.requeue(requeue, at: System.clock())
            } catch StoreError.notFound {
                throw ValidationError("there is no dead message \(requeue)")
            }
        }
        let status = try await store.outboxStatus()
        let letters = try await store.deadLetters(limit: 100).map {
            DeadLetter(
                id: $0.id, destination: $0.message.destination, attempts: $0.attempt - 1,
                createdAt: $0.createdAt.iso8601, caseNumber: $0.caseNumber, error: $0.lastError)
        }
        let report = Report(
            waiting: status.depth, oldest: status.oldest?.iso8601, dead: status.dead, deadLetters: letters)
        if json {
            print(try jsonText(report))
        } else {
            print("待发 \(report.waiting) 条\(report.oldest.map { "，最早的是 \($0)" } ?? "")，发不出去的 \(report.dead) 条")
            for letter in letters {
                print("\(letter.id)\t\(letter.destination)\t\(letter.createdAt)\t\(letter.error ?? "")")
            }
        }
        try store.close()
    }
}
