import Domain

/// The cards with buttons that go with a robot's reply; WeCom’s developer document 101032.
enum WeComAIBotCard {
    /// A button and what pressing it says.
    private struct Button {
        let key: String
        let label: String
        let style: Int64
    }

    private static let verdicts = [
        Button(key: "solved", label: "解决了", style: 1), Button(key: "unsolved", label: "没解决", style: 2),
        Button(key: "human", label: "转人工", style: 2),
    ]
    private static let words = ["solved": "解决了", "unsolved": "没解决", "human": "转人工"]
    private static let choicePrefix = "choice-"
    private static let feedbackPrefix = "i-"
    private static let cardPrefix = "t-"

    /// The most characters that a button shows.
    private static let labelLength = 10

    /// What pressing a button says, as if it had been typed; nil for buttons that are not ours.
    static func words(behind key: String) -> String? {
        if let words = words[key] { return words }
        guard key.hasPrefix(choicePrefix), let number = Int(key.dropFirst(choicePrefix.count)),
            (1...9).contains(number)
        else { return nil }
        return String(number)
    }

    /// The id under which people judge the reply of a log row.
    static func feedbackID(of interaction: Int64) -> String { "\(feedbackPrefix)\(interaction)" }

    /// The log row behind such an id.
    static func interaction(ofFeedback id: String) -> Int64? {
        guard id.hasPrefix(feedbackPrefix) else { return nil }
        return Int64(id.dropFirst(feedbackPrefix.count))
    }

    /// The card for a reply: the choices of its menu, or whether it helped; nil when there is nothing to press.
    static func card(for acknowledgement: Acknowledgement) -> JSONValue? {
        guard let reply = acknowledgement.reply, let interaction = acknowledgement.interaction else { return nil }
        if !reply.choices.isEmpty {
            let choices = reply.choices.enumerated().map { index, name in
                Button(key: "\(choicePrefix)\(index + 1)", label: "\(index + 1) \(name)", style: 1)
            }
            return card("您想问哪一样？", choices + verdicts.suffix(1), of: interaction)
        }
        return reply.isAnswer ? card("这样讲，解决了没有？", verdicts, of: interaction) : nil
    }

    /// What a card becomes once a button was pressed: it cannot be disabled, only replaced.
    static func pressed(_ card: String, saying words: String, at url: String) -> JSONValue {
        [
            "response_type": "update_template_card",
            "template_card": [
                "card_type": "text_notice",
                "main_title": ["title": .string("收到：\(words)")],
                "card_action": ["type": 1, "url": .string(url)],
                "task_id": .string(card),
            ],
        ]
    }

    private static func card(_ title: String, _ buttons: [Button], of interaction: Int64) -> JSONValue {
        [
            "card_type": "button_interaction",
            "main_title": ["title": .string(title)],
            "button_list": .array(
                buttons.map { button in
                    [
                        "text": .string(String(button.label.prefix(labelLength))), "style": .number("\(button.style)"),
                        "key": .string(button.key),
                    ]
                }),
            "task_id": .string("\(cardPrefix)\(interaction)"),
        ]
    }
}
