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

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Option(help: "The month, such as 2026-10.")
    var month: String

    @Flag(help: "All villages; the default.")
    var district = false

    @Option(help: "One township, by its id.")
    var township: String?

    @Option(help: "One village, by its id.")
    var village: String?

    @Option(help: "md, csv, html or json.")
    var format = "md"

    @Option(help: "The moment of making it; now when left out.")
    var at: String?

    func validate() throws {
        if [district, township != nil, village != nil].count(where: \.self) > 1 {
            throw ValidationError("--district, --township and --village exclude each other")
        }
        if CivilMonth(month) == nil { throw ValidationError("a month is written like 2026-10") }
        if ReportFormat(rawValue: format) == nil { throw ValidationError("the formats are md, csv, html and json") }
    }

    func run() async throws {
        guard let month = CivilMonth(month), let format = ReportFormat(rawValue: format) else { return }
        let now = try moment(at)
        let settings = try options.loadOrExit()
        let knowledge = try options.knowledgeOrExit(settings, at: now)
        let store = try settings.openDatabase(database)
        defer { try? store.close() }
        let subject: MonthlyReport.Subject =
            if let township { .township(township) } else if let village { .village(VillageID(village)) } else {
                .district
            }
        let report = try MonthlyReport(subject, month, database: store, knowledge: knowledge)
        print(try format.render(try await report.document(at: now)), terminator: "")
    }
}
