import Domain

/// A message or event in the XML that WeCom's apps and the Official Account share; WeCom’s developer documents 90239
/// and 90240.
enum WeChatEvent {
    /// Somebody wrote to us.
    case message(InboundMessage)
    /// Somebody began to follow us, or opened the chat.
    case entered(InboundMessage)
    /// Something else, by its name.
    case other(kind: String)

    /// Reads what was sent on `channel`.
    ///
    /// - Parameter menu: What pressing an entry of the bot's menu says, by the entry's key.
    init(_ xml: FlatXML, channel: ChannelID, menu: [String: String]) throws(ChannelError) {
        let fields = try WeChatFields(xml, channel: channel)
        guard let type = xml["MsgType"], !type.isEmpty else { throw .malformed }
        switch type {
        case "event": self = try Self.event(fields, menu)
        case "text":
            guard let words = xml["Content"] else { throw .malformed }
            self = .message(try fields.message(.text(MentionText.strip([], from: words))))
        case "voice":
            // The platform's own transcript, where it still makes one.
            let words = MentionText.strip([], from: xml["Recognition"] ?? "")
            self = .message(try fields.message(words.isEmpty ? .unsupported(kind: "voice") : .text(words)))
        default: self = .message(try fields.message(.unsupported(kind: Identity.kind(type))))
        }
    }

    private static func event(_ fields: WeChatFields, _ menu: [String: String]) throws(ChannelError) -> WeChatEvent {
        guard let event = fields.xml["Event"], !event.isEmpty else { throw .malformed }
        let name = event.lowercased()
        let key = fields.xml["EventKey"] ?? ""
        switch name {
        case "click":
            guard let words = menu[key] else { return .other(kind: "event.click") }
            return .message(fields.event(name, key, .text(words)))
        case "subscribe", "enter_agent": return .entered(fields.event(name, key, .text("")))
        default: return .other(kind: Identity.kind("event.\(name)"))
        }
    }
}

/// The fields that every message and event has.
private struct WeChatFields {
    let xml: FlatXML
    private let channel: ChannelID
    private let sender: String
    private let recipient: String
    private let sentAt: Timestamp

    init(_ xml: FlatXML, channel: ChannelID) throws(ChannelError) {
        self.xml = xml
        self.channel = channel
        sender = try Identity.require(xml["FromUserName"])
        recipient = try Identity.require(xml["ToUserName"])
        sentAt = try JSONValue.string(xml["CreateTime"] ?? "").requireMoment()
    }

    func message(_ content: InboundMessage.Content) throws(ChannelError) -> InboundMessage {
        message(id: try Identity.require(xml["MsgId"]), content)
    }

    /// Events have no number of their own: who, when and what tell them apart.
    func event(_ name: String, _ key: String, _ content: InboundMessage.Content) -> InboundMessage {
        message(id: "\(name) \(sentAt.milliseconds / 1_000) \(Identity.kind(key))", content)
    }

    private func message(id: String, _ content: InboundMessage.Content) -> InboundMessage {
        InboundMessage(
            conversation: Conversation(channel: channel, id: ConversationID(sender), kind: .private),
            sender: SenderID(sender), id: MessageID(id), content: content, sentAt: sentAt, recipient: recipient)
    }
}

extension FlatXML {
    /// A text for the sender of `message`, in the name under which they wrote to us.
    static func words(_ text: String, to message: InboundMessage, at now: Timestamp) -> FlatXML {
        FlatXML([
            "ToUserName": message.sender.text, "FromUserName": message.recipient ?? "",
            "CreateTime": "\(now.milliseconds / 1_000)", "MsgType": "text", "Content": text,
        ])
    }
}
