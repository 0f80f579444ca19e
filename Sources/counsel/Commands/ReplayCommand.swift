import ArgumentParser

/// `counsel replay`: plays samples.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "replay", abstract: "Plays webhook samples.")
    func run() async throws {}
}
