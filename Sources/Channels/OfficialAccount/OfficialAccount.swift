package import Domain
import Sealing

/// An Official Account, to which followers write alone; the platform's documents on message push.
package struct OfficialAccount: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: OfficialAccountSettings
    private let signature: SortedSignature
    private let window: ReplayWindow
    private let callback: SealedCallback?
    private let random: RandomBytes

    /// What the platform takes for silence; anything else that is no reply shows the follower an error.
    private static let silence = HTTPReply(
        status: 200, contentType: "text/plain; charset=utf-8", body: Array("success".utf8))

    /// The longest challenge that is given back; the platform's own has twenty digits.
    private static let challengeLimit = 128

    /// Takes the name, the settings and where random bytes come from.
    package init(id: ChannelID, _ settings: OfficialAccountSettings, random: @escaping RandomBytes) {
        self.id = id
        self.settings = settings
        self.random = random
        signature = SortedSignature(token: settings.token)
        window = ReplayWindow(
            freshnessSeconds: settings.freshnessSeconds, refusesKnownNonces: settings.refusesKnownNonces)
        callback = settings.callback.flatMap { SealedCallback($0, random: random) }
    }

    /// It hears followers who write to it alone, answers inline, and within 48 hours later where its secret is known.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .privateChats, repliesInline: true, inlineSeconds: 5,
            lateReply: settings.secret == nil ? .never : .within(seconds: 48 * 3_600), pushes: false, mentions: false,
            maximumBytes: settings.maximumBytes)
    }

    /// Answers the check of the address, or verifies and reads an event.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        guard envelope.method == .post else { return try handshake(envelope, at: now) }
        switch try WeChatEvent(try event(in: envelope, at: now), channel: id, menu: settings.menu) {
        case .message(let message): return .message(message)
        case .entered(let message): return .entered(message)
        case .other(let kind): return .ignored(kind: kind, Self.silence)
        }
    }

    /// The words, encrypted in safe mode, or `success` for silence.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        guard let reply = acknowledgement.reply else { return Self.silence }
        let words = FlatXML.words(reply.text, to: message, at: now)
        guard settings.mode == .safe, let callback else {
            return HTTPReply(status: 200, contentType: "text/xml; charset=utf-8", body: words.bytes)
        }
        return callback.reply(words, at: now)
    }

    /// The bare status.
    package func refuse(_ error: ChannelError) -> HTTPReply { HTTPReply(status: error.status) }

    /// Our words, decrypted where they were encrypted.
    package func unseal(_ reply: HTTPReply) -> HTTPReply { callback?.unseal(reply) ?? reply }

    /// A plain event as the platform would post it: encrypted, unless the mode is plain.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        let timestamp = "\(now.milliseconds / 1_000)"
        let nonce = Hexadecimal.text(of: random(8))
        var query = ["signature": signature.hex(of: timestamp, nonce), "timestamp": timestamp, "nonce": nonce]
        guard let callback else {
            return WebhookEnvelope(query: query, headers: ["content-type": "text/xml"], body: body)
        }
        let sealed = callback.request(body, at: now)
        query.merge(sealed.query) { $1 }
        query["signature"] = signature.hex(of: query["timestamp"] ?? "", query["nonce"] ?? "")
        query["encrypt_type"] = "aes"
        return WebhookEnvelope(query: query, headers: sealed.headers, body: sealed.body)
    }

    /// The challenge comes in the clear in every mode.
    private func handshake(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        try check(envelope.query, at: now)
        guard let challenge = envelope.query["echostr"], challenge.utf8.count <= Self.challengeLimit else {
            throw .malformed
        }
        return .handshake(
            HTTPReply(status: 200, contentType: "text/plain; charset=utf-8", body: Array(challenge.utf8)))
    }

    private func event(in envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> FlatXML {
        let body = try envelope.requireXMLPost()
        if let callback, settings.mode == .safe || body["Encrypt"] != nil {
            // The bare `signature` does not cover the body: only `msg_signature` is believed.
            return try callback.open(body, envelope.query, at: now)
        }
        try check(envelope.query, at: now)
        return body
    }

    private func check(_ query: [String: String], at now: Timestamp) throws(ChannelError) {
        guard let timestamp = query["timestamp"], let nonce = query["nonce"],
            signature.verify(query["signature"], of: timestamp, nonce)
        else { throw .badSignature }
        try window.check(query, at: now)
    }
}
