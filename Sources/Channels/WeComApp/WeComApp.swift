package import Domain

/// A self-built app of a WeCom enterprise, to which members write alone; WeCom’s developer documents 90238 and 90241.
package struct WeComApp: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: WeComAppSettings
    private let callback: SealedCallback

    private static let silence = HTTPReply(status: 200)

    /// Takes the name, the settings and where random bytes come from; nil when the key is none.
    package init?(id: ChannelID, _ settings: WeComAppSettings, random: @escaping RandomBytes) {
        guard let callback = SealedCallback(settings.callback, random: random) else { return nil }
        self.id = id
        self.settings = settings
        self.callback = callback
    }

    /// It hears members who write to it alone, answers inline, and pushes where its secret is known.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .privateChats, repliesInline: true, inlineSeconds: 5, pushes: settings.secret != nil,
            mentions: false, maximumBytes: settings.maximumBytes, perMinute: settings.perMinute)
    }

    /// Answers the check of the address, or decrypts and reads an event.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        guard envelope.method == .post else { return try callback.handshake(envelope, at: now) }
        let xml = try callback.open(envelope, at: now)
        switch try WeChatEvent(xml, channel: id, menu: settings.menu) {
        case .message(let message): return .message(message)
        case .entered(let message): return .entered(message)
        case .other(let kind): return .ignored(kind: kind, Self.silence)
        }
    }

    /// The words encrypted, or an empty answer for silence.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        guard let reply = acknowledgement.reply else { return Self.silence }
        return callback.reply(.words(reply.text, to: message, at: now), at: now)
    }

    /// The bare status.
    package func refuse(_ error: ChannelError) -> HTTPReply { HTTPReply(status: error.status) }

    /// Our words, decrypted.
    package func unseal(_ reply: HTTPReply) -> HTTPReply { callback.unseal(reply) }

    /// A plain event as the platform would encrypt and post it.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope { callback.request(body, at: now) }
}
