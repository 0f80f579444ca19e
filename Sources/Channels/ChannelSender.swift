package import Domain

/// A way out: turns messages into calls, and what was answered into a verdict.
package protocol ChannelSender: Sendable {
    /// The channel's configured name.
    var id: ChannelID { get }

    /// What the channel can do.
    var capabilities: ChannelCapabilities { get }

    /// Where the token comes from that the channel's calls need; nil when they need none.
    var tokenSource: AccessTokenSource? { get }

    /// Whether a message needs an address that came with its asker's message.
    var needsReplyAddress: Bool { get }

    /// The outbox rows that a message becomes, each one call; split when it is stored, so that sending can resume.
    func parts(of message: OutboundMessage) -> [OutboundMessage]

    /// The call that sends one part, signed for this moment where the channel signs.
    func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall

    /// The platform's name of what was sent, which a quote of it carries; nil where the platform tells none.
    func receipt(in reply: HTTPReply) -> MessageID?

    /// What an answer to such a call means.
    func verdict(on reply: HTTPReply) -> DeliveryVerdict

    /// Whether the answer says that the reply address is used up or expired, so that another way must be found.
    func isAddressSpent(_ reply: HTTPReply) -> Bool
}

extension ChannelSender {
    /// Most channels sign for themselves.
    package var tokenSource: AccessTokenSource? { nil }

    /// Most platforms tell none.
    package func receipt(in reply: HTTPReply) -> MessageID? { nil }

    /// Most channels have addresses of their own.
    package var needsReplyAddress: Bool { false }

    /// No address, nothing to spend.
    package func isAddressSpent(_ reply: HTTPReply) -> Bool { false }

    /// One row per piece that fits; only the first mentions and quotes, so that nobody is called twice.
    package func parts(of message: OutboundMessage) -> [OutboundMessage] {
        let pieces = TextSplitter(limit: capabilities.maximumBytes).pieces(of: message.text)
        return pieces.enumerated().map { index, piece in
            var part = message
            part.text = piece
            if index > 0 {
                part.mentions = []
                part.inReplyTo = nil
            }
            return part
        }
    }

    /// Refuses what `parts(of:)` would have split.
    func requireFit(_ part: OutboundMessage) throws(ChannelError) {
        guard part.text.utf8.count <= capabilities.maximumBytes else { throw .textTooLong }
    }
}

extension DeliveryVerdict {
    /// What the bare HTTP status says; nil for 2xx, where the body may still disagree.
    static func byStatus(of reply: HTTPReply) -> DeliveryVerdict? {
        let reason = "http \(reply.status)"
        switch reply.status {
        case 200...299: return nil
        case 429: return .wait(seconds: reply.retryAfterSeconds ?? 60, reason: reason)
        case 408, 425, 500...599:
            guard let seconds = reply.retryAfterSeconds else { return .retry(reason: reason) }
            return .wait(seconds: seconds, reason: reason)
        default: return .giveUp(reason: reason)
        }
    }
}
