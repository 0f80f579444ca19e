package import Domain
import Sealing

/// A OneBot 12 gateway that posts its events to us; the OneBot 12 standard’s page “HTTP Webhook”.
package struct OneBot12Channel: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: OneBot12Settings

    private static let silence = HTTPReply(status: 204)

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: OneBot12Settings) {
        self.id = id
        self.settings = settings
    }

    /// It hears everything, answers inline, and pushes where the gateway's address for actions is known.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .everything, repliesInline: true, inlineSeconds: settings.inlineSeconds,
            pushes: settings.apiURL != nil, repliesPrivately: settings.apiURL != nil,
            maximumBytes: settings.maximumBytes, perMinute: settings.perMinute)
    }

    /// Verifies the token, for bodies are not signed, and reads an event.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        try envelope.requireJSONPost()
        try check(envelope)
        switch try OneBot12Event(try envelope.json(), channel: id, botNames: settings.botNames) {
        case .other(let kind): return .ignored(kind: kind, Self.silence)
        case .joined(let conversation): return .joined(conversation, Self.silence)
        case .message(let message):
            if message.isOlder(than: settings.maximumAgeSeconds, at: now) {
                return .ignored(kind: "stale", Self.silence)
            }
            return .message(message)
        }
    }

    /// A list of actions that the gateway runs: one message, or 204 for silence.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        guard let reply = acknowledgement.reply else { return Self.silence }
        let parameters = Self.parameters(
            OutboundMessage(
                channel: id, to: message.conversation.id.text, kind: message.conversation.kind, text: reply.text,
                mentions: reply.mentions.map(\.text)))
        let actions: JSONValue = [["action": "send_message", "params": parameters]]
        return .json(200, actions.bytes)
    }

    /// The event as the gateway would post it.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        var headers = ["content-type": "application/json", "x-onebot-version": "12"]
        if let token = settings.accessToken { headers["authorization"] = "Bearer \(token.text)" }
        return WebhookEnvelope(headers: headers, body: body)
    }

    /// The parameters of `send_message`; mentions stand before the words, which only a group needs.
    static func parameters(_ message: OutboundMessage) -> JSONValue {
        var segments: [JSONValue] = []
        if let quoted = message.inReplyTo {
            segments.append(["type": "reply", "data": ["message_id": .string(quoted.text)]])
        }
        var words = message.text
        if message.kind == .group, !message.mentions.isEmpty {
            var seen: Set<String> = []
            for user in message.mentions where seen.insert(user).inserted {
                segments.append(["type": "mention", "data": ["user_id": .string(user)]])
            }
            words = " \(words)"
        }
        segments.append(["type": "text", "data": ["text": .string(words)]])
        let target: JSONValue.Member
        switch message.kind {
        case .group: target = JSONValue.Member("group_id", .string(message.to))
        case .private: target = JSONValue.Member("user_id", .string(message.to))
        }
        return .object([
            JSONValue.Member("detail_type", .string(message.kind.rawValue)), target,
            JSONValue.Member("message", .array(segments)),
        ])
    }

    private func check(_ envelope: WebhookEnvelope) throws(ChannelError) {
        guard let token = settings.accessToken else { return }
        let prefix = "Bearer "
        let shown = envelope.headers["authorization"].flatMap { field in
            field.hasPrefix(prefix) ? String(field.dropFirst(prefix.count)) : nil
        }
        guard let claimed = shown ?? envelope.query["access_token"], token.matches(claimed) else { throw .badSignature }
    }
}

extension OneBot12Channel: ChannelSender {
    /// The action `send_message`; the OneBot 12 standard’s page “HTTP”.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let url = settings.apiURL else { throw .cannotPush }
        guard Identity.isValid(part.to) else { throw .unknownDestination }
        try requireFit(part)
        let token = settings.accessToken.map { [HTTPCall.Header("Authorization", "Bearer \($0.text)")] } ?? []
        return .json(url, ["action": "send_message", "params": Self.parameters(part)], headers: token)
    }

    /// What the gateway answered: 1xxxx says that the request is wrong, 2xxxx and 3xxxx that it could not be done now.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        if let verdict = DeliveryVerdict.byStatus(of: reply) { return verdict }
        guard let answer = try? JSONReader.read(reply.body), let code = answer["retcode"]?.integer else {
            return .retry(reason: "unreadable answer")
        }
        if code == 0, answer["status"]?.string != "failed" { return .delivered }
        return (10_000...19_999).contains(code) ? .giveUp(reason: "retcode \(code)") : .retry(reason: "retcode \(code)")
    }
}
