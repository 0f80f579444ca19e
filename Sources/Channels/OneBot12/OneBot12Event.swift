import Domain

/// A OneBot 12 event: a message, or something else by its name.
enum OneBot12Event {
    case message(InboundMessage)
    case joined(Conversation)
    case other(kind: String)

    /// Reads an event.
    init(_ event: JSONValue, channel: ChannelID, botNames: [String]) throws(ChannelError) {
        guard let type = event["type"]?.string, let detail = event["detail_type"]?.string else { throw .malformed }
        if type == "notice", detail == "group_member_increase", let user = event["user_id"]?.identity,
            user == event["self"]?["user_id"]?.identity
        {
            self = .joined(
                Conversation(
                    channel: channel, id: ConversationID(try Self.identity(event["group_id"])), kind: .group))
            return
        }
        guard type == "message" else {
            self = .other(kind: Identity.kind(detail.isEmpty ? type : "\(type).\(detail)"))
            return
        }
        let own = try Self.identity(event["self"]?["user_id"])
        let user = try Self.identity(event["user_id"])
        guard user != own else {
            self = .other(kind: "own-echo")
            return
        }
        let conversation: Conversation
        switch detail {
        case "group":
            conversation = Conversation(
                channel: channel, id: ConversationID(try Self.identity(event["group_id"])), kind: .group)
        case "private": conversation = Conversation(channel: channel, id: ConversationID(user), kind: .private)
        default:
            self = .other(kind: Identity.kind("message.\(detail)"))
            return
        }
        guard let elements = event["message"]?.array else { throw .malformed }
        let segments = try elements.map { element throws(ChannelError) in try MessageSegment(element) }
        let reading = OneBot12Reading(segments, selfID: own, botNames: botNames)
        self = .message(
            InboundMessage(
                conversation: conversation, sender: SenderID(user),
                id: MessageID(try Self.identity(event["message_id"])), content: reading.content,
                mentionsBot: reading.mentionsBot, mentions: reading.mentions,
                quote: reading.quoted.map { InboundMessage.Quote(messageID: $0, text: nil) },
                sentAt: try Self.moment(event["time"])))
    }

    private static func identity(_ value: JSONValue?) throws(ChannelError) -> String {
        guard let value else { throw .malformed }
        return try value.requireIdentity()
    }

    /// Seconds with a fraction.
    private static func moment(_ value: JSONValue?) throws(ChannelError) -> Timestamp {
        guard case .number(let text) = value, let seconds = Double(text), (0..<253_402_300_800).contains(seconds)
        else { throw .malformed }
        return Timestamp(milliseconds: Int64(seconds * 1_000))
    }
}

/// What the segments of a message say to us.
struct OneBot12Reading {
    /// The words, or the kind of the first thing without words.
    let content: InboundMessage.Content
    /// Whether a segment mentions the bot; `mention_all` does not.
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
            case "mention" where segment["user_id"] == selfID:
                mentionsBot = true
                words.addMention()
            case "mention_all": words.add("@全体成员")
            case "mention":
                guard let id = segment["user_id"], Identity.isValid(id) else { continue }
                words.add("@\(id)")
                mentions.append(SenderID(id))
            case "reply":
                guard let id = segment["message_id"], Identity.isValid(id) else { continue }
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
