package import Domain
import Foundation
package import Store

/// Puts the same questions to two catalogs and tells what would be said differently.
package struct CatalogComparison: Sendable {
    /// A question, how it is put, and how often it was.
    package struct Question: Sendable, Equatable {
        /// The words.
        package var text: String
        /// How it is put.
        package var setting: Rehearsal.Setting
        /// How often it was put.
        package var times: Int
    }

    /// What one catalog would do, as far as it can be told apart from the other.
    package struct Outcome: Sendable, Hashable {
        /// What it would do.
        package var decision: Decision.Kind
        /// The answer it would give, or hide behind the private line.
        package var answer: AnswerID?
        /// What it would offer.
        package var choices: [AnswerID]
    }

    /// Questions that would change in the same way.
    package struct Change: Sendable {
        /// What was done.
        package var before: Outcome
        /// What would be done; the same as before where only the words of the reply differ.
        package var after: Outcome
        /// The questions, the most frequent first.
        package var questions: [Question]

        /// How often one of them was put.
        package var times: Int { questions.reduce(0) { $0 + $1.times } }
        /// Whether the decision stays and only the text of the answer differs.
        package var isWording: Bool { before == after }
    }

    private let old: Rehearsal
    private let new: Rehearsal

    /// Takes both catalogs.
    package init(old: Rehearsal, new: Rehearsal) {
        self.old = old
        self.new = new
    }

    /// The changes, what concerns most messages first.
    package func run(_ questions: [Question], at now: Timestamp) -> [Change] {
        var changes: [[Outcome]: Change] = [:]
        for question in questions {
            let before = old.ask(question.text, in: question.setting, village: nil, at: now)
            let after = new.ask(question.text, in: question.setting, village: nil, at: now)
            let pair = [Self.outcome(before), Self.outcome(after)]
            guard pair[0] != pair[1] || before.reply != after.reply else { continue }
            changes[pair, default: Change(before: pair[0], after: pair[1], questions: [])].questions.append(question)
        }
        return changes.values
            .map { change in
                var change = change
                change.questions.sort { ($1.times, $0.text) < ($0.times, $1.text) }
                return change
            }
            .sorted { ($1.times, $0.questions[0].text) < ($0.times, $1.questions[0].text) }
    }

    private static func outcome(_ result: Rehearsal.Result) -> Outcome {
        let decision = result.decision
        return Outcome(
            decision: decision.kind, answer: decision.candidate?.answer ?? decision.emergency?.answer,
            choices: decision.kind == .clarify ? decision.choices.map(\.answer) : [])
    }

    // MARK: Questions

    /// A logged question, put as it was.
    package static func question(_ logged: LoggedQuestion) -> Question {
        Question(
            text: logged.text, setting: !logged.isGroup ? .private : logged.isAddressed ? .mentioned : .overheard,
            times: logged.times)
    }

    private struct Line: Decodable {
        let text: String
        let mentioned: Bool?
        let isPrivate: Bool?
        let times: Int?

        enum CodingKeys: String, CodingKey {
            case text, mentioned, times
            case isPrivate = "private"
        }
    }

    /// Reads a file: a JSON object a line (`text`, and if need be `mentioned`, `private`, `times`), or plain words a line,
    /// which are put with the bot mentioned; throws with the line's number at the first that is neither.
    package static func read(_ text: String) throws -> [Question] {
        try text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .compactMap { number, line in
                let words = line.trimmingCharacters(in: .whitespaces)
                guard !words.isEmpty, !words.hasPrefix("#") else { return nil }
                guard words.hasPrefix("{") else { return Question(text: words, setting: .mentioned, times: 1) }
                guard let line = try? JSONDecoder().decode(Line.self, from: Data(words.utf8)) else {
                    throw BadLine(number: number + 1)
                }
                let setting: Rehearsal.Setting =
                    line.isPrivate == true ? .private : line.mentioned == false ? .overheard : .mentioned
                return Question(text: line.text, setting: setting, times: max(1, line.times ?? 1))
            }
    }

    /// A line of the questions' file that cannot be read.
    package struct BadLine: Error, Equatable, CustomStringConvertible {
        /// The line, from 1.
        package let number: Int

        /// Which line, and what it should be.
        package var description: String {
            "line \(number) is no question; write words, or an object like {\"text\":\"…\",\"mentioned\":true}"
        }
    }
}
