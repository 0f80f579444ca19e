import ArgumentParser
import Content
import Desk
import Domain
import Foundation

/// `counsel evaluate`: how well labelled questions are understood.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measures the catalog on labelled questions, a JSON object a line.")

    @OptionGroup var options: ConfigOptions

    @Argument(help: "The file of questions: {\"id\",\"text\",\"topics\",\"mentioned\",\"expect\"} a line.")
    var file: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "Where to write the lines that came out wrong.")
    var failures: String?

    @Option(help: "The moment of asking, such as 2026-11-23T21:04:05+08:00.")
    var at: String?

    private struct Failure: Encodable {
        let id: String
        let text: String
        let topics: [String]
        let expect: String?
        let decision: String
        let reason: String
        let candidates: [String]
    }

    func run() throws {
        let now = try moment(at)
        let settings = try options.loadOrExit()
        let knowledge = try options.knowledgeOrExit(settings, at: now)
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("cannot read \(file)")
        }
        let questions = try Evaluation.read(String(decoding: data, as: UTF8.self))
        let rehearsal = Rehearsal(knowledge, policy: settings.policy)
        let outcomes = Evaluation(rehearsal, stopwatch: System.stopwatch).run(questions, at: now)
        if let failures { try write(outcomes.filter(\.isWrong), to: failures) }
        let report = EvaluationReport(outcomes)
        print(try json ? jsonText(report) : report.text)
    }

    private func write(_ outcomes: [Evaluation.Outcome], to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try outcomes.map { outcome in
            let candidates = outcome.result.interpretation.candidates.map {
                "\($0.intent) \(($0.score * 100).rounded() / 100)"
            }
            return String(
                decoding: try encoder.encode(
                    Failure(
                        id: outcome.question.id, text: outcome.question.text,
                        topics: outcome.question.topics.map(\.text), expect: outcome.question.expect?.rawValue,
                        decision: outcome.result.decision.kind.rawValue,
                        reason: outcome.result.decision.reason.rawValue, candidates: candidates)), as: UTF8.self)
        }
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}

extension EvaluationReport {
    /// The figures a line each, for people.
    var text: String {
        func percent(_ share: Double?) -> String { share.map { "\(($0 * 1000).rounded() / 10) %" } ?? "–" }
        let counts = decisions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return """
            questions             \(questions) (\(counts))
            in scope              \(inScope)
            answered              \(answered), right \(answeredCorrectly)
            answer precision      \(percent(answerPrecision))
            answer coverage       \(percent(answerCoverage))
            top 1 / top 3         \(percent(top1)) / \(percent(top3))
            clarify hit           \(percent(clarifyHit))
            false replies         \(falseReplies)
            emergencies           missed \(missedEmergencies), false \(falseEmergencies)
            expectations met      \(percent(expectationAccuracy))
            time a message        \(nanosecondsPerMessage) ns (median)
            """
    }
}
