/// Where an answer to a case has to go; kept sealed, and no longer than the answer may be needed.
package struct AskerAddress: Hashable, Sendable {
    /// The group or private chat.
    package var conversation: Conversation
    /// Whom to mention.
    package var sender: SenderID
    /// The display name, for showing.
    package var name: String?

    /// Takes the parts.
    package init(conversation: Conversation, sender: SenderID, name: String? = nil) {
        self.conversation = conversation
        self.sender = sender
        self.name = name
    }
}
