import Desk
import Domain
import Foundation

/// Figures as people read them, and what came out wrong, a JSON object a line.
enum EvaluationOutput {
    private struct Failure: Encodable {
        let id: String
        let text: String
        let topics: [String]
        let expect: String?
        let decision: String
        var turn: Int?
        var topic: String?
        var reason: String?
        var candidates: [String]?
    }

    static func failures(_ outcomes: [Evaluation.Outcome]) throws -> String {
        try lines(
            outcomes.map { outcome in
                Failure(
                    id: outcome.question.id, text: outcome.question.text, topics: outcome.question.topics.map(\.text),
                    expect: outcome.question.expect?.rawValue, decision: outcome.result.decision.kind.rawValue,
                    reason: outcome.result.decision.reason.rawValue,
                    candidates: outcome.result.interpretation.candidates.map {
                        "\($0.intent) \(($0.score * 100).rounded() / 100)"
                    })
            })
    }

    static func failures(_ outcomes: [DialoguePlay.Outcome]) throws -> String {
        try lines(
            outcomes.map { outcome in
                Failure(
                    id: outcome.dialogue, text: outcome.turn.text, topics: outcome.turn.topics.map(\.text),
                    expect: outcome.turn.expect?.rawValue, decision: outcome.decision?.rawValue ?? "refused",
                    turn: outcome.number, topic: outcome.topic?.text)
            })
    }

    private static func lines(_ failures: [Failure]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try failures.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
    }

    fileprivate static func percent(_ share: Double?) -> String {
        share.map { "\(($0 * 1000).rounded() / 10) %" } ?? "–"
    }

    fileprivate static func counts(_ decisions: [String: Int]) -> String {
        decisions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

extension EvaluationReport {
    /// The figures a line each, for people.
    var text: String {
        let percent = EvaluationOutput.percent
        return """
            questions             \(questions) (\(EvaluationOutput.counts(decisions)))
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

extension DialogueReport {
    /// The figures a line each, for people.
    var text: String {
        """
        dialogues             \(dialogues), right from end to end \(dialoguesMet)
        turns                 \(turns) (\(EvaluationOutput.counts(decisions)))
        expectations met      \(turnsMet), \(EvaluationOutput.percent(turnAccuracy))
        answered              \(answered), right \(answeredCorrectly)
        false replies         \(falseReplies)
        emergencies           missed \(missedEmergencies), false \(falseEmergencies)
        """
    }
}
