import ArgumentParser
import Desk
import Domain
import Foundation
import Store

/// `counsel gaps`: what the FAQ lacks, and a draft for each gap.
struct GapsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "Groups the questions that were not settled, lists popular topics and stale answers, writes drafts.")

    @OptionGroup var options: ConfigOptions
    @OptionGroup var about: SubjectOptions

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Option(help: "From this day on, such as 2026-10-01; 30 days ago when left out.")
    var since: String?

    @Option(help: "Up to and with this day; today when left out.")
    var until: String?

    @Option(help: "Only groups of so many questions or more.")
    var atLeast = 1

    @Option(help: "How many groups to print, the largest first; drafts are written for the same.")
    var top = 20

    @Option(help: "Write a draft of an intent and an answer for each group below this folder; overwrites nothing.")
    var draft: String?

    @Option(help: "The moment of looking; now when left out.")
    var at: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        for day in [since, until].compactMap(\.self) where CivilDate(day) == nil {
            throw ValidationError("cannot read the day \(day); write it like 2026-10-01")
        }
        if top < 1 || atLeast < 1 { throw ValidationError("--top and --at-least must be at least 1") }
    }

    func run() async throws {
        let now = try moment(at)
        let last = until.flatMap { CivilDate($0) } ?? now.chinaDate
        let first = since.flatMap { CivilDate($0) } ?? CivilDate(daysSince1970: last.daysSince1970 - 30)
        guard first <= last else { throw ValidationError("--since is after --until") }
        let settings = try options.loadOrExit()
        let knowledge = try options.knowledgeOrExit(settings, at: now)
        let (scope, name) = try about.subject.resolve(in: knowledge.directory)
        let store = try settings.openDatabase(database)
        defer { try? store.close() }
        let desk = GapDesk(database: store, knowledge: knowledge)
        let report = try await desk.report(
            in: Timestamp(china: first)..<Timestamp(china: last.next), scope: scope, atLeast: atLeast)
        let shown = Array(report.clusters.prefix(top))
        let drafts = desk.drafts(of: shown)
        let written = try draft.map { try GapDraft.write(drafts, to: $0) }
        let output = GapsOutput(
            report, shown: shown, drafts: drafts, of: name, days: (first, last), names: knowledge.names,
            written: written)
        print(try json ? jsonText(output) : output.text)
    }
}
