package import Domain

/// A way in: turns a webhook into a message, and what became of the message into the webhook's answer.
package protocol ChannelReceiver: Sendable {
    /// The channel's configured name.
    var id: ChannelID { get }

    /// What the channel can do.
    var capabilities: ChannelCapabilities { get }

    /// Verifies and reads a webhook.
    func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened

    /// The answer to a webhook whose message was handled and stored, sealed for this moment where the channel seals.
    func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply

    /// The answer when the platform's patience ends before the message is stored; the reply follows later.
    func postpone(_ message: InboundMessage, at now: Timestamp) -> HTTPReply

    /// The answer to a message beyond the limits, which is not stored; `seconds` from now there is room again.
    func turnAway(_ message: InboundMessage, for seconds: Int, at now: Timestamp) -> HTTPReply

    /// The answer to a webhook that was not understood or not believed.
    func refuse(_ error: ChannelError) -> HTTPReply

    /// Whether the platform comes back for a postponed reply by itself, so that it need not go out at once.
    var fetchesPostponedReplies: Bool { get }

    /// Our answer as the platform reads it once it is decrypted; for replaying samples.
    func unseal(_ reply: HTTPReply) -> HTTPReply

    /// Wraps a plain body as the platform would send it now; for replaying samples.
    func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope
}

/// What was in a webhook.
package enum Opened: Sendable, Equatable {
    /// Somebody said something.
    case message(InboundMessage)
    /// Nothing for the office: a heartbeat, a join, our own echo; answered at once and forgotten.
    case ignored(kind: String, HTTPReply)
    /// The platform checks the address; answered at once.
    case handshake(HTTPReply)
    /// Somebody opened the chat, or began to follow us: greeted, and nothing is stored.
    case entered(InboundMessage)
    /// The bot was taken into a group; the answer is for when that is noted.
    case joined(Conversation, HTTPReply)
    /// The platform comes back for the reply to this message; only who, where and which message are known.
    case awaited(InboundMessage)
    /// Messages wait at the platform to be fetched; the answer is for when that is noted.
    case noticed(Notice, HTTPReply)
    /// Somebody judged one of our replies; the answer is for when that is stored.
    case feedback(ReplyFeedback, HTTPReply)
}

extension ChannelReceiver {
    /// Most platforms repeat the message instead.
    package var fetchesPostponedReplies: Bool { false }

    /// Most platforms encrypt nothing.
    package func unseal(_ reply: HTTPReply) -> HTTPReply { reply }

    /// Not taken, so that a platform that tries again does so.
    package func postpone(_ message: InboundMessage, at now: Timestamp) -> HTTPReply { .unavailable }

    /// Silence, as after talk that concerns nobody: platforms take an error for an outage, or send it all again at once.
    package func turnAway(_ message: InboundMessage, for seconds: Int, at now: Timestamp) -> HTTPReply {
        acknowledge(Acknowledgement(decision: .silent), to: message, at: now)
    }

    /// `{"error":{"code","message"}}` with the error's status, and nothing more.
    package func refuse(_ error: ChannelError) -> HTTPReply { .refusal(error) }
}

extension HTTPReply {
    /// The answer when a message could not be stored, or not in time: the gateway is to try again.
    package static let unavailable = HTTPReply(
        status: 503, contentType: "application/json; charset=utf-8", retryAfterSeconds: 5,
        body: Array(#"{"error":{"code":"unavailable","message":"the message was not stored; try again"}}"#.utf8))

    /// The body with which every route refuses.
    package static func refusal(_ error: ChannelError) -> HTTPReply {
        let body: JSONValue = ["error": ["code": .string(error.code), "message": .string(error.message)]]
        return .json(error.status, body.bytes)
    }
}
