import ArgumentParser
import Content
import Desk
import Domain
import Store

/// `counsel campaign`: what is published in the villages' groups, when, and by whose approval.
struct CampaignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign", abstract: "Plans, previews, approves and suggests what is published.",
        subcommands: [List.self, Preview.self, Approve.self, Withdraw.self, Suggest.self],
        defaultSubcommand: List.self)

    /// Which text on which day.
    struct Target: ParsableArguments {
        @Argument(help: "The campaign's id.")
        var campaign: String

        @Option(help: "The day, such as 2026-12-05.")
        var day: String

        func date() throws -> CivilDate {
            guard let date = CivilDate(day) else {
                throw ValidationError("cannot read the day “\(day)”; write it like 2026-12-05")
            }
            return date
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists a month's plan: what is approved, what arrived, and where nothing can be sent.")

        @OptionGroup var options: CasesCommand.Options

        @Option(help: "The month, such as 2026-12; this one when left out.")
        var month: String?

        func run() async throws {
            let written = try month.map { text in
                guard let month = CivilMonth(text) else { throw ValidationError("a month is written like 2026-12") }
                return month
            }
            let month = written ?? CivilMonth(of: System.clock().chinaDate)
            try await options.withOffice { office in
                let desk = office.campaigns
                let pushes = try await office.database.pushes(in: month.firstDay..<month.endDay, scope: .district)
                let lines = desk.plan(month).map { CampaignOutput($0, desk, pushes) }
                if options.json { return print(try jsonText(lines)) }
                for line in lines {
                    print(
                        "\(line.day)  \(line.campaign)  《\(line.title)》  \(line.places)处，"
                            + "已批准\(line.approved)，已送到\(line.sent)，没送到\(line.failed)")
                }
                print("\(month) 共 \(lines.count) 条")
                let unreachable = Set(lines.flatMap(\.unreachable)).sorted()
                if !unreachable.isEmpty { print("推不到的地方：\(unreachable.joined(separator: "、"))") }
            }
        }
    }

    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a text as it will be read, and where it goes.")

        @OptionGroup var options: CasesCommand.Options
        @OptionGroup var target: Target

        func run() async throws {
            let day = try target.date()
            try await options.withOffice { office in
                let preview = try refusing { try office.campaigns.preview(target.campaign, on: day) }
                let output = PreviewOutput(preview)
                if options.json { return print(try jsonText(output)) }
                print("\(preview.text)\n")
                print("发到 \(output.reached.count) 处；推不到 \(output.unreachable.count) 处")
                for line in output.unreachable { print("  \(line.name)：\(line.why)") }
            }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approves a text for a day; the server sends it then, in the daytime.")

        @OptionGroup var options: CasesCommand.Options
        @OptionGroup var target: Target

        @Option(help: "Who approves, by the id in the directory.")
        var by: String

        func run() async throws {
            let day = try target.date()
            try await options.withOffice { office in
                guard office.holder.current.directory.people[PersonID(by)] != nil else {
                    throw ValidationError("\(CampaignDesk.Refusal.stranger(by))")
                }
                let desk = office.campaigns
                let pushes = try await refusing {
                    try await desk.approve(target.campaign, on: day, by: by, at: System.clock())
                }
                let failed = pushes.filter { $0.failure != nil }
                if options.json {
                    return print(
                        try jsonText(["approved": pushes.count - failed.count, "unreachable": failed.count]))
                }
                print("已批准：\(day) 发到 \(pushes.count - failed.count) 处")
                if !failed.isEmpty {
                    let directory = office.holder.current.directory
                    let names = failed.map { push in
                        push.village.flatMap { directory.villages[$0]?.name } ?? push.target
                    }
                    print("推不到 \(failed.count) 处：\(names.joined(separator: "、"))")
                }
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes an approval back, as far as nothing was sent.")

        @OptionGroup var options: CasesCommand.Options
        @OptionGroup var target: Target

        func run() async throws {
            let day = try target.date()
            try await options.withOffice { office in
                let count = try await office.database.withdraw(campaign: target.campaign, on: day)
                print(options.json ? try jsonText(["withdrawn": count]) : "已撤回 \(count) 处")
            }
        }
    }

    struct Suggest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Suggests answers that villages asked for most and that were not published of late.")

        @OptionGroup var options: CasesCommand.Options

        @Option(help: "From which day on, such as 2026-10-01; 60 days ago when left out.")
        var since: String?

        @Option(help: "Only what this township's villages asked.")
        var township: String?

        func run() async throws {
            let now = System.clock()
            let start = try since.map { text in
                guard let day = CivilDate(text) else { throw ValidationError("a day is written like 2026-10-01") }
                return Timestamp(china: day)
            }
            try await options.withOffice { office in
                var scope = ServiceScope.district
                if let township {
                    let villages = office.holder.current.directory.villages.values.filter { $0.township == township }
                    guard !villages.isEmpty else { throw ValidationError("there is no township \(township)") }
                    scope = .villages(Set(villages.map(\.id)))
                }
                let from = min(start ?? now.adding(minutes: -60 * 1_440), now)
                let suggestions = try await office.campaigns.suggestions(in: from..<now, scope: scope)
                if options.json { return print(try jsonText(suggestions.map(SuggestionOutput.init))) }
                for suggestion in suggestions {
                    print("\(suggestion.questions)次，\(suggestion.villages)个村问过：《\(suggestion.title)》")
                    print("      - {answer: \(suggestion.answer), lead: 最近好多人问这个，一起看看。}")
                }
                print(suggestions.isEmpty ? "没有可建议的：要么没人问，要么近期都推过" : "把上面的行抄进 campaigns/ 里的文件就行")
            }
        }
    }
}

/// Runs it; a refusal becomes the command's error.
private func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch let refusal as CampaignDesk.Refusal { throw ValidationError("\(refusal)") }
}

/// Runs it; a refusal becomes the command's error.
private func refusing<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let refusal as CampaignDesk.Refusal { throw ValidationError("\(refusal)") }
}
