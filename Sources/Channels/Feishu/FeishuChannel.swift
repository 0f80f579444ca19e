package import Domain
import Sealing

/// A 飞书 (Feishu) app's robot; open.feishu.cn, “事件订阅”.
package struct FeishuChannel: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: FeishuSettings
    private let seal: FeishuSeal?
    private let random: RandomBytes

    /// What the platform gets when all is well; it reads no reply in it.
    private static let accepted = HTTPReply.json(200, Array("{}".utf8))

    /// Takes the name, the settings and where random bytes come from.
    package init(id: ChannelID, _ settings: FeishuSettings, random: @escaping RandomBytes) {
        self.id = id
        self.settings = settings
        seal = settings.encryptKey.map(FeishuSeal.init(encryptKey:))
        self.random = random
    }

    /// It answers by calls of its own, and to members alone too; in groups it hears mentions unless granted more.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: settings.hearsEverything ? .everything : .mentions, repliesInline: false,
            pushes: settings.app != nil, repliesPrivately: settings.app != nil, maximumBytes: settings.maximumBytes,
            perMinute: settings.perMinute)
    }

    /// Answers the check of the address, or verifies, decrypts and reads an event.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        try envelope.requireJSONPost()
        var body = try envelope.json()
        if let seal {
            guard let encrypted = body["encrypt"]?.string else { throw .badSignature }
            let plain = try seal.open(encrypted)
            guard let inner = try? JSONReader.read(plain) else { throw .malformed }
            body = inner
        }
        if body["type"]?.string == "url_verification" {
            try check(token: body["token"])
            guard let challenge = body["challenge"] else { throw .malformed }
            return .handshake(.json(200, (["challenge": challenge] as JSONValue).bytes))
        }
        // Only the check of the address comes unsigned.
        if let seal { try check(envelope, with: seal, at: now) }
        try check(token: body["header"]?["token"])
        switch try FeishuEvent(body, channel: id, settings: settings) {
        case .message(let message): return .message(message)
        case .other(let kind): return .ignored(kind: kind, Self.accepted)
        case .joined(let conversation): return .joined(conversation, Self.accepted)
        }
    }

    /// An empty object, whatever is said.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply { Self.accepted }

    /// An event as the platform would post it.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        var headers = ["content-type": "application/json"]
        guard let seal else { return WebhookEnvelope(headers: headers, body: body) }
        let sealed: JSONValue = [
            "encrypt": .string(seal.seal(body, iv: random(BlockCipher.blockBytes)))
        ]
        let bytes = sealed.bytes
        let stamp = "\(now.milliseconds / 1_000)"
        let nonce = Hexadecimal.text(of: random(4))
        headers["x-lark-request-timestamp"] = stamp
        headers["x-lark-request-nonce"] = nonce
        headers["x-lark-signature"] = seal.signature(of: bytes, timestamp: stamp, nonce: nonce)
        return WebhookEnvelope(headers: headers, body: bytes)
    }

    private func check(
        _ envelope: WebhookEnvelope, with seal: FeishuSeal, at now: Timestamp
    ) throws(ChannelError) {
        guard let stamp = envelope.headers["x-lark-request-timestamp"],
            let nonce = envelope.headers["x-lark-request-nonce"],
            seal.verify(
                envelope.headers["x-lark-signature"], of: envelope.body, timestamp: stamp, nonce: nonce)
        else { throw .badSignature }
        guard let limit = settings.freshnessSeconds else { return }
        guard stamp.utf8.count <= 12, let seconds = Int64(stamp), seconds >= 0,
            abs(now.milliseconds - Timestamp(seconds: seconds).milliseconds) <= Int64(limit) * 1_000
        else { throw .stale }
    }

    private func check(token: JSONValue?) throws(ChannelError) {
        guard let expected = settings.verificationToken else { return }
        guard let claimed = token?.string, expected.matches(claimed) else { throw .badSignature }
    }
}
