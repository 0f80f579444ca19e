import ArgumentParser
import Content
import Desk
import Domain
import Store

/// `counsel report`: the monthly report of a village, a township or the district.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes a month's report; of a closed month always the same, to the byte.")

    @OptionGroup var options: ConfigOptions

    @OptionGroup var about: SubjectOptions

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Option(help: "The month, such as 2026-10.")
    var month: String

    @Option(help: "md, csv, html or json.")
    var format = "md"

    @Option(help: "The moment of making it; now when left out.")
    var at: String?

    func validate() throws {
        if CivilMonth(month) == nil { throw ValidationError("a month is written like 2026-10") }
        if ReportFormat(rawValue: format) == nil { throw ValidationError("the formats are md, csv, html and json") }
    }

    func run() async throws {
        guard let month = CivilMonth(month), let format = ReportFormat(rawValue: format) else { return }
        let now = try moment(at)
        let settings = try options.loadOrExit()
        let names = try options.namesOrExit(settings)
        let store = try settings.openDatabase(database)
        defer { try? store.close() }
        let report = try MonthlyReport(about.subject, month, database: store, names: names)
        print(try format.render(try await report.document(at: now)), terminator: "")
    }
}
