package import Domain

/// WeCom's customer service (微信客服): ordinary WeChat users write to an account of the enterprise, each alone.
///
/// Its webhook says only that messages wait; they are fetched with a cursor. WeCom’s developer documents 94670, 94677.
package struct WeComKF: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    /// How it is set up.
    package let settings: WeComKFSettings
    private let callback: SealedCallback

    private static let silence = HTTPReply(status: 200)

    /// Takes the name, the settings and where random bytes come from; nil when the key is none.
    package init?(id: ChannelID, _ settings: WeComKFSettings, random: @escaping RandomBytes) {
        guard let callback = SealedCallback(settings.callback, random: random) else { return nil }
        self.id = id
        self.settings = settings
        self.callback = callback
    }

    /// It hears users who write to it alone, and answers within 48 hours by calls of its own.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .privateChats, repliesInline: false, lateReply: .within(seconds: 48 * 3_600), pushes: false,
            mentions: false, maximumBytes: settings.maximumBytes)
    }

    /// Answers the check of the address, or reads a notice.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        guard envelope.method == .post else { return try callback.handshake(envelope, at: now) }
        let xml = try callback.open(envelope, at: now)
        guard xml["MsgType"] == "event", let event = xml["Event"] else { throw .malformed }
        guard event == "kf_msg_or_event" else {
            return .ignored(kind: Identity.kind("event.\(event.lowercased())"), Self.silence)
        }
        let account = try Identity.require(xml["OpenKfId"])
        return .noticed(Notice(account: account, token: try xml["Token"].map(Identity.require)), Self.silence)
    }

    /// Nothing: the words go out by a call.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply { Self.silence }

    /// The bare status.
    package func refuse(_ error: ChannelError) -> HTTPReply { HTTPReply(status: error.status) }

    /// A plain notice as the platform would encrypt and post it.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope { callback.request(body, at: now) }
}

/// Word that messages wait to be fetched.
package struct Notice: Hashable, Sendable {
    /// The account to which they were written.
    package let account: String
    /// What the platform wants to see for ten minutes, so that it lets us fetch often.
    package let token: String?

    /// Takes account and token.
    package init(account: String, token: String?) {
        self.account = account
        self.token = token
    }
}
