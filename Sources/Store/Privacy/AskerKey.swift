package import Domain
import GRDB
package import Sealing

/// Where and by whom something was said, as rows know it: persons, and chats that are a person's, by keyed hash.
package struct AskerKey: Hashable, Sendable {
    /// The channel, by its configured name.
    package let channel: String
    /// The group's own id, or the hash of a private chat.
    package let conversation: String
    /// Whether neighbours read along.
    package let isGroup: Bool
    /// The hash of the sender; the same in all conversations of the channel.
    package let asker: String

    /// The columns `channel, conversation, isGroup, asker`, in this order.
    var arguments: StatementArguments { [channel, conversation, isGroup, asker] }
}

extension Vault {
    /// The key under which the sender's rows in this conversation stand.
    package func key(of conversation: Conversation, _ sender: SenderID) -> AskerKey {
        let channel = conversation.channel.text
        return AskerKey(
            channel: channel,
            conversation: conversation.kind == .group
                ? conversation.id.text : chatKey(channel, conversation.id.text),
            isGroup: conversation.kind == .group, asker: personKey(channel, sender.text))
    }
}

/// What a sealed value is for; it opens for nothing else.
enum SealedUse {
    static let words = "interaction words"
    static let asker = "case asker"
    static let outbox = "outbox message"
    static let address = "reply address"
}

extension AskerAddress {
    /// The text that a case keeps sealed until it has been closed for some time.
    var stored: String {
        let parts = [
            conversation.channel.text, conversation.id.text, conversation.kind.rawValue, sender.text, name ?? "",
        ]
        return parts.joined(separator: Self.separator)
    }

    init?(stored text: String) {
        let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, let kind = Conversation.Kind(rawValue: parts[2]) else { return nil }
        self.init(
            conversation: Conversation(channel: ChannelID(parts[0]), id: ConversationID(parts[1]), kind: kind),
            sender: SenderID(parts[3]), name: parts[4].isEmpty ? nil : parts[4])
    }

    private static let separator = "\u{1F}"
}

extension Database {
    /// Whether the rows were written with this vault; an empty database takes the first that comes.
    func accepts(_ vault: Vault) throws -> Bool {
        let proof = vault.pseudonym("proof", "of", "key")
        try execute(sql: "INSERT INTO vaultProof (id, proof) VALUES (1, ?) ON CONFLICT DO NOTHING", arguments: [proof])
        return try String.fetchOne(self, sql: "SELECT proof FROM vaultProof") == proof
    }
}
