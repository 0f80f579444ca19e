import ArgumentParser
import Content
import Desk
import Domain
import Store

/// `counsel erase`: forgets one person, and keeps the record that it was done.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Forgets one person: words, addresses and hashes go, counts stay; the erasure itself is on record.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Option(help: "The channel on which the person writes.")
    var channel: String?

    @Option(help: "The person's id on that channel.")
    var sender: String?

    @Option(name: .customLong("case"), help: "Or the number of one of the person's cases.")
    var caseNumber: Int64?

    @Flag(help: "Print the erasures on record and erase nobody.")
    var list = false

    @Flag(help: "Leave out writing the file anew; the server does it at night.")
    var fast = false

    @Flag(help: "Print one JSON object.")
    var json = false

    private struct Line: Encodable {
        let id: Int64
        let at: String
        let origin: String
        let interactions: Int
        let cases: Int
        let messages: Int

        init(_ erasure: Erasure) {
            id = erasure.id
            at = erasure.at.iso8601
            origin = erasure.origin.rawValue
            interactions = erasure.interactions
            cases = erasure.cases
            messages = erasure.messages
        }

        var text: String { "\(id)\t\(at)\t\(origin)\t咨询 \(interactions) 条，案件 \(cases) 件，未发消息 \(messages) 条" }
    }

    func validate() throws {
        guard !list else { return }
        guard (caseNumber != nil) != (channel != nil && sender != nil), (channel == nil) == (sender == nil) else {
            throw ValidationError("name the person by --channel and --sender, or by --case")
        }
    }

    func run() async throws {
        let store = try options.loadOrExit().openDatabase(database)
        defer { try? store.close() }
        if list {
            let lines = try await store.erasures(limit: 1_000).map(Line.init)
            print(json ? try jsonText(lines) : lines.map(\.text).joined(separator: "\n"))
            return
        }
        let person: CounselDatabase.Person =
            if let caseNumber { .asker(ofCase: caseNumber) } else {
                .sender(SenderID(sender ?? ""), ChannelID(channel ?? ""))
            }
        do {
            let erasure = Line(try await store.erase(person, origin: .command, at: System.clock()))
            if !fast { try await store.rewrite() }
            print(json ? try jsonText(erasure) : erasure.text)
        } catch StoreError.notFound {
            throw ValidationError("there is no case \(caseNumber ?? 0), or its asker was erased already")
        }
    }
}
