import Content
import Desk
import Domain

/// What `counsel diff` prints.
struct DiffOutput: Encodable {
    /// What one catalog would do.
    struct Outcome: Encodable {
        let decision: String
        let answer: String?
        let choices: [String]
    }

    /// Questions that would change in the same way.
    struct Change: Encodable {
        let kind: String
        let before: Outcome
        let after: Outcome
        let questions: Int
        let messages: Int
        let samples: [String]
    }

    let oldDigest: String
    let newDigest: String
    /// Different questions put, and the messages that they stand for.
    let questions: Int
    let messages: Int
    /// Of those, what would be decided otherwise, and what would only be worded otherwise.
    let changedQuestions: Int
    let changedMessages: Int
    let rewordedQuestions: Int
    let rewordedMessages: Int
    let changes: [Change]
    let text: String

    private enum CodingKeys: String, CodingKey {
        case oldDigest, newDigest, questions, messages, changedQuestions, changedMessages, rewordedQuestions
        case rewordedMessages, changes
    }

    init(
        _ changes: [CatalogComparison.Change], of put: [CatalogComparison.Question], from old: Catalog, to new: Catalog,
        digests: (String, String)
    ) {
        (oldDigest, newDigest) = digests
        questions = put.count
        messages = put.reduce(0) { $0 + $1.times }
        let decided = changes.filter { !$0.isWording }
        let reworded = changes.filter(\.isWording)
        changedQuestions = decided.reduce(0) { $0 + $1.questions.count }
        changedMessages = decided.reduce(0) { $0 + $1.times }
        rewordedQuestions = reworded.reduce(0) { $0 + $1.questions.count }
        rewordedMessages = reworded.reduce(0) { $0 + $1.times }
        self.changes = (decided + reworded).map { change in
            Change(
                kind: change.isWording ? "wording" : "decision", before: Self.outcome(change.before),
                after: Self.outcome(change.after), questions: change.questions.count, messages: change.times,
                samples: change.questions.prefix(5).map(\.text))
        }
        var lines = [
            "问了 \(questions) 个不同的问题（\(messages) 条消息），旧版 \(oldDigest)，新版 \(newDigest)",
            "回法变了：\(changedQuestions) 个（\(changedMessages) 条）；回法没变、只是字句变了：\(rewordedQuestions) 个（\(rewordedMessages) 条）",
        ]
        for change in decided + reworded {
            let before = Self.name(change.before, in: old)
            let what = change.isWording ? "\(before)：字句变了" : "\(before) → \(Self.name(change.after, in: new))"
            lines.append("\(change.questions.count) 个（\(change.times) 条）  \(what)")
            lines += change.questions.prefix(3).map { "    \($0.text)" }
        }
        text = lines.joined(separator: "\n")
    }

    private static func outcome(_ outcome: CatalogComparison.Outcome) -> Outcome {
        Outcome(
            decision: outcome.decision.rawValue, answer: outcome.answer?.text, choices: outcome.choices.map(\.text))
    }

    private static func name(_ outcome: CatalogComparison.Outcome, in catalog: Catalog) -> String {
        func title(_ answer: AnswerID) -> String { "《\(catalog.answers[answer]?.title ?? answer.text)》" }
        let answer = outcome.answer.map(title) ?? "固定回话"
        switch outcome.decision {
        case .answer: return "答\(answer)"
        case .clarify:
            return outcome.choices.isEmpty ? "追问" : "给选项" + outcome.choices.map(title).joined()
        case .escalate: return "转人"
        case .emergency: return "紧急\(answer)"
        case .silent: return "不说话"
        }
    }
}
