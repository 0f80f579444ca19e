package import Domain
import Sealing

/// A WeCom smart robot (智能机器人) that calls us back; WeCom’s developer documents 101039, 101031 and 101033.
package struct WeComAIBot: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: WeComAIBotSettings
    private let crypt: WXBizMsgCrypt
    private let window: ReplayWindow
    private let random: RandomBytes

    private static let silence = HTTPReply(status: 200)

    /// Takes the name, the settings and where random bytes come from; nil when the key is none.
    package init?(id: ChannelID, _ settings: WeComAIBotSettings, random: @escaping RandomBytes) {
        guard let crypt = settings.crypt else { return nil }
        self.id = id
        self.settings = settings
        self.crypt = crypt
        window = ReplayWindow(
            freshnessSeconds: settings.freshnessSeconds, refusesKnownNonces: settings.refusesKnownNonces)
        self.random = random
    }

    /// In groups it hears mentions only; it answers inline, and for an hour through the address of each message.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .mentions, repliesInline: true, inlineSeconds: settings.inlineSeconds,
            lateReply: .within(seconds: 3_600), pushes: false, mentions: false, maximumBytes: settings.maximumBytes)
    }

    /// The platform comes back for what was not ready, about once a second.
    package var fetchesPostponedReplies: Bool { true }

    /// Answers the check of the address, or decrypts and reads an event.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        if envelope.method == .get, let challenge = envelope.query["echostr"] {
            let words = try crypt.open(challenge, query: envelope.query)
            try window.check(envelope.query, at: now)
            return .handshake(HTTPReply(status: 200, contentType: "text/plain; charset=utf-8", body: words))
        }
        try envelope.requireJSONPost()
        guard let encrypted = try envelope.json()["encrypt"]?.string, let nonce = envelope.query["nonce"] else {
            throw .malformed
        }
        let plain = try crypt.open(encrypted, query: envelope.query)
        try window.check(envelope.query, at: now)
        guard let event = try? JSONReader.read(plain) else { throw .malformed }
        switch try WeComAIBotEvent(event, channel: id, settings: settings, nonce: nonce, at: now) {
        case .message(let message): return .message(message)
        case .entered(let message): return .entered(message)
        case .awaited(let message): return .awaited(message)
        case .feedback(let feedback): return .feedback(feedback, Self.silence)
        case .other(let kind): return .ignored(kind: kind, Self.silence)
        }
    }

    /// A finished stream with its card; a greeting as plain text; for a pressed button only the card's new face.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        if let card = message.pressedCard {
            return reply(
                WeComAIBotCard.pressed(card, saying: message.text, at: settings.cardURL), to: message, at: now)
        }
        if case .unsupported(WeComAIBotEvent.enteredKind) = message.content {
            guard let words = acknowledgement.reply?.text else { return Self.silence }
            return reply(["msgtype": "text", "text": ["content": .string(words)]], to: message, at: now)
        }
        guard let words = acknowledgement.reply?.text else { return ending(acknowledgement, of: message, at: now) }
        var stream = stream(Self.markdown(words), isFinished: true, of: message)
        if let interaction = acknowledgement.interaction {
            stream.append(
                JSONValue.Member("feedback", ["id": .string(WeComAIBotCard.feedbackID(of: interaction))]))
        }
        guard settings.showsCards, let card = WeComAIBotCard.card(for: acknowledgement) else {
            return reply(["msgtype": "stream", "stream": .object(stream)], to: message, at: now)
        }
        return reply(
            ["msgtype": "stream_with_template_card", "stream": .object(stream), "template_card": card], to: message,
            at: now)
    }

    /// An unfinished stream, so that the platform asks again.
    package func postpone(_ message: InboundMessage, at now: Timestamp) -> HTTPReply {
        guard message.pressedCard == nil else { return .unavailable }
        let stream = stream("正在查，请稍等……", isFinished: false, of: message)
        return reply(["msgtype": "stream", "stream": .object(stream)], to: message, at: now)
    }

    /// The bare status: the platform reads no words.
    package func refuse(_ error: ChannelError) -> HTTPReply { HTTPReply(status: error.status) }

    /// A plain event as the platform would encrypt and post it.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        let nonce = random(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let sealed = crypt.seal(
            body, random: random(WXBizMsgCrypt.randomBytes), timestamp: "\(now.milliseconds / 1_000)",
            nonce: "\(nonce)")
        return WebhookEnvelope(
            query: [
                "msg_signature": sealed.signature, "timestamp": sealed.timestamp, "nonce": sealed.nonce,
            ], headers: ["content-type": "application/json"],
            body: (["encrypt": .string(sealed.encrypted)] as JSONValue).bytes)
    }

    /// The plain body of one of our encrypted replies.
    package func unseal(_ reply: HTTPReply) -> HTTPReply {
        guard let sealed = try? JSONReader.read(reply.body), let encrypted = sealed["encrypt"]?.string,
            let plain = try? crypt.open(
                encrypted,
                query: [
                    "msg_signature": sealed["msgsignature"]?.string ?? "",
                    "timestamp": sealed["timestamp"]?.scalar ?? "", "nonce": sealed["nonce"]?.string ?? "",
                ])
        else { return reply }
        return .json(reply.status, plain)
    }

    /// What is said when there is nothing to say: to a platform that waits for an unfinished stream, its end.
    private func ending(
        _ acknowledgement: Acknowledgement, of message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        guard case .unsupported(WeComAIBotEvent.awaitedKind) = message.content else { return Self.silence }
        let words = acknowledgement.isLate ? "答复已经另外发给您了。" : "对不起，刚才没办成，请您再发一遍。"
        return reply(
            ["msgtype": "stream", "stream": .object(stream(words, isFinished: true, of: message))], to: message,
            at: now)
    }

    /// A stream that replaces what was shown before; its id is the message's, so that a later question finds the reply.
    private func stream(_ words: String, isFinished: Bool, of message: InboundMessage) -> [JSONValue.Member] {
        [
            JSONValue.Member("id", .string(message.id.text)), JSONValue.Member("finish", .bool(isFinished)),
            JSONValue.Member(
                "content", .string(String(TextSplitter(limit: settings.maximumBytes).prefix(of: words[...])))),
        ]
    }

    /// The reply encrypted; the nonce must be the request's.
    private func reply(_ body: JSONValue, to message: InboundMessage, at now: Timestamp) -> HTTPReply {
        let sealed = crypt.seal(
            body.bytes, random: random(WXBizMsgCrypt.randomBytes), timestamp: "\(now.milliseconds / 1_000)",
            nonce: message.echo ?? "")
        let envelope: JSONValue = [
            "encrypt": .string(sealed.encrypted), "msgsignature": .string(sealed.signature),
            "timestamp": .number(sealed.timestamp), "nonce": .string(sealed.nonce),
        ]
        return .json(200, envelope.bytes)
    }

    /// Words as the platform's Markdown; nobody is mentioned by what was typed.
    static func markdown(_ words: String) -> String { words.replacing("<@", with: "＜@") }
}
