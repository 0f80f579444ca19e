import ArgumentParser
import Content
import Desk
import Domain
import Understanding

/// `counsel check`: everything that files can get wrong.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks every file and runs every example; exits with 1 on an error.")

    @OptionGroup var options: ConfigOptions

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Option(help: "text or json.")
    var format = Format.text

    enum Format: String, ExpressibleByArgument {
        case text, json
    }

    private struct Line: Encodable {
        let path: String
        let line: Int
        let column: Int
        let severity: String
        let message: String
        let rule: String
    }

    private struct Report: Encodable {
        let catalogDigest: String
        let intents: Int
        let answers: Int
        let errors: Int
        let warnings: Int
        let findings: [Line]
    }

    func run() async throws {
        let log = FindingLog()
        let settings = options.load(into: log)
        let channels = ChannelAssembly(random: System.randomBytes, into: log).registry(settings.channels)
        let knowledge = KnowledgeFiles(settings).load(at: System.clock())
        RosterReview.run(knowledge.directory, on: System.clock().chinaDate, into: log)
        if let channels { DirectoryReview.run(knowledge.directory, channels, into: log) }
        log.append(knowledge.findings)
        log.append(
            await CatalogCheckup(knowledge.compiled, policy: settings.policy).run(
                on: ChatCorpus.read(settings.intents, into: log)))
        let findings = log.findings.sorted
        let errors = findings.count { $0.severity == .error }
        let warnings = findings.count { $0.severity == .warning }
        switch format {
        case .text:
            for finding in findings { print(finding.line) }
            print(
                "意图 \(knowledge.intentCount) 个，答案 \(knowledge.compiled.catalog.answers.count) 篇，"
                    + "错误 \(errors) 个，警告 \(warnings) 个，版本 \(knowledge.digest)")
        case .json:
            let lines = findings.map {
                Line(
                    path: $0.location.path, line: $0.location.line, column: $0.location.column,
                    severity: $0.severity.rawValue, message: $0.message, rule: $0.rule)
            }
            print(
                try jsonText(
                    Report(
                        catalogDigest: knowledge.digest, intents: knowledge.intentCount,
                        answers: knowledge.compiled.catalog.answers.count, errors: errors, warnings: warnings,
                        findings: lines)))
        }
        if errors > 0 || strict && warnings > 0 { throw ExitCode(1) }
    }
}
