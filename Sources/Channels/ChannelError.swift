/// Why a webhook was refused or a message cannot be sent; holds nothing of the body, so that it can be logged.
package enum ChannelError: String, Error, Hashable, Sendable, CaseIterable {
    /// The body is not what the channel's contract says; WeCom's -40002.
    case malformed
    /// The signature or token is missing or wrong; WeCom's -40001.
    case badSignature = "bad-signature"
    /// The signature is right but too far from our clock.
    case stale
    /// The signature is right but its nonce was used before.
    case replayed
    /// The ciphertext is not base64; WeCom's -40010.
    case badEncoding = "bad-encoding"
    /// The ciphertext has no whole blocks, or wrong padding; WeCom's -40007.
    case badPadding = "bad-padding"
    /// The decrypted envelope is too short, names a wrong length, or holds no text; WeCom's -40008.
    case badLayout = "bad-layout"
    /// The decrypted envelope is for somebody else; WeCom's -40005.
    case wrongReceiver = "wrong-receiver"
    /// No channel of that name is configured, or it only sends.
    case unknownChannel = "unknown-channel"
    /// Neither of the methods that the channel understands.
    case wrongMethod = "wrong-method"
    /// The body is longer than `WebhookEnvelope.bodyLimit`.
    case tooLarge = "too-large"
    /// The body is not declared as JSON.
    case unsupportedMediaType = "unsupported-media-type"
    /// More comes in than the limits allow.
    case tooMany = "too-many"
    /// The channel has no such robot or conversation.
    case unknownDestination = "unknown-destination"
    /// The text was not split before sending.
    case textTooLong = "text-too-long"
    /// The channel is not configured for speaking unasked.
    case cannotPush = "cannot-push"

    /// How loudly an error is logged, by swift-log's names.
    package enum Level: String, Sendable {
        case debug, info, notice, warning, error
    }

    /// The word in the answer, the log and the metric label.
    package var code: String { rawValue }

    /// The HTTP status with which a webhook is refused.
    package var status: Int {
        switch self {
        case .malformed, .badEncoding, .badPadding, .badLayout, .wrongReceiver: 400
        case .badSignature, .stale, .replayed: 401
        case .unknownChannel: 404
        case .wrongMethod: 405
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .tooMany: 429
        case .unknownDestination, .textTooLong, .cannotPush: 422
        }
    }

    /// A fixed sentence for the other side.
    package var message: String {
        switch self {
        case .malformed, .badEncoding, .badPadding, .badLayout, .wrongReceiver:
            "the body does not follow the channel's contract"
        case .badSignature: "the signature is missing or wrong"
        case .stale: "the timestamp is too far from the server's clock"
        case .replayed: "the nonce was used before"
        case .unknownChannel: "there is no such channel"
        case .wrongMethod: "the channel does not take this method"
        case .tooLarge: "the body is too large"
        case .unsupportedMediaType: "the body must be application/json"
        case .tooMany: "too many messages; try again later"
        case .unknownDestination: "the channel has no such destination"
        case .textTooLong: "the text is longer than the channel allows"
        case .cannotPush: "the channel cannot speak unasked"
        }
    }

    /// How loudly it is logged: a stranger's noise softly, our own mistakes as errors.
    package var level: Level {
        switch self {
        // A flood must not flood the log too; the metric tells of it.
        case .tooMany: .debug
        case .unknownChannel, .wrongMethod, .unsupportedMediaType: .info
        case .malformed, .tooLarge: .notice
        case .badSignature, .stale, .replayed: .warning
        case .badEncoding, .badPadding, .badLayout, .wrongReceiver: .warning
        case .unknownDestination, .textTooLong, .cannotPush: .error
        }
    }
}
