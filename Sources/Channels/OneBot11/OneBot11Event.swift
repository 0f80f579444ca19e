import Domain

/// A OneBot 11 event: a message, or something else by its name.
enum OneBot11Event {
    case message(InboundMessage)
    case joined(Conversation)
    case other(kind: String)

    /// Reads an event of the bot `selfID`.
    init(_ event: JSONValue, channel: ChannelID, selfID: String, botNames: [String]) throws(ChannelError) {
        guard let post = event["post_type"]?.string, try Identity.require(event["self_id"]) == selfID else {
            throw .malformed
        }
        if post == "notice", event["notice_type"]?.string == "group_increase", event["user_id"]?.identity == selfID {
            let group = ConversationID(try Identity.require(event["group_id"]))
            self = .joined(Conversation(channel: channel, id: group, kind: .group))
            return
        }
        guard post == "message" else {
            self = .other(kind: Self.name(of: event, post: post))
            return
        }
        let user = try Identity.require(event["user_id"])
        guard user != selfID else {
            self = .other(kind: "own-echo")
            return
        }
        let conversation: Conversation
        switch event["message_type"]?.string {
        case "group":
            let group = ConversationID(try Identity.require(event["group_id"]))
            conversation = Conversation(channel: channel, id: group, kind: .group)
        case "private":
            conversation = Conversation(channel: channel, id: ConversationID(user), kind: .private)
        case let type?:
            self = .other(kind: Identity.kind("message.\(type)"))
            return
        case nil: throw .malformed
        }
        guard let time = event["time"] else { throw .malformed }
        let reading = OneBotReading(
            try Self.segments(event["message"]), selfID: selfID, botNames: botNames, part: \.oneBot11)
        self = .message(
            InboundMessage(
                conversation: conversation, sender: SenderID(user), senderName: Self.displayName(event["sender"]),
                id: MessageID(try Identity.require(event["message_id"])), content: reading.content,
                mentionsBot: reading.mentionsBot, mentions: reading.mentions,
                quote: reading.quoted.map { InboundMessage.Quote(messageID: $0, text: nil) },
                sentAt: try time.requireMoment()))
    }

    private static func name(of event: JSONValue, post: String) -> String {
        guard post != "message_sent" else { return "own-echo" }
        let detail = event["meta_event_type"] ?? event["notice_type"] ?? event["request_type"]
        return Identity.kind(detail?.string.map { "\(post).\($0)" } ?? post)
    }

    private static func segments(_ message: JSONValue?) throws(ChannelError) -> [MessageSegment] {
        switch message {
        case .string(let text): return CQCode.segments(of: text)
        case .array(let elements):
            return try elements.map { element throws(ChannelError) in try MessageSegment(element) }
        default: throw .malformed
        }
    }

    private static func displayName(_ sender: JSONValue?) -> String? {
        Identity.displayName(sender?["card"]?.string) ?? Identity.displayName(sender?["nickname"]?.string)
    }
}
