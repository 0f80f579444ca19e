import Foundation
import GRDB
import Sealing

/// The vault as statements see it, so that no raw id or word has to pass through one on its way to a row.
///
/// - `personKey(channel, sender)`: the hash that stands for a sender; null stays null.
/// - `chatKey(channel, conversation, isGroup)`: a group's own id, or the hash that stands for a private chat.
/// - `sealed(text, use)` and `opened(blob, use)`: null for what cannot be opened.
enum VaultFunctions {
    static func all(_ vault: Vault) -> [DatabaseFunction] {
        [
            DatabaseFunction("personKey", argumentCount: 2, pure: true) { values in
                guard let sender = String.fromDatabaseValue(values[1]) else { return nil }
                return vault.personKey(String.fromDatabaseValue(values[0]) ?? "", sender)
            },
            DatabaseFunction("chatKey", argumentCount: 3, pure: true) { values in
                let conversation = String.fromDatabaseValue(values[1]) ?? ""
                if Bool.fromDatabaseValue(values[2]) == true { return conversation }
                return vault.chatKey(String.fromDatabaseValue(values[0]) ?? "", conversation)
            },
            DatabaseFunction("sealed", argumentCount: 2, pure: true) { values in
                guard let text = String.fromDatabaseValue(values[0]) else { return nil }
                return Data(vault.seal(text, for: String.fromDatabaseValue(values[1]) ?? ""))
            },
            DatabaseFunction("opened", argumentCount: 2, pure: true) { values in
                guard let data = Data.fromDatabaseValue(values[0]) else { return nil }
                return vault.open(Array(data), for: String.fromDatabaseValue(values[1]) ?? "")
            },
        ]
    }
}

extension Vault {
    /// The hash of a sender; what is one already stays, so that a row's value can be asked for again.
    func personKey(_ channel: String, _ sender: String) -> String {
        Self.isKey(sender) ? sender : Self.mark + pseudonym("sender", channel, sender)
    }

    /// The hash of a private chat; what is one already stays.
    func chatKey(_ channel: String, _ conversation: String) -> String {
        Self.isKey(conversation) ? conversation : Self.mark + pseudonym("conversation", channel, conversation)
    }

    /// What every such hash begins with.
    private static let mark = "~"

    private static func isKey(_ text: String) -> Bool { text.utf8.count == 25 && text.hasPrefix(mark) }
}
