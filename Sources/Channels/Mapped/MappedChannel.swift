package import Domain
import Sealing

/// A gateway whose own JSON is read by a table in the settings.
package struct MappedChannel: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: MappedSettings
    private let signature: NeutralSignature?

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: MappedSettings) {
        self.id = id
        self.settings = settings
        guard case .signed(let secret) = settings.authentication else {
            signature = nil
            return
        }
        signature = NeutralSignature(secret: secret, freshnessSeconds: settings.freshnessSeconds)
    }

    /// It hears everything; how it speaks depends on the templates.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .everything, repliesInline: settings.reply != nil, inlineSeconds: settings.inlineSeconds,
            pushes: settings.push != nil,
            repliesPrivately: settings.push != nil,
            mentions: [settings.reply, settings.push?.body].contains { $0?.mentions == true },
            maximumBytes: settings.maximumBytes, perMinute: settings.perMinute)
    }

    /// Verifies and reads an event; what the map drops, and what is too old, is answered and ignored.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        let event: JSONValue
        switch settings.format {
        case .json:
            try envelope.requireJSONPost()
            try check(envelope, at: now)
            event = try envelope.json()
        case .multipart(let parts):
            try check(envelope, at: now)
            event = try envelope.requireFormPost(jsonParts: parts)
        }
        if settings.map.handshake?.holds(for: event) == true { return .handshake(silence) }
        if let drop = settings.map.drops.first(where: { $0.when.holds(for: event) }) {
            return .ignored(kind: drop.kind, silence)
        }
        guard let message = try MappedReading(event, settings).message(channel: id, at: now) else {
            return .ignored(kind: "no-sender", silence)
        }
        if message.isOlder(than: settings.maximumAgeSeconds, at: now) { return .ignored(kind: "stale", silence) }
        return .message(message)
    }

    /// The reply template filled, or the fixed answer when there is nothing to say or no template.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        guard let reply = acknowledgement.reply, let template = settings.reply else { return silence }
        let filling = JSONTemplate.Filling(
            text: reply.text, to: message.conversation.id.text, sender: message.sender.text,
            replyTo: message.id.text, isGroup: message.conversation.kind == .group,
            mentions: reply.mentions.map(\.text))
        return .json(200, template.filled(filling).bytes)
    }

    /// The event as the gateway would post it; for a form, a JSON object with its parts.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        var headers = ["content-type": "application/json"]
        var body = body
        if settings.format != .json {
            let boundary = "----counsel"
            headers["content-type"] = "multipart/form-data; boundary=\(boundary)"
            let members = (try? JSONReader.read(body))?.object ?? []
            body = MultipartForm.body(
                members.map { ($0.key, $0.value.scalar.map { Array($0.utf8) } ?? $0.value.bytes) }, boundary: boundary)
        }
        switch settings.authentication {
        case .open: return WebhookEnvelope(headers: headers, body: body)
        case .header(let name, let token):
            headers[name.lowercased()] = token.text
            return WebhookEnvelope(headers: headers, body: body)
        case .query(let name, let token):
            return WebhookEnvelope(query: [name: token.text], headers: headers, body: body)
        case .signed: return signature?.seal(body, at: now) ?? WebhookEnvelope(headers: headers, body: body)
        }
    }

    private func check(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) {
        switch settings.authentication {
        case .open: return
        case .header(let name, let token):
            guard let claimed = envelope.headers[name.lowercased()], token.matches(claimed) else {
                throw .badSignature
            }
        case .query(let name, let token):
            guard let claimed = envelope.query[name], token.matches(claimed) else { throw .badSignature }
        case .signed:
            guard let signature else { throw .badSignature }
            try signature.check(envelope, at: now)
        }
    }

    private var silence: HTTPReply {
        let text = settings.acknowledgement
        let body = Array(text.utf8)
        if body.isEmpty { return HTTPReply(status: 200) }
        if text.hasPrefix("{") || text.hasPrefix("[") { return .json(200, body) }
        return HTTPReply(status: 200, contentType: "text/plain; charset=utf-8", body: body)
    }
}
