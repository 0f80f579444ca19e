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
                    channel: channel, id: ConversationID(try Identity.require(event["group_id"])), kind: .group))
            return
        }
        guard type == "message" else {
            self = .other(kind: Identity.kind(detail.isEmpty ? type : "\(type).\(detail)"))
            return
        }
        let own = try Identity.require(event["self"]?["user_id"])
        let user = try Identity.require(event["user_id"])
        guard user != own else {
            self = .other(kind: "own-echo")
            return
        }
        let conversation: Conversation
        switch detail {
        case "group":
            conversation = Conversation(
                channel: channel, id: ConversationID(try Identity.require(event["group_id"])), kind: .group)
        case "private": conversation = Conversation(channel: channel, id: ConversationID(user), kind: .private)
        default:
            self = .other(kind: Identity.kind("message.\(detail)"))
            return
        }
        guard let elements = event["message"]?.array else { throw .malformed }
        let segments = try elements.map { element throws(ChannelError) in try MessageSegment(element) }
        let reading = OneBotReading(segments, selfID: own, botNames: botNames, part: \.oneBot12)
        self = .message(
            InboundMessage(
                conversation: conversation, sender: SenderID(user),
                id: MessageID(try Identity.require(event["message_id"])), content: reading.content,
                mentionsBot: reading.mentionsBot, mentions: reading.mentions,
                quote: reading.quoted.map { InboundMessage.Quote(messageID: $0, text: nil) },
                sentAt: try Self.moment(event["time"])))
    }

    /// Seconds with a fraction.
    private static func moment(_ value: JSONValue?) throws(ChannelError) -> Timestamp {
        guard case .number(let text) = value, let seconds = Double(text), (0..<253_402_300_800).contains(seconds)
        else { throw .malformed }
        return Timestamp(milliseconds: Int64(seconds * 1_000))
    }
}
