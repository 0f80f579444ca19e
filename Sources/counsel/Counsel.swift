import ArgumentParser

/// The front door: parse, assemble, run, print.
@main
struct Counsel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counsel",
        abstract: "The legal adviser bot of village groups: answers from a reviewed FAQ, or gets a human.",
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, CheckCommand.self, AskCommand.self, EvaluateCommand.self, ReplayCommand.self,
            CasesCommand.self, OutboxCommand.self, LinkCommand.self, ChannelsCommand.self, RosterCommand.self,
            DoctorCommand.self,
            EraseCommand.self, PurgeCommand.self, BackupCommand.self, DemoDataCommand.self, ReportCommand.self,
            GapsCommand.self, ExportCommand.self, DiffCommand.self, CampaignCommand.self, UserCommand.self,
        ])
}
