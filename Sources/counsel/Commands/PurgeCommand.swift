import ArgumentParser
import Content
import Desk
import Domain
import Store

/// `counsel purge`: takes away what the retention rules of the config file say.
struct PurgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Takes away what is older than the config file's retention rules allow.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Option(help: "The moment to count back from, such as 2026-11-23T21:04:05+08:00; now when left out.")
    var at: String?

    @Flag(help: "Leave out writing the file anew; the server does it at night.")
    var fast = false

    @Flag(help: "Print one JSON object a rule.")
    var json = false

    private struct Line: Encodable {
        let kind: String
        let before: String
        let rows: Int
    }

    func run() async throws {
        let settings = try options.loadOrExit()
        let store = try settings.openDatabase(database)
        defer { try? store.close() }
        let directory = DirectoryLoader(folder: settings.directory).load(into: FindingLog())
        let steps = try await store.purge(by: settings.retention(for: directory), at: moment(at))
        if !fast { try await store.rewrite() }
        let lines = steps.map { Line(kind: $0.kind.rawValue, before: $0.before.iso8601, rows: $0.rows) }
        if json {
            print(try jsonText(lines))
        } else {
            for line in lines { print("\(line.kind)\t\(line.before) 以前\t\(line.rows) 条") }
        }
    }
}
