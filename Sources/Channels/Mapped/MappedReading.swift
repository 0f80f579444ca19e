import Domain
import Sealing

/// Reads a gateway's event with the help of a map.
struct MappedReading {
    let event: JSONValue
    let map: FieldMap
    let settings: MappedSettings

    /// Takes the event and the settings that say how to read it.
    init(_ event: JSONValue, _ settings: MappedSettings) {
        self.event = event
        self.settings = settings
        map = settings.map
    }

    /// The message; nil when a group's message lacks the sender that its words should begin with.
    func message(channel: ChannelID, at now: Timestamp) throws(ChannelError) -> InboundMessage? {
        let kind: Conversation.Kind = map.isGroup.holds(for: event) ? .group : .private
        let place = kind == .group ? map.conversationID : map.privateConversationID ?? map.conversationID
        let conversation = Conversation(channel: channel, id: ConversationID(try identity(place)), kind: kind)
        var sender = try identity(map.senderID)
        var words = event[path: map.text]?.string ?? ""
        if kind == .group, let separator = map.senderPrefix {
            guard let (own, rest) = Self.split(words, at: separator) else { return nil }
            sender = own
            words = rest
        }
        let isAddressed = mentionsBot || kind == .private
        var quote = quote
        let content: InboundMessage.Content
        if let marked = marked(words) {
            content = .text(MentionText.strip(isAddressed ? settings.botNames : [], from: marked.text))
            quote = marked.quote
        } else {
            content = try self.content(words, isAddressed: isAddressed)
        }
        return InboundMessage(
            conversation: conversation, sender: SenderID(sender), senderName: name(map.senderName),
            id: try messageID(conversation, sender: sender, words: words, at: now),
            content: content, mentionsBot: mentionsBot,
            quote: quote, sentAt: try sentAt())
    }

    /// The words and the quotation in the markup of a quoting message; nil for any other.
    private func marked(_ words: String) -> (text: String, quote: InboundMessage.Quote?)? {
        guard let markup = map.markup, let kind = map.kind, event[path: kind.path]?.scalar == markup.kind,
            words.contains(markup.holds), let text = MarkupText.inside(markup.text, of: words)
        else { return nil }
        let quoted = markup.quoteText.flatMap { MarkupText.inside($0, of: words) }
        let id = markup.quoteID.flatMap { MarkupText.inside($0, of: words) }.flatMap {
            Identity.isValid($0) ? MessageID($0) : nil
        }
        return (text, quoted == nil && id == nil ? nil : InboundMessage.Quote(messageID: id, text: quoted))
    }

    private func content(_ words: String, isAddressed: Bool) throws(ChannelError) -> InboundMessage.Content {
        if let kind = map.kind {
            guard let value = event[path: kind.path]?.scalar else { throw .malformed }
            guard value == kind.text else { return .unsupported(kind: Identity.kind(kind.names[value] ?? value)) }
        }
        guard event[path: map.text]?.string != nil else { throw .malformed }
        return .text(MentionText.strip(isAddressed ? settings.botNames : [], from: words))
    }

    private var mentionsBot: Bool {
        switch map.mention {
        case nil: return false
        case .when(let condition): return condition.holds(for: event)
        case .listed(let path):
            let bots = settings.botIDs + [map.botID.flatMap { event[path: $0]?.identity }].compactMap(\.self)
            switch event[path: path] {
            case .array(let elements): return elements.contains { $0.identity.map(bots.contains) ?? false }
            case .string(let text): return !Self.ids(in: text).isDisjoint(with: bots)
            default: return false
            }
        }
    }

    private var quote: InboundMessage.Quote? {
        let id = map.quoteID.flatMap { event[path: $0]?.identity }.flatMap {
            Identity.isValid($0) ? MessageID($0) : nil
        }
        let text = map.quoteText.flatMap { event[path: $0]?.string }
        return id == nil && text == nil ? nil : InboundMessage.Quote(messageID: id, text: text)
    }

    private func sentAt() throws(ChannelError) -> Timestamp? {
        guard let moment = map.sentAt, let value = event[path: moment.path]?.nonNull else { return nil }
        return try value.requireMoment(perSecond: moment.unit.perSecond)
    }

    private func messageID(
        _ conversation: Conversation, sender: String, words: String, at now: Timestamp
    ) throws(ChannelError) -> MessageID {
        if let path = map.messageID { return MessageID(try identity(path)) }
        let minute = String(now.milliseconds / 60_000)
        return MessageID("h-" + Fingerprint.hex([conversation.id.text, sender, words, minute]))
    }

    private func identity(_ path: JSONPath) throws(ChannelError) -> String {
        guard let value = event[path: path] else { throw .malformed }
        return try value.requireIdentity()
    }

    private func name(_ path: JSONPath?) -> String? { Identity.displayName(path.flatMap { event[path: $0]?.string }) }

    /// The sender and the words around the first separator.
    private static func split(_ text: String, at separator: String) -> (sender: String, words: String)? {
        let pieces = text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
        guard pieces.count == 2, Identity.isValid(String(pieces[0])) else { return nil }
        return (String(pieces[0]), String(pieces[1]))
    }

    /// The runs of characters of which ids are made, so that an id is never found inside a longer one.
    private static func ids(in text: String) -> Set<String> {
        let runs = text.split { !($0.isLetter || $0.isNumber || "_-@.".contains($0)) }
        return Set(runs.map(String.init))
    }
}
