import ArgumentParser
import Content
import Desk
import Domain
import Foundation
import Store

/// `counsel evaluate`: how well labelled questions are understood.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures the catalog on labelled questions or dialogues, a JSON object a line.")

    @OptionGroup var options: ConfigOptions

    @Argument(
        help: """
            A line each {\"id\",\"text\",\"topics\",\"mentioned\",\"expect\"}, or \
            {\"id\",\"turns\":[{\"from\",\"text\",\"mentioned\",\"gap_seconds\"}]}.
            """)
    var file: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "Where to write the lines that came out wrong.")
    var failures: String?

    @Option(help: "The moment of asking, such as 2026-11-23T21:04:05+08:00.")
    var at: String?

    func run() async throws {
        let now = try moment(at)
        let settings = try options.loadOrExit()
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("cannot read \(file)")
        }
        let text = String(decoding: data, as: UTF8.self)
        if Dialogue.isFile(text) {
            try await play(Dialogue.read(text), settings, at: now)
        } else {
            try put(Evaluation.read(text), settings, at: now)
        }
    }

    private func put(_ questions: [Evaluation.Question], _ settings: Settings, at now: Timestamp) throws {
        let knowledge = try options.knowledgeOrExit(settings, at: now)
        let rehearsal = Rehearsal(knowledge, policy: settings.policy)
        let outcomes = Evaluation(rehearsal, stopwatch: System.stopwatch).run(questions, at: now)
        let report = EvaluationReport(outcomes)
        try write(EvaluationOutput.failures(outcomes.filter(\.isWrong)))
        print(try json ? jsonText(report) : report.text)
    }

    private func play(_ dialogues: [Dialogue], _ settings: Settings, at now: Timestamp) async throws {
        let assembly = try Assembly(settings, database: .inMemory(), clock: { now })
        guard let channel = settings.channels.first(where: { $0.kind == "neutral" }),
            let play = DialoguePlay(
                assembly.channels, assembly.holder, policy: settings.policy, on: channel.id)
        else { throw ValidationError("dialogues need a channel of kind neutral on which a village has a group") }
        let outcomes = try await play.run(dialogues, at: now)
        let report = DialogueReport(outcomes, of: dialogues.count)
        try write(EvaluationOutput.failures(outcomes.filter { !$0.isMet }))
        print(try json ? jsonText(report) : report.text)
    }

    private func write(_ lines: String) throws {
        if let failures { try lines.write(toFile: failures, atomically: true, encoding: .utf8) }
    }
}
