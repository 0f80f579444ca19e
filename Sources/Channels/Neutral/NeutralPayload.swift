import Domain

/// The neutral contract's JSON, both ways.
enum NeutralPayload {
    /// Reads an event.
    static func message(
        from event: JSONValue, channel: ChannelID, botNames: [String]
    ) throws(ChannelError) -> InboundMessage {
        let conversation = try conversation(event["conversation"], channel: channel)
        guard let sender = event["sender"] else { throw .malformed }
        let mentionsBot = try flag(event["mentionsBot"])
        let isAddressed = mentionsBot || conversation.kind == .private
        return InboundMessage(
            conversation: conversation, sender: SenderID(try require(sender["id"])),
            senderName: Identity.displayName(try optionalText(sender["name"])),
            id: MessageID(try require(event["messageId"])),
            content: try content(of: event, strip: isAddressed ? botNames : []), mentionsBot: mentionsBot,
            mentions: try mentions(event["mentions"]), quote: try quote(event["quote"]),
            sentAt: try moment(event["sentAt"]))
    }

    /// Writes what became of a message.
    static func acknowledgement(_ acknowledgement: Acknowledgement) -> JSONValue {
        [
            "status": "accepted",
            "duplicate": .bool(acknowledgement.isDuplicate),
            "decision": .string(acknowledgement.decision.rawValue),
            "interaction": acknowledgement.interaction.map { .string("i-\($0)") } ?? .null,
            "case": acknowledgement.caseNumber.map { .string(String($0)) } ?? .null,
            "reply": acknowledgement.reply.map { reply in
                ["text": .string(reply.text), "mentions": .array(reply.mentions.map { .string($0.text) })]
            } ?? .null,
        ]
    }

    /// Writes what we say unasked.
    static func push(_ message: OutboundMessage) -> JSONValue {
        [
            "conversation": ["id": .string(message.to), "kind": .string(message.kind.rawValue)],
            "text": .string(message.text),
            "mentions": .array(message.mentions.map { .string($0) }),
            "inReplyTo": message.inReplyTo.map { .string($0.text) } ?? .null,
        ]
    }

    /// Reads where something happens.
    static func conversation(
        _ value: JSONValue?, channel: ChannelID
    ) throws(ChannelError) -> Conversation {
        guard let value, let kind = value["kind"]?.string.flatMap(Conversation.Kind.init(rawValue:)) else {
            throw .malformed
        }
        return Conversation(channel: channel, id: ConversationID(try require(value["id"])), kind: kind)
    }

    private static func content(of event: JSONValue, strip names: [String]) throws(ChannelError)
        -> InboundMessage.Content
    {
        guard let type = event["type"]?.string, Identity.isValid(type) else { throw .malformed }
        guard type == "text" else { return .unsupported(kind: Identity.kind(type)) }
        guard let text = event["text"]?.string else { throw .malformed }
        return .text(MentionText.strip(names, from: text))
    }

    private static func mentions(_ value: JSONValue?) throws(ChannelError) -> [SenderID] {
        guard let value = value?.nonNull else { return [] }
        guard let elements = value.array else { throw .malformed }
        return try elements.map { element throws(ChannelError) in SenderID(try element.requireIdentity()) }
    }

    private static func quote(_ value: JSONValue?) throws(ChannelError) -> InboundMessage.Quote? {
        guard let value = value?.nonNull else { return nil }
        guard value.object != nil else { throw .malformed }
        let id = try value["messageId"]?.nonNull?.requireIdentity()
        return InboundMessage.Quote(messageID: id.map(MessageID.init(_:)), text: try optionalText(value["text"]))
    }

    private static func moment(_ value: JSONValue?) throws(ChannelError) -> Timestamp? {
        guard let text = try optionalText(value) else { return nil }
        guard let moment = Timestamp(iso8601: text) else { throw .malformed }
        return moment
    }

    private static func require(_ value: JSONValue?) throws(ChannelError) -> String {
        guard let value else { throw .malformed }
        return try value.requireIdentity()
    }

    private static func optionalText(_ value: JSONValue?) throws(ChannelError) -> String? {
        guard let value = value?.nonNull else { return nil }
        guard let text = value.string else { throw .malformed }
        return text
    }

    private static func flag(_ value: JSONValue?) throws(ChannelError) -> Bool {
        guard let value = value?.nonNull else { return false }
        guard let truth = value.bool else { throw .malformed }
        return truth
    }
}
