import ArgumentParser
import Content
import Desk
import Domain

/// `counsel roster`: who answers for whom, and every gap.
struct RosterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster", abstract: "Shows who answers for which village, hour by hour, and every gap.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "A day of the week to show, such as 2026-11-23; without one, this week.")
    var week: String?

    @Option(help: "Only this village.")
    var village: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let settings = try options.loadOrExit()
        let directory = try options.knowledgeOrExit(settings, at: System.clock()).directory
        let day = try week.map(Self.day) ?? System.clock().chinaDate
        if let village, directory.villages[VillageID(village)] == nil {
            throw ValidationError("there is no village \(village)")
        }
        let output = RosterOutput(directory, week: day, village: village.map { VillageID($0) })
        print(json ? try jsonText(output) : output.lines.joined(separator: "\n"))
    }

    private static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(text) else {
            throw ValidationError("cannot read the day “\(text)”; write it like 2026-11-23")
        }
        return day
    }
}
