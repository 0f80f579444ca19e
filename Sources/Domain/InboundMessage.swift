/// A group or a private chat.
package struct Conversation: Hashable, Sendable, Codable {
    /// Whether neighbours read along.
    package enum Kind: String, Sendable, Codable {
        case group
        case `private`
    }

    /// The channel on which it lives.
    package let channel: ChannelID
    /// The platform's name of it.
    package let id: ConversationID
    /// Group or private.
    package let kind: Kind

    /// Takes the parts.
    package init(channel: ChannelID, id: ConversationID, kind: Kind) {
        self.channel = channel
        self.id = id
        self.kind = kind
    }

    /// `channel/conversation`, the form that the directory uses.
    package var address: String { "\(channel)/\(id)" }
}

/// A message as every channel delivers it, after its signature was checked and its wrapping removed.
package struct InboundMessage: Sendable, Equatable {
    /// What was said, or what else came.
    package enum Content: Sendable, Equatable {
        /// Words, with the bot's own mention removed.
        case text(String)
        /// Something without words, by the platform's name of the kind, such as `image`.
        case unsupported(kind: String)
    }

    /// A message that this one quotes.
    package struct Quote: Sendable, Equatable {
        /// The quoted message, where the platform says which.
        package let messageID: MessageID?
        /// The quoted words, where the platform repeats them.
        package let text: String?

        /// Takes the parts.
        package init(messageID: MessageID?, text: String?) {
            self.messageID = messageID
            self.text = text
        }
    }

    /// Where it was said.
    package var conversation: Conversation
    /// Who said it.
    package var sender: SenderID
    /// The sender's display name; for showing, never a key.
    package var senderName: String?
    /// The platform's name of the message.
    package var id: MessageID
    /// What was said.
    package var content: Content
    /// Whether the bot was mentioned by name.
    package var mentionsBot: Bool
    /// Others who were mentioned, by sender id.
    package var mentions: [SenderID]
    /// What it quotes.
    package var quote: Quote?
    /// When the platform says that it was sent.
    package var sentAt: Timestamp?
    /// The bot's own name on the platform, where a reply must bear it.
    package var recipient: String?
    /// Where a reply can be posted later, if the platform gave an address with the message.
    package var replyAddress: ReplyAddress?
    /// The card whose button was pressed, if this was no typing; the platform's answer to it carries no words.
    package var pressedCard: String?

    /// What the platform wants back in the answer to the webhook, such as its nonce.
    package var echo: String?

    /// Takes the parts.
    package init(
        conversation: Conversation, sender: SenderID, senderName: String? = nil, id: MessageID, content: Content,
        mentionsBot: Bool = false, mentions: [SenderID] = [], quote: Quote? = nil, sentAt: Timestamp? = nil,
        recipient: String? = nil, replyAddress: ReplyAddress? = nil, pressedCard: String? = nil
    ) {
        self.conversation = conversation
        self.sender = sender
        self.senderName = senderName
        self.id = id
        self.content = content
        self.mentionsBot = mentionsBot
        self.mentions = mentions
        self.quote = quote
        self.sentAt = sentAt
        self.recipient = recipient
        self.replyAddress = replyAddress
        self.pressedCard = pressedCard
    }

    /// Whether the bot is spoken to: mentioned, or alone with the sender.
    package var isAddressed: Bool { mentionsBot || conversation.kind == .private }

    /// The words, empty when there are none.
    package var text: String {
        guard case .text(let text) = content else { return "" }
        return text
    }
}
