import Domain

/// An event of Feishu, version 2.0; open.feishu.cn, “接收消息 im.message.receive_v1”.
enum FeishuEvent {
    case message(InboundMessage)
    case joined(Conversation)
    case other(kind: String)

    /// Reads an event.
    init(_ body: JSONValue, channel: ChannelID, settings: FeishuSettings) throws(ChannelError) {
        guard let type = body["header"]?["event_type"]?.string, let event = body["event"] else { throw .malformed }
        // open.feishu.cn, “机器人进群”.
        if type == "im.chat.member.bot.added_v1" {
            self = .joined(
                Conversation(
                    channel: channel, id: ConversationID(try Identity.require(event["chat_id"])), kind: .group))
            return
        }
        guard type == "im.message.receive_v1" else {
            self = .other(kind: Identity.kind(type))
            return
        }
        guard let message = event["message"] else { throw .malformed }
        // Robots answering robots would never end.
        guard event["sender"]?["sender_type"]?.string ?? "user" == "user" else {
            self = .other(kind: "own-echo")
            return
        }
        let kind: Conversation.Kind = message["chat_type"]?.string == "group" ? .group : .private
        let conversation = Conversation(
            channel: channel, id: ConversationID(try Identity.require(message["chat_id"])), kind: kind)
        let reading = try FeishuReading(message, settings)
        self = .message(
            InboundMessage(
                conversation: conversation,
                sender: SenderID(try Identity.require(event["sender"]?["sender_id"]?["open_id"])),
                id: MessageID(try Identity.require(message["message_id"])), content: reading.content,
                mentionsBot: reading.mentionsBot, mentions: reading.mentions,
                quote: Self.quote(message["parent_id"]?.string),
                sentAt: try message["create_time"]?.nonNull?.requireMoment(perSecond: 1_000)))
    }

    private static func quote(_ id: String?) -> InboundMessage.Quote? {
        guard let id, Identity.isValid(id) else { return nil }
        return InboundMessage.Quote(messageID: MessageID(id), text: nil)
    }
}

/// What a message says: its content is JSON again, in which mentions stand as `@_user_1`.
private struct FeishuReading {
    let content: InboundMessage.Content
    let mentionsBot: Bool
    let mentions: [SenderID]

    private struct Mention {
        let key: String
        let id: String
        let name: String
        let isBot: Bool
    }

    init(_ message: JSONValue, _ settings: FeishuSettings) throws(ChannelError) {
        let people = (message["mentions"]?.array ?? []).compactMap { Self.mention($0, settings) }
        mentionsBot = people.contains(where: \.isBot)
        mentions = people.filter { !$0.isBot && Identity.isValid($0.id) }.map { SenderID($0.id) }
        guard let type = message["message_type"]?.string, let text = message["content"]?.string else {
            throw .malformed
        }
        guard let inner = try? JSONReader.read(Array(text.utf8)) else { throw .malformed }
        switch type {
        case "text":
            guard let words = inner["text"]?.string else { throw .malformed }
            content = .text(Self.plain(words, people))
        case "post":
            let words = Self.words(ofPost: inner)
            content = words.isEmpty ? .unsupported(kind: "post") : .text(Self.plain(words, people))
        default: content = .unsupported(kind: Identity.kind(type))
        }
    }

    private static func mention(_ value: JSONValue, _ settings: FeishuSettings) -> Mention? {
        guard let key = value["key"]?.string, key.hasPrefix("@") else { return nil }
        let id = value["id"]?["open_id"]?.string ?? ""
        let name = value["name"]?.string ?? ""
        let isBot = settings.botOpenID.map { $0 == id } ?? settings.botNames.contains(name)
        return Mention(key: key, id: id, name: name, isBot: isBot)
    }

    /// The words with the robot's mention taken out and the others by name.
    private static func plain(_ words: String, _ people: [Mention]) -> String {
        var text = MentionText()
        var rest = words[...]
        // `@_user_1` is the beginning of `@_user_10`.
        let keys = people.sorted { $0.key.utf8.count > $1.key.utf8.count }
        while let sign = rest.firstIndex(of: "@") {
            text.add(rest[..<sign])
            rest = rest[sign...]
            if let person = keys.first(where: { rest.hasPrefix($0.key) }) {
                rest = rest.dropFirst(person.key.count)
                if person.isBot { text.addMention() } else { text.add("@\(person.name)") }
            } else if rest.hasPrefix("@_all") {
                rest = rest.dropFirst("@_all".count)
                text.add("@所有人")
            } else {
                text.add("@")
                rest = rest.dropFirst()
            }
        }
        text.add(rest)
        return text.text
    }

    /// The words of a formatted message: title and paragraphs, a line each; it may stand under a language.
    private static func words(ofPost value: JSONValue) -> String {
        let post = value["content"] == nil ? value.object?.first?.value ?? value : value
        var lines = [post["title"]?.string ?? ""]
        for paragraph in post["content"]?.array ?? [] {
            lines.append((paragraph.array ?? []).map(words(ofElement:)).joined())
        }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func words(ofElement element: JSONValue) -> String {
        switch element["tag"]?.string {
        case "text", "a": element["text"]?.string ?? ""
        case "at": element["user_id"]?.string ?? ""
        default: ""
        }
    }
}
