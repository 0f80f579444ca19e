import Domain

/// A message to a DingTalk robot; open.dingtalk.com, “接收消息”.
enum DingTalkEvent {
    /// Reads a message.
    static func message(
        _ event: JSONValue, channel: ChannelID, settings: DingTalkSettings, at now: Timestamp
    ) throws(ChannelError) -> InboundMessage {
        guard let type = event["msgtype"]?.string else { throw .malformed }
        let kind: Conversation.Kind = event["conversationType"]?.scalar == "2" ? .group : .private
        let conversation = Conversation(
            channel: channel, id: ConversationID(try Identity.require(event["conversationId"])), kind: kind)
        // People outside the organisation have no staff id.
        let staff = event["senderStaffId"]?.string ?? ""
        let sender = staff.isEmpty ? try Identity.require(event["senderId"]) : try Identity.require(staff)
        var message = InboundMessage(
            conversation: conversation,
            sender: SenderID(sender),
            senderName: Identity.displayName(event["senderNick"]?.string),
            id: MessageID(try Identity.require(event["msgId"])),
            content: content(of: event, type, names: settings.botNames),
            mentionsBot: event["isInAtList"]?.bool ?? false,
            sentAt: try event["createAt"]?.nonNull?.requireMoment(perSecond: 1_000))
        message.replyAddress = try address(event, settings)
        return message
    }

    private static func address(
        _ event: JSONValue, _ settings: DingTalkSettings
    ) throws(ChannelError) -> ReplyAddress? {
        guard let url = event["sessionWebhook"]?.string, url.utf8.count <= 2_048,
            settings.replyOrigins.contains(where: { url.hasPrefix("\($0)/") }),
            let expiry = try event["sessionWebhookExpiredTime"]?.nonNull?.requireMoment(perSecond: 1_000)
        else { return nil }
        return ReplyAddress(url: url, expiresAt: expiry, isSingleUse: false)
    }

    private static func content(of event: JSONValue, _ type: String, names: [String]) -> InboundMessage.Content {
        guard let words = words(of: event, type) else { return .unsupported(kind: Identity.kind(type)) }
        return .text(MentionText.strip(names, from: words))
    }

    /// The words of a text, the texts among pictures, or a transcript; the mention is taken out already.
    private static func words(of event: JSONValue, _ type: String) -> String? {
        switch type {
        case "text": return event["text"]?["content"]?.string
        case "audio": return event["content"]?["recognition"]?.string
        case "richText":
            let texts = (event["content"]?["richText"]?.array ?? []).compactMap { $0["text"]?.string }
            return texts.isEmpty ? nil : texts.joined(separator: "\n")
        default: return nil
        }
    }
}
