import ArgumentParser
import Content
import Desk
import Domain

/// `counsel ask`: what the bot would say.
struct AskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Says what the bot would answer, without storing or sending anything.")

    @OptionGroup var options: ConfigOptions

    @Argument(help: "The villager's words.")
    var text: String

    @Option(help: "The village whose adviser and offices the answer names.")
    var village: String?

    @Flag(help: "Put it in a group, to nobody in particular.")
    var overheard = false

    @Flag(help: "Put it in a group, with the bot mentioned.")
    var mentioned = false

    @Option(help: "The moment of asking, such as 2026-11-23T21:04:05+08:00.")
    var at: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print how the text was read and why each candidate matched.")
    var explain = false

    func validate() throws {
        if overheard && mentioned { throw ValidationError("--overheard and --mentioned exclude each other") }
    }

    func run() throws {
        let now = try moment(at)
        let settings = try options.loadOrExit()
        let knowledge = try options.knowledgeOrExit(settings, at: now)
        if let village, knowledge.directory.villages[VillageID(village)] == nil {
            throw ValidationError("there is no village \(village)")
        }
        let setting: Rehearsal.Setting = overheard ? .overheard : mentioned ? .mentioned : .private
        let result = Rehearsal(knowledge, policy: settings.policy)
            .ask(text, in: setting, village: village.map { VillageID($0) }, at: now)
        if json {
            print(try jsonText(AskOutput(result, digest: knowledge.digest)))
        } else {
            if explain {
                Explanation(text, result, knowledge, policy: settings.policy).lines.forEach { print($0) }
            }
            print(result.reply ?? "（不说话）")
        }
    }
}
