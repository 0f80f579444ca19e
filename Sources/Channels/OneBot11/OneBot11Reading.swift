import Domain

/// What the segments of a message say to us.
struct OneBot11Reading {
    /// The words, or the kind of the first thing without words.
    let content: InboundMessage.Content
    /// Whether a segment mentions the bot; `@all` does not.
    let mentionsBot: Bool
    /// Who else is mentioned.
    let mentions: [SenderID]
    /// The message that is quoted.
    let quoted: MessageID?

    /// Reads the segments of a message to the bot `selfID`.
    init(_ segments: [MessageSegment], selfID: String, botNames: [String]) {
        var words = MentionText()
        var wordless: String?
        var mentionsBot = false
        var mentions: [SenderID] = []
        var quoted: MessageID?
        for segment in segments {
            switch segment.type {
            case "text": words.add(segment["text"] ?? "")
            case "at" where segment["qq"] == selfID:
                mentionsBot = true
                words.addMention()
            case "at" where segment["qq"] == "all": words.add("@全体成员")
            case "at":
                guard let id = segment["qq"], Identity.isValid(id) else { continue }
                words.add("@\(id)")
                mentions.append(SenderID(id))
            case "reply":
                guard let id = segment["id"], Identity.isValid(id) else { continue }
                quoted = quoted ?? MessageID(id)
            default: wordless = wordless ?? Identity.kind(segment.type)
            }
        }
        let text = mentionsBot ? MentionText.strip(botNames, from: words.text) : words.text
        content = text.isEmpty ? wordless.map { .unsupported(kind: $0) } ?? .text("") : .text(text)
        self.mentionsBot = mentionsBot
        self.mentions = mentions
        self.quoted = quoted
    }
}
