import Channels
import Domain
import Store

extension Sample.Expectation {
    static func sent(_ value: JSONValue) -> [Sent] {
        (value.array ?? []).map { message in
            Sent(
                to: message["to"]?.string ?? "", says: message["says"]?.array?.compactMap(\.string) ?? [],
                mentions: message["mentions"]?.array?.compactMap(\.string) ?? [])
        }
    }

    static func history(_ value: JSONValue) -> History {
        History(
            number: value["case"]?.integer ?? 0, lines: value["lines"]?.array?.compactMap(\.string) ?? [])
    }

    /// What the office sent otherwise than expected, one line each.
    func complaints(about messages: [OutboundMessage]) -> [String] {
        guard let sent else { return [] }
        var complaints: [String] = []
        if sent.count != messages.count {
            let seen = messages.map { "\($0.destination) “\($0.text.prefix(24))”" }.joined(separator: ", ")
            complaints.append("\(messages.count) messages sent instead of \(sent.count): \(seen)")
        }
        for (expected, message) in zip(sent, messages) {
            if expected.to != message.destination {
                complaints.append("a message went to \(message.destination) instead of \(expected.to)")
            }
            for words in expected.says where !message.text.contains(words) {
                complaints.append("the message to \(message.destination) does not say “\(words)”: \(message.text)")
            }
            if !expected.mentions.isEmpty && expected.mentions != message.mentions {
                complaints.append("the message to \(message.destination) mentions \(message.mentions)")
            }
        }
        return complaints
    }

    /// Where the history is otherwise than expected, one line each.
    func complaints(about history: CaseHistory?) -> [String] {
        guard let expected = self.history else { return [] }
        let lines = history?.lines.map(\.summary) ?? []
        if lines == expected.lines { return [] }
        return ["the history of \(expected.number) is: " + lines.map { "\n       \($0)" }.joined()]
    }
}

extension CaseHistory.Line {
    /// `2026-11-24 02:10 notified adviser-zengjia-01`.
    package var summary: String {
        ["\(at.chinaDate) \(at.clock)", kind, person?.text].compactMap(\.self).joined(separator: " ")
    }
}
