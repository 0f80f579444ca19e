/// A name of one kind of thing; the kind keeps a village's name from being passed where an intent's is meant.
package struct Identifier<Kind>: Hashable, Comparable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The name as it stands in files, payloads and rows.
    package let text: String

    /// Takes a name as it is.
    package init(_ text: String) { self.text = text }

    /// Takes a name written in code.
    package init(stringLiteral value: String) { text = value }

    /// Reads the bare string.
    package init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    /// The bare name.
    package var description: String { text }

    /// Writes the bare string.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Orders by the bytes of the names, so that lists come out the same everywhere.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// The kinds that an `Identifier` can name.
package enum Named {
    /// A configured way in or out, such as `onebot`.
    package enum Channel {}
    /// A group or a private chat, unique within its channel.
    package enum Conversation {}
    /// Somebody who writes, unique within the channel.
    package enum Sender {}
    /// One message, unique within channel, conversation and sender.
    package enum Message {}
    /// A village or community of the directory.
    package enum Village {}
    /// An adviser, office, mediator or duty desk of the directory.
    package enum Person {}
    /// Something that a villager can mean.
    package enum Intent {}
    /// A subject of the taxonomy; every intent has exactly one.
    package enum Topic {}
    /// One reviewed answer file.
    package enum Answer {}
}

/// The name of a configured channel.
package typealias ChannelID = Identifier<Named.Channel>
/// The platform's name of a group or private chat.
package typealias ConversationID = Identifier<Named.Conversation>
/// The platform's name of a sender.
package typealias SenderID = Identifier<Named.Sender>
/// The platform's name of a message.
package typealias MessageID = Identifier<Named.Message>
/// The directory's name of a village.
package typealias VillageID = Identifier<Named.Village>
/// The directory's name of a person or office.
package typealias PersonID = Identifier<Named.Person>
/// The catalog's name of an intent.
package typealias IntentID = Identifier<Named.Intent>
/// The taxonomy's name of a topic.
package typealias TopicID = Identifier<Named.Topic>
/// The catalog's name of an answer.
package typealias AnswerID = Identifier<Named.Answer>
