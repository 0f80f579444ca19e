package import Domain
import Foundation

/// A labelled talk of several turns between villagers, the bot and the adviser.
package struct Dialogue: Sendable {
    /// What somebody says, and what the bot should do about it.
    package struct Turn: Sendable {
        /// Who speaks; `adviser` is the village's adviser, every other name a villager.
        package var speaker: String
        /// The words.
        package var text: String
        /// Whether the bot is spoken to.
        package var isMentioned: Bool
        /// Seconds since the turn before.
        package var gapSeconds: Int
        /// What the bot should do; nil where that is not said, or is no decision on a villager's words.
        package var expect: Decision.Kind?
        /// The subjects that an answer may be about; empty where it does not matter.
        package var topics: [TopicID]
    }

    /// The line's name.
    package var id: String
    /// What is said, in order.
    package var turns: [Turn]

    /// The name under which the adviser speaks.
    static let adviser = "adviser"

    /// Whether a file's first line is a dialogue.
    package static func isFile(_ text: String) -> Bool {
        text.split(separator: "\n").first.flatMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) } != nil
    }

    /// Reads a file's lines; throws with the line's number at the first that is no dialogue.
    package static func read(_ text: String) throws -> [Dialogue] {
        let decoder = JSONDecoder()
        return try text.split(separator: "\n").enumerated().map { number, line in
            do {
                return Dialogue(try decoder.decode(Line.self, from: Data(line.utf8)))
            } catch {
                throw BadLine(line: number + 1)
            }
        }
    }

    /// A line that is no labelled dialogue.
    package struct BadLine: Error, CustomStringConvertible {
        /// Its number, from 1.
        package let line: Int

        /// Which line, and what it should be.
        package var description: String {
            "line \(line): not a labelled dialogue ({\"id\",\"turns\":[{\"from\",\"text\",\"mentioned\",\"gap_seconds\"}]})"
        }
    }

    /// A line as it is written: what the bot should do stands as a turn of `bot-expected`.
    private struct Line: Decodable {
        struct Turn: Decodable {
            var from: String
            var text: String
            var mentioned: Bool?
            var gap_seconds: Int?
        }
        var id: String
        var turns: [Turn]
    }

    private init(_ line: Line) {
        id = line.id
        turns = []
        var waited = 0
        for turn in line.turns {
            waited += turn.gap_seconds ?? 0
            if turn.from == "bot-expected" {
                if let last = turns.last, last.speaker != Self.adviser, last.expect == nil { expect(turn.text) }
            } else {
                turns.append(
                    Turn(
                        speaker: turn.from, text: turn.text, isMentioned: turn.mentioned ?? false, gapSeconds: waited,
                        topics: []))
                waited = 0
            }
        }
    }

    /// `answer[labor.wages,debt.loan]: what it says` — the decision, and the subjects.
    private mutating func expect(_ label: String) {
        let head = label.prefix { $0 != ":" }
        let word = head.prefix { $0 != "[" }.trimmingCharacters(in: .whitespaces)
        turns[turns.count - 1].expect = Self.decisions[word]
        turns[turns.count - 1].topics = head.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
            .split(separator: ",").map { TopicID($0.trimmingCharacters(in: .whitespaces)) }
    }

    /// What the labels call a decision; closing, reminding and declining are casework.
    private static let decisions: [String: Decision.Kind] = [
        "answer": .answer, "contact": .answer, "menu": .clarify, "clarify": .clarify, "ask": .clarify,
        "escalate": .escalate, "emergency": .emergency, "silent": .silent,
    ]
}
