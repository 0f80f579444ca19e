import ArgumentParser
import Content
import Desk
import Domain
import Foundation
import Store

/// `--config`, which every command takes.
struct ConfigOptions: ParsableArguments {
    @Option(help: "The config file; paths in it start where the command is run.")
    var config = "config/demo.yaml"

    /// The settings, and what is wrong with them.
    func load(into log: FindingLog) -> Settings {
        SettingsLoader(environment: Environment(ProcessInfo.processInfo.environment)).load(config, into: log)
    }

    /// The settings; prints what is wrong and ends the command when they cannot be used.
    func loadOrExit() throws -> Settings {
        let log = FindingLog()
        let settings = load(into: log)
        try exitOnErrors(log.findings)
        return settings
    }

    /// The knowledge behind the settings; prints what is wrong and ends the command when it cannot be used.
    func knowledgeOrExit(_ settings: Settings, at now: Timestamp) throws -> Knowledge {
        let knowledge = KnowledgeFiles(settings).load(at: now)
        try exitOnErrors(knowledge.findings)
        return knowledge
    }

    /// What reports call things, which is read much faster; prints what is wrong and ends the command if it must.
    func namesOrExit(_ settings: Settings) throws -> ReportNames {
        let log = FindingLog()
        let names = KnowledgeFiles(settings).names(into: log)
        try exitOnErrors(log.findings)
        return names
    }
}

extension Settings {
    /// The database, opened with the key of the config file.
    func openDatabase(_ path: String? = nil) throws -> CounselDatabase {
        try CounselDatabase(path: path ?? database, vault: PrivacyKey.vault(self))
    }
}

/// Prints errors to standard error and ends the command with 1 when there are any.
func exitOnErrors(_ findings: [Finding]) throws {
    guard findings.hasErrors else { return }
    for finding in findings.sorted where finding.severity == .error { printError(finding.line) }
    throw ExitCode(1)
}

/// Prints a line to standard error.
func printError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
