package import Domain
import Sealing

/// A OneBot 11 gateway that posts its events to us, as the OneBot 11 standard’s page “HTTP POST” has it.
package struct OneBot11Channel: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: OneBot11Settings
    private let signature: Signature?

    private static let signaturePrefix = "sha1="
    private static let silence = HTTPReply(status: 204)

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: OneBot11Settings) {
        self.id = id
        self.settings = settings
        signature = settings.secret.map { Signature(.sha1, secret: $0) }
    }

    /// It hears everything, answers inline, and pushes where the gateway's API is known.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .everything, repliesInline: true, inlineSeconds: settings.inlineSeconds,
            pushes: settings.apiURL != nil,
            repliesPrivately: settings.apiURL != nil, maximumBytes: settings.maximumBytes,
            perMinute: settings.perMinute)
    }

    /// Verifies and reads an event; the protocol signs no timestamp, so an old event goes by its own clock.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        try envelope.requireJSONPost()
        try check(envelope)
        guard let selfID = envelope.headers["x-self-id"] else { throw .malformed }
        let event = try OneBot11Event(
            try envelope.json(), channel: id, selfID: selfID, botNames: settings.botNames)
        switch event {
        case .other(let kind): return .ignored(kind: kind, Self.silence)
        case .joined(let conversation): return .joined(conversation, Self.silence)
        case .message(let message):
            if message.isOlder(than: settings.maximumAgeSeconds, at: now) {
                return .ignored(kind: "stale", Self.silence)
            }
            return .message(message)
        }
    }

    /// A quick operation whose segments mention each person once, or 204 for silence.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        guard let reply = acknowledgement.reply else { return Self.silence }
        let segments = Self.segments(
            reply.text, mentions: reply.mentions.map(\.text), kind: message.conversation.kind)
        let body: JSONValue = [
            "reply": .array(segments.map(\.json)),
            "at_sender": false,
            "auto_escape": true,
        ]
        return .json(200, body.bytes)
    }

    /// The event as the gateway would post it.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        var headers = ["content-type": "application/json"]
        headers["x-self-id"] = (try? JSONReader.read(body))?["self_id"]?.identity
        if let signature { headers["x-signature"] = Self.signaturePrefix + signature.hex(of: body) }
        return WebhookEnvelope(headers: headers, body: body)
    }

    /// Words with the mentions before them, which only a group needs.
    static func segments(_ text: String, mentions: [String], kind: Conversation.Kind) -> [MessageSegment] {
        guard kind == .group, !mentions.isEmpty else { return [.text(text)] }
        var seen: Set<String> = []
        let asked = mentions.filter { seen.insert($0).inserted }
        return asked.map { .at($0) } + [.text(" \(text)")]
    }

    private func check(_ envelope: WebhookEnvelope) throws(ChannelError) {
        guard let signature else { return }
        guard let claimed = envelope.headers["x-signature"], claimed.hasPrefix(Self.signaturePrefix),
            signature.verify(claimed.dropFirst(Self.signaturePrefix.count), of: envelope.body)
        else { throw .badSignature }
    }
}
