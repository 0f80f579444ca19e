import ArgumentParser
import Content
import Desk

/// `counsel channels`: what the configured channels can do.
struct ChannelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels",
        abstract: "Prints what each configured channel can do, as the table of docs/channels.md.")

    @OptionGroup var options: ConfigOptions

    func run() async throws {
        let log = FindingLog()
        let settings = options.load(into: log)
        let channels = ChannelAssembly(random: System.randomBytes, into: log).registry(settings.channels)
        try exitOnErrors(log.findings)
        guard let channels else { throw Assembly.StartError.channels }
        print(CapabilityTable(settings.channels, channels).markdown, terminator: "")
    }
}
