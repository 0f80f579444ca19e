/// Where each field stands in a gateway's own JSON.
package struct FieldMap: Sendable {
    /// How an event says that it mentions the bot.
    package enum Mention: Hashable, Sendable {
        /// A value that says so itself.
        case when(Condition)
        /// A list of ids, or a text with ids in it such as `<atuserlist>a,b</atuserlist>`, among them the bot's.
        case listed(JSONPath)
    }

    /// An event that is dropped, and the name under which it is counted.
    package struct Drop: Hashable, Sendable {
        /// The name, such as `own-echo`.
        package var kind: String
        /// When.
        package var when: Condition

        /// Takes name and test.
        package init(_ kind: String, when: Condition) {
            self.kind = kind
            self.when = when
        }
    }

    /// A moment, and how many of its units are a second.
    package struct Moment: Hashable, Sendable {
        /// The units in which gateways count.
        package enum Unit: String, Sendable {
            case seconds, milliseconds

            var perSecond: Int64 { self == .seconds ? 1 : 1_000 }
        }

        /// Where the number stands.
        package var path: JSONPath
        /// What it counts.
        package var unit: Unit

        /// Takes place and unit.
        package init(_ path: JSONPath, _ unit: Unit = .seconds) {
            self.path = path
            self.unit = unit
        }
    }

    /// The kind of message, and the value that means words.
    package struct Kind: Hashable, Sendable {
        /// Where the kind stands.
        package var path: JSONPath
        /// The value that means words.
        package var text: String
        /// Readable names for other values, such as `3` for `image`.
        package var names: [String: String]

        /// Takes the parts.
        package init(_ path: JSONPath, text: String, names: [String: String] = [:]) {
            self.path = path
            self.text = text
            self.names = names
        }
    }

    /// A kind whose words stand in markup, as a quoting message of WeChat has them: `<title>` and `<refermsg>`.
    package struct Markup: Hashable, Sendable {
        /// The kind's value.
        package var kind: String
        /// What the markup must hold.
        package var holds: String
        /// The tag around the words.
        package var text: String
        /// The tag around the quoted words.
        package var quoteText: String?
        /// The tag around the quoted message's id.
        package var quoteID: String?

        /// Takes the parts.
        package init(kind: String, holds: String, text: String, quoteText: String? = nil, quoteID: String? = nil) {
            self.kind = kind
            self.holds = holds
            self.text = text
            self.quoteText = quoteText
            self.quoteID = quoteID
        }
    }

    /// The message's id; nil when the gateway has none, which makes one of conversation, sender, words and minute.
    package var messageID: JSONPath?
    /// The words.
    package var text: JSONPath
    /// The conversation's id.
    package var conversationID: JSONPath
    /// The conversation's id where nobody else reads along; nil when it stands in the same place.
    package var privateConversationID: JSONPath?
    /// The sender's id.
    package var senderID: JSONPath
    /// What stands between the sender's id and the words in a group where the words begin with the id, such as `:\n`.
    package var senderPrefix: String?
    /// The sender's display name.
    package var senderName: JSONPath?
    /// When the message was said in a group.
    package var isGroup: Condition
    /// When the bot was mentioned.
    package var mention: Mention?
    /// The bot's own id, where events hold it.
    package var botID: JSONPath?
    /// The kind of message; nil when the gateway passes words only.
    package var kind: Kind?
    /// The kind whose words stand in markup.
    package var markup: Markup?
    /// When it was sent.
    package var sentAt: Moment?
    /// The id of a quoted message.
    package var quoteID: JSONPath?
    /// The words of a quoted message.
    package var quoteText: JSONPath?
    /// What is dropped, looked at in this order before anything else is read.
    package var drops: [Drop]
    /// What the gateway posts to try the address.
    package var handshake: Condition?

    /// Takes the fields that every gateway has; the others are set after.
    package init(
        messageID: JSONPath?, text: JSONPath, conversationID: JSONPath, senderID: JSONPath, isGroup: Condition
    ) {
        self.messageID = messageID
        self.text = text
        self.conversationID = conversationID
        self.senderID = senderID
        self.isGroup = isGroup
        drops = []
    }
}
