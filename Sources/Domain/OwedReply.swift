/// A reply that the answer to a webhook is to carry, kept as messages of its own until it did.
///
/// A platform with a deadline may be gone when the answer is ready, and we may be gone before it leaves. What is stored
/// with the message in one transaction is sent in both cases.
package struct OwedReply: Hashable, Sendable {
    /// The reply as messages that fit the channel.
    package var parts: [OutboundMessage]
    /// When it goes out on its own, unless it is known by then that the answer carried it.
    package var dueAt: Timestamp

    /// Takes the parts and the moment.
    package init(parts: [OutboundMessage], dueAt: Timestamp) {
        self.parts = parts
        self.dueAt = dueAt
    }
}
