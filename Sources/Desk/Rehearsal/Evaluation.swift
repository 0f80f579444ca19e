package import Domain
import Foundation

/// Measures understanding on labelled questions.
package struct Evaluation: Sendable {
    /// One labelled line.
    package struct Question: Sendable, Decodable {
        /// The line's name.
        package var id: String
        /// What somebody wrote.
        package var text: String
        /// The subjects it may be filed under, the primary one first.
        package var topics: [TopicID]
        /// Whether the bot is spoken to; true when the line does not say.
        package var mentioned: Bool?
        /// What the bot should do, where the line says.
        package var expect: Decision.Kind?
    }

    /// What came of one line.
    package struct Outcome: Sendable {
        /// The line.
        package var question: Question
        /// What the bot would do.
        package var result: Rehearsal.Result
        /// How long it took, in nanoseconds.
        package var nanoseconds: Int

        /// Whether the line is about something that the catalog should know.
        var isInScope: Bool { question.topics.first.map { !$0.text.hasPrefix("other.") } ?? false }

        /// The subject of the answer that would be sent.
        package var answeredTopic: TopicID? {
            result.decision.kind == .answer ? result.decision.candidate?.topic : nil
        }

        /// Whether somebody should look: a wrong answer, a right topic that is not first, or an expectation missed.
        package var isWrong: Bool {
            if let expect = question.expect, expect != result.decision.kind { return true }
            if let answeredTopic, !question.topics.contains(answeredTopic) { return true }
            return isInScope && !hasRightTopic(result.interpretation.candidates.prefix(1))
        }

        func hasRightTopic(_ candidates: some Sequence<Candidate>) -> Bool {
            candidates.contains { question.topics.contains($0.topic) }
        }
    }

    private let rehearsal: Rehearsal
    private let stopwatch: @Sendable () -> Int

    /// Takes whom to ask, and a clock in nanoseconds.
    package init(_ rehearsal: Rehearsal, stopwatch: @escaping @Sendable () -> Int) {
        self.rehearsal = rehearsal
        self.stopwatch = stopwatch
    }

    /// Reads a file's lines; throws with the line's number at the first that is no question.
    package static func read(_ text: String) throws -> [Question] {
        let decoder = JSONDecoder()
        return try text.split(separator: "\n").enumerated().map { number, line in
            do {
                return try decoder.decode(Question.self, from: Data(line.utf8))
            } catch {
                throw BadLine(line: number + 1)
            }
        }
    }

    /// A line that is no labelled question.
    package struct BadLine: Error, CustomStringConvertible {
        /// Its number, from 1.
        package let line: Int

        /// Which line, and what it should be.
        package var description: String { "line \(line): not a labelled question ({\"id\",\"text\",\"topics\"})" }
    }

    /// Puts every question.
    package func run(_ questions: [Question], at now: Timestamp) -> [Outcome] {
        questions.map { question in
            let start = stopwatch()
            let setting: Rehearsal.Setting = question.mentioned ?? true ? .mentioned : .overheard
            let result = rehearsal.ask(question.text, in: setting, village: nil, at: now)
            return Outcome(question: question, result: result, nanoseconds: stopwatch() - start)
        }
    }
}
