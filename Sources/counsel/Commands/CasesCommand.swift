import ArgumentParser
import Content
import Desk
import Domain
import Store

/// `counsel cases`: the open matters, their history, and acting on them.
struct CasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "Lists cases, shows one with its history, and acts on one.",
        subcommands: [List.self, Show.self, Take.self, Answer.self, HandOver.self, Close.self],
        defaultSubcommand: List.self)

    struct Options: ParsableArguments {
        @OptionGroup var config: ConfigOptions

        @Option(help: "The database file instead of the configured one.")
        var database: String?

        @Flag(help: "Print JSON.")
        var json = false
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists open cases, newest first.")

        @OptionGroup var options: Options

        @Flag(help: "Closed ones too.")
        var all = false

        @Option(help: "Only those of this person.")
        var person: String?

        func run() async throws {
            try await options.withOffice { office in
                let filter = CaseFilter(isOpen: !all, owner: person.map { PersonID($0) }, limit: 500)
                let cases = try await office.database.cases(filter)
                let directory = office.holder.current.directory
                if options.json { return print(try jsonText(cases.map { CaseOutput($0, directory) })) }
                for file in cases {
                    let output = CaseOutput(file, directory)
                    print(
                        "\(file.number)\t\(output.villageName)\t\(output.stateName)\t\(output.ownerName ?? "")\t\(file.summary)"
                    )
                }
                print("共 \(cases.count) 件")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a case and everything that happened to it.")

        @OptionGroup var options: Options

        @Argument(help: "The case's number.")
        var number: Int64

        func run() async throws {
            try await options.withOffice { office in
                guard let history = try await office.database.history(of: number) else {
                    throw ValidationError("there is no case \(number)")
                }
                let output = HistoryOutput(history, office.holder.current.directory)
                if options.json { return print(try jsonText(output)) }
                print("\(number) \(output.`case`.villageName) \(output.`case`.stateName)：\(history.file.summary)")
                for line in output.history {
                    print("  \(line.at)  \(line.kind)  \(line.person ?? "")  \(line.note ?? "")")
                }
            }
        }
    }

    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a case for a person.")

        @OptionGroup var options: Options
        @OptionGroup var target: Target

        func run() async throws { try await options.act(.take, on: target) }
    }

    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Answers a case in a person's name.")

        @OptionGroup var options: Options
        @OptionGroup var target: Target

        @Argument(help: "The answer, as the asker will read it.")
        var text: String

        func run() async throws { try await options.act(.answer(text), on: target) }
    }

    struct HandOver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hand-over", abstract: "Hands a case to somebody else.")

        @OptionGroup var options: Options
        @OptionGroup var target: Target

        @Option(help: "Who gets it, by the id in the directory.")
        var to: String

        func run() async throws { try await options.act(.handOver(to: PersonID(to)), on: target) }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Closes a case.")

        @OptionGroup var options: Options
        @OptionGroup var target: Target

        func run() async throws { try await options.act(.close, on: target) }
    }

    struct Target: ParsableArguments {
        @Argument(help: "The case's number.")
        var number: Int64

        @Option(help: "Who acts, by the id in the directory.")
        var `as`: String
    }
}

extension CasesCommand.Options {
    func withOffice(_ body: (Assembly) async throws -> Void) async throws {
        let settings = try config.loadOrExit()
        let office = try Assembly(
            settings, database: settings.openDatabase(database), clock: System.clock)
        try await body(office)
        try office.database.close()
    }

    func act(_ action: Casework.Action, on target: CasesCommand.Target) async throws {
        try await withOffice { office in
            do {
                let file = try await office.casework.act(action, on: target.number, by: PersonID(target.as))
                let output = CaseOutput(file, office.holder.current.directory)
                print(json ? try jsonText(output) : "\(file.number) \(output.stateName)")
            } catch let refusal as CaseRefusal {
                throw ValidationError("case \(target.number): \(refusal)")
            }
        }
    }
}
