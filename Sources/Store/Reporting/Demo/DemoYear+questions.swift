import Domain
import Foundation
import GRDB
import Sealing

/// One made-up message that is written down, with what the bot made of it.
struct DemoSaying {
    var at: Timestamp
    var place: DemoPlan.Place
    var group: Conversation
    var sender: String
    var words: String
    var decision: Decision.Kind
    var reason: Decision.Reason
    var question: DemoPlan.Question?
    var choices: [DemoPlan.Question] = []
    var caseNumber: Int64?
    /// Whether it was said to the bot rather than overheard.
    var isAddressed = true
}

/// What was asked and what became of it.
extension DemoYear {
    mutating func writeQuestions(_ db: Database) throws {
        let hours = Int(plan.end.chinaHour - plan.start.chinaHour)
        let total = Self.byHour.reduce(0, +) * max(1, hours / 24)
        var done = 0
        for hour in 0..<hours {
            done += Self.byHour[hour % 24]
            let share = plan.interactions * done / max(1, total)
            let until = hour == hours - 1 ? plan.interactions : min(plan.interactions, share)
            let start = plan.start.adding(minutes: hour * 60)
            // What follows from what was said before comes first; the rest is new.
            let old = later.removeValue(forKey: start.chinaHour) ?? []
            let moments = (0..<max(0, until - written - old.count)).map { _ in
                start.adding(seconds: Int64(random.below(3_600)))
            }
            var due = old.sorted { $0.at < $1.at }[...]
            for at in moments.sorted() {
                while let next = due.first, next.at <= at { try write(due.removeFirst(), db) }
                try writeQuestion(at: at, db)
                // What follows within the hour.
                if let soon = later.removeValue(forKey: start.chinaHour) {
                    due = (due + soon).sorted { $0.at < $1.at }[...]
                }
            }
            for saying in due { try write(saying, db) }
        }
    }

    private mutating func writeQuestion(at: Timestamp, _ db: Database) throws {
        let place = plan.places[random.skewed(plan.places.count)]
        guard !place.groups.isEmpty else { return }
        let group = place.groups[random.percent(75) ? 0 : random.below(place.groups.count)]
        let question = plan.questions[random.skewed(plan.questions.count)]
        var saying = DemoSaying(
            at: at, place: place, group: group, sender: "demo-\(place.village)-\(random.skewed(260))",
            words: words(question), decision: .answer, reason: .clear, question: question)
        if random.percent(3) { saying.words = "我叫张三，电话13800138000，" + saying.words }
        if Int(nextCase) - 1_001 < plan.cases * (written + 1) / max(1, plan.interactions) {
            try openCase(&saying, db)
        } else {
            decide(&saying)
        }
        try write(saying, db)
    }

    private mutating func words(_ question: DemoPlan.Question) -> String {
        question.words.isEmpty ? question.intent.text : question.words[random.below(question.words.count)]
    }

    /// What the bot makes of a question that needs nobody.
    private mutating func decide(_ saying: inout DemoSaying) {
        let roll = random.below(100)
        switch roll {
        case ..<52: saying.reason = .clear
        case ..<74:
            saying.reason = .overheardClear
            saying.isAddressed = false
        case ..<83: saying.reason = .alreadyAnswered
        case ..<86: saying.reason = .sensitive
        case ..<88:
            saying.reason = roll == 86 ? .greeting : .contact
            saying.words = roll == 86 ? "" : "村里的法律顾问是谁"
            saying.question = nil
        case ..<97:
            saying.decision = .clarify
            saying.reason = .close
            saying.choices = [saying.question].compactMap(\.self) + [plan.questions[random.below(plan.questions.count)]]
            if random.percent(65) { chooseLater(from: saying) }
        default:
            saying.decision = .clarify
            saying.reason = .vague
            saying.words = "我想问个事"
            saying.question = nil
        }
    }

    /// Who is shown a menu mostly takes something from it.
    private mutating func chooseLater(from menu: DemoSaying) {
        let chosen = random.below(menu.choices.count)
        var saying = menu
        saying.at = menu.at.adding(seconds: Int64(random.within(10..<400)))
        saying.words = "\(chosen + 1)"
        saying.decision = .answer
        saying.reason = .menuChoice
        saying.question = menu.choices[chosen]
        saying.choices = []
        say(saying)
    }

    /// Puts off a message until its hour; what would come after the end is never said.
    mutating func say(_ saying: DemoSaying) {
        guard saying.at < plan.end else { return }
        later[saying.at.chinaHour, default: []].append(saying)
    }

    mutating func write(_ saying: DemoSaying, _ db: Database) throws {
        written += 1
        let sender = key(saying.group.channel, saying.sender)
        let masked = Masking.masked(saying.words)
        // Words as they came are kept for a while, and only where masking changed them.
        let sealed =
            saying.at < kept(Self.shortDays)
            ? nil
            : masked.map { _ in
                Data(vault.seal(saying.words, for: SealedUse.words, salt: "\(sender) \(saying.at.milliseconds)"))
            }
        let isAnswer = saying.decision == .answer && saying.question != nil
        try db.cachedStatement(sql: Self.interactionSQL).execute(arguments: [
            saying.group.channel.text, saying.group.id.text, sender, "demo-\(random.next())",
            saying.place.village.text, saying.at.milliseconds, saying.isAddressed, masked ?? saying.words, sealed,
            saying.decision.rawValue, saying.reason.rawValue, saying.question?.intent.text,
            saying.question?.topic.text, isAnswer ? saying.question?.answer.text : nil,
            saying.question == nil ? nil : Double(500 + random.below(500)) / 1_000, saying.question == nil ? nil : "演示",
            plan.digest, saying.decision == .silent ? nil : "（演示答复）\(saying.question?.intent.text ?? "")",
            saying.decision != .silent, saying.caseNumber,
            saying.choices.isEmpty ? nil : saying.choices.map(\.intent.text).joined(separator: "\n"),
        ])
        if isAnswer { try writeAftermath(of: saying, from: sender, db) }
    }

    private static let interactionSQL = """
        INSERT INTO interaction (channel, conversation, isGroup, sender, messageId, village, receivedAt, isAddressed,
            text, sealed, decision, reason, intent, topic, answer, score, evidence, catalogDigest, reply, mentionsAsker,
            caseNumber, choices)
        VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
