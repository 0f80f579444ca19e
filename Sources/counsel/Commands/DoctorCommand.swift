import ArgumentParser
import Content
import Desk
import Domain
import Store
import Transport

/// `counsel doctor`: what keeps the service from running well on this machine.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Looks at files, database, disk, clock and the channels' platforms; exits with 1 when one is ill.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Flag(help: "Print one JSON array.")
    var json = false

    func run() async throws {
        let log = FindingLog()
        var settings = options.load(into: log)
        settings.database = database ?? settings.database
        _ = ChannelAssembly(random: System.randomBytes, into: log).registry(settings.channels)
        let knowledge = KnowledgeFiles(settings).load(at: System.clock())
        let transport = try CurlTransport()
        let doctor = Doctor(
            settings: settings, findings: log.findings + knowledge.findings,
            machine: .read(config: options.config, settings), transport: transport, clock: System.clock)
        var diagnoses = await doctor.examine()
        diagnoses += await doctor.examine { [settings] in try settings.openDatabase() }
        await transport.shutdown()
        if json {
            print(try jsonText(diagnoses))
        } else {
            for diagnosis in diagnoses { print("\(diagnosis.verdict.mark) \(diagnosis.subject)：\(diagnosis.finding)") }
        }
        if diagnoses.contains(where: { $0.verdict == .ill }) { throw ExitCode(1) }
    }
}

extension Diagnosis.Verdict {
    /// How a terminal shows it.
    fileprivate var mark: String {
        switch self {
        case .well: "[好]"
        case .doubtful: "[留意]"
        case .ill: "[有病]"
        }
    }
}
