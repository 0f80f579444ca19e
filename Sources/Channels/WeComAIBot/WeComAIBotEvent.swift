import Domain

/// What a decrypted callback of a smart robot says; WeCom’s developer documents 100719 and 101027.
enum WeComAIBotEvent {
    /// Somebody wrote, or pressed a button.
    case message(InboundMessage)
    /// Somebody opened the chat for the first time that day.
    case entered(InboundMessage)
    /// The platform asks how far an unfinished reply is.
    case awaited(InboundMessage)
    /// Somebody judged a reply.
    case feedback(ReplyFeedback)
    /// Something else, by its name.
    case other(kind: String)

    /// The kinds of content by which `acknowledge` tells apart what it answers.
    static let enteredKind = "enter_chat"
    /// See `enteredKind`.
    static let awaitedKind = "stream"

    /// Seconds for which a reply address is used; the platform takes it for an hour, less what a call takes.
    private static let addressSeconds: Int64 = 3_540

    /// Reads an event.
    init(
        _ event: JSONValue, channel: ChannelID, settings: WeComAIBotSettings, nonce: String, at now: Timestamp
    ) throws(ChannelError) {
        guard let type = event["msgtype"]?.string else { throw .malformed }
        let sender = try Identity.require(event["from"]?["userid"])
        var message = InboundMessage(
            conversation: try Self.conversation(event, sender: sender, channel: channel), sender: SenderID(sender),
            id: MessageID(try Identity.require(event["msgid"])), content: .text(""), mentionsBot: true)
        message.echo = nonce
        message.sentAt = try event["create_time"]?.nonNull?.requireMoment()
        message.replyAddress = Self.address(event["response_url"]?.string, settings, at: now)
        switch type {
        case "stream":
            // Our stream bears the id of the message that it answers.
            message.id = MessageID(try Identity.require(event["stream"]?["id"]))
            message.content = .unsupported(kind: Self.awaitedKind)
            self = .awaited(message)
        case "event": self = try Self.event(event["event"], message)
        default:
            message.content = Self.content(of: event, type, names: settings.botNames)
            message.quote = event["quote"]?.nonNull.flatMap(Self.quote)
            self = .message(message)
        }
    }

    private static func conversation(
        _ event: JSONValue, sender: String, channel: ChannelID
    ) throws(ChannelError) -> Conversation {
        // Opening the chat, which only happens alone, says nothing about the kind.
        guard event["chattype"]?.string == "group" else {
            return Conversation(channel: channel, id: ConversationID(sender), kind: .private)
        }
        return Conversation(channel: channel, id: ConversationID(try Identity.require(event["chatid"])), kind: .group)
    }

    private static func address(
        _ url: String?, _ settings: WeComAIBotSettings, at now: Timestamp
    ) -> ReplyAddress? {
        guard let url, url.utf8.count <= 2_048, settings.replyOrigins.contains(where: { url.hasPrefix("\($0)/") })
        else { return nil }
        return ReplyAddress(url: url, expiresAt: now.adding(seconds: addressSeconds), isSingleUse: true)
    }

    // MARK: Words

    private static func content(of event: JSONValue, _ type: String, names: [String]) -> InboundMessage.Content {
        guard let words = words(of: event, type) else { return .unsupported(kind: Identity.kind(type)) }
        return .text(MentionText.strip(names, from: words))
    }

    /// The words of a text, a transcript, or the texts among pictures; nil when there are none.
    private static func words(of value: JSONValue, _ type: String) -> String? {
        switch type {
        case "text": return value["text"]?["content"]?.string
        case "voice": return value["voice"]?["content"]?.string
        case "mixed":
            let items = value["mixed"]?["msg_item"]?.array ?? []
            let texts = items.compactMap { $0["msgtype"]?.string == "text" ? $0["text"]?["content"]?.string : nil }
            return texts.isEmpty ? nil : texts.joined(separator: "\n")
        default: return nil
        }
    }

    private static func quote(_ value: JSONValue) -> InboundMessage.Quote? {
        guard let type = value["msgtype"]?.string, let words = words(of: value, type) else { return nil }
        return InboundMessage.Quote(messageID: nil, text: words)
    }

    // MARK: Events

    private static func event(_ event: JSONValue?, _ message: InboundMessage) throws(ChannelError) -> Self {
        guard let event, let type = event["eventtype"]?.string else { throw .malformed }
        var message = message
        switch type {
        case enteredKind:
            message.content = .unsupported(kind: enteredKind)
            return .entered(message)
        case "template_card_event":
            let press = event[type]
            // The tables of the document spell some names without underscores, its examples with them.
            let key = (press?["event_key"] ?? press?["eventkey"])?.string ?? ""
            let card = (press?["task_id"] ?? press?["taskid"])?.string ?? ""
            guard let words = WeComAIBotCard.words(behind: key), Identity.isValid(card) else {
                return .other(kind: "event.foreign-card")
            }
            message.content = .text(words)
            message.pressedCard = card
            return .message(message)
        case "feedback_event":
            guard let feedback = feedback(event[type], from: message.sender) else {
                return .other(kind: "event.foreign-feedback")
            }
            return .feedback(feedback)
        default: return .other(kind: Identity.kind("event.\(type)"))
        }
    }

    private static func feedback(_ value: JSONValue?, from sender: SenderID) -> ReplyFeedback? {
        guard let value, let id = value["id"]?.string, let row = WeComAIBotCard.interaction(ofFeedback: id),
            let verdict = verdicts[value["type"]?.integer ?? 0]
        else { return nil }
        let numbers = (value["inaccurate_reason_list"]?.array ?? []).compactMap(\.integer)
        return ReplyFeedback(
            interaction: row, sender: sender, verdict: verdict, reasons: numbers.compactMap { reasons[$0] },
            words: value["content"]?.string.map { String($0.prefix(500)) })
    }

    private static let verdicts: [Int64: ReplyFeedback.Verdict] = [1: .helpful, 2: .unhelpful, 3: .withdrawn]
    private static let reasons: [Int64: String] = [1: "off-topic", 2: "incomplete", 3: "wrong", 4: "wrong-data"]
}
