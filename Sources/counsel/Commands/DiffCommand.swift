import ArgumentParser
import Content
import Desk
import Domain
import Foundation
import Store
import Understanding

/// `counsel diff`: which questions would be answered differently after a change of the catalog.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Puts logged questions to two catalogs and lists the answers that would change.")

    @OptionGroup var options: ConfigOptions

    @Argument(help: "The folder of the old catalog: intents/ and faq/, and directory/ if it has its own.")
    var old: String

    @Argument(help: "The folder of the new catalog.")
    var new: String

    @Option(help: "The database whose logged questions are put, instead of the configured one.")
    var database: String?

    @Option(
        help:
            "A file instead of a database: a question a line, as words or as {\"text\",\"mentioned\",\"private\",\"times\"}."
    )
    var questions: String?

    @Option(help: "Only questions logged since that day, such as 2026-11-01.")
    var since: String?

    @Option(help: "The most different questions to put.")
    var limit = 20_000

    @Option(help: "The moment of asking, such as 2026-11-23T21:04:05+08:00.")
    var at: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        if database != nil && questions != nil {
            throw ValidationError("--database and --questions exclude each other")
        }
        if let since, CivilDate(since) == nil { throw ValidationError("cannot read the day \(since)") }
        if limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() async throws {
        let now = try moment(at)
        let settings = try options.loadOrExit()
        let before = try options.knowledgeOrExit(in: old, settings, at: now)
        let after = try options.knowledgeOrExit(in: new, settings, at: now)
        let put = try await read(settings)
        let comparison = CatalogComparison(
            old: Rehearsal(before, policy: settings.policy), new: Rehearsal(after, policy: settings.policy))
        let report = DiffOutput(
            comparison.run(put, at: now), of: put, from: before.compiled.catalog, to: after.compiled.catalog,
            digests: (before.digest, after.digest))
        print(try json ? jsonText(report) : report.text)
    }

    private func read(_ settings: Settings) async throws -> [CatalogComparison.Question] {
        if let questions {
            guard let data = FileManager.default.contents(atPath: questions) else {
                throw ValidationError("cannot read \(questions)")
            }
            return Array(try CatalogComparison.read(String(decoding: data, as: UTF8.self)).prefix(limit))
        }
        let path = database ?? settings.database
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("there is no database \(path); name one with --database, or a file with --questions")
        }
        let store = try settings.openDatabase(path)
        let start = since.flatMap { CivilDate($0) }.map { Timestamp(china: $0) }
        let logged = try await store.loggedQuestions(since: start, limit: limit)
        try store.close()
        return logged.map(CatalogComparison.question)
    }
}

extension ConfigOptions {
    /// The knowledge in another folder than the configured one; the directory is the configured one where it has none.
    func knowledgeOrExit(in folder: String, _ settings: Settings, at now: Timestamp) throws -> Knowledge {
        var settings = settings
        settings.intents = folder + "/intents"
        settings.faq = folder + "/faq"
        if FileManager.default.fileExists(atPath: folder + "/directory") { settings.directory = folder + "/directory" }
        return try knowledgeOrExit(settings, at: now)
    }
}
