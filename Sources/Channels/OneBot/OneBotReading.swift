import Domain

/// What the segments of a OneBot message say to us, whichever version of the standard names them.
struct OneBotReading {
    /// One segment, in words that both versions share.
    enum Part {
        case words(String)
        case mention(String)
        case mentionOfAll
        case quote(String)
        /// Something without words, such as a picture.
        case other
    }

    /// The words, or the kind of the first thing without words.
    let content: InboundMessage.Content
    /// Whether a segment mentions the bot; a mention of all does not.
    let mentionsBot: Bool
    /// Who else is mentioned.
    let mentions: [SenderID]
    /// The message that is quoted.
    let quoted: MessageID?

    /// Reads the segments of a message to the bot `selfID`; `part` knows the version's names.
    init(
        _ segments: [MessageSegment], selfID: String, botNames: [String], part: (MessageSegment) -> Part
    ) {
        var words = MentionText()
        var wordless: String?
        var mentionsBot = false
        var mentions: [SenderID] = []
        var quoted: MessageID?
        for segment in segments {
            switch part(segment) {
            case .words(let text): words.add(text)
            case .mention(selfID):
                mentionsBot = true
                words.addMention()
            case .mentionOfAll: words.add("@全体成员")
            case .mention(let id) where Identity.isValid(id):
                words.add("@\(id)")
                mentions.append(SenderID(id))
            case .quote(let id) where Identity.isValid(id): quoted = quoted ?? MessageID(id)
            case .mention, .quote: continue
            case .other: wordless = wordless ?? Identity.kind(segment.type)
            }
        }
        let text = mentionsBot ? MentionText.strip(botNames, from: words.text) : words.text
        content = text.isEmpty ? wordless.map { .unsupported(kind: $0) } ?? .text("") : .text(text)
        self.mentionsBot = mentionsBot
        self.mentions = mentions
        self.quoted = quoted
    }
}

extension MessageSegment {
    /// The segment as OneBot 11 names it; the OneBot 11 standard’s page “消息段类型”.
    var oneBot11: OneBotReading.Part {
        switch type {
        case "text": .words(self["text"] ?? "")
        case "at" where self["qq"] == "all": .mentionOfAll
        case "at": .mention(self["qq"] ?? "")
        case "reply": .quote(self["id"] ?? "")
        default: .other
        }
    }

    /// The segment as OneBot 12 names it; the OneBot 12 standard’s page “消息段”.
    var oneBot12: OneBotReading.Part {
        switch type {
        case "text": .words(self["text"] ?? "")
        case "mention_all": .mentionOfAll
        case "mention": .mention(self["user_id"] ?? "")
        case "reply": .quote(self["message_id"] ?? "")
        default: .other
        }
    }
}
