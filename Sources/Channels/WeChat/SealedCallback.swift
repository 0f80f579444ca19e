import Domain
package import Sealing

/// What the back office of a platform shows about an encrypted callback, and how strictly we look at it.
package struct CallbackSettings: Sendable {
    /// The token with which requests are signed.
    package var token: Secret
    /// The 43 characters of the key.
    package var encodingAESKey: Secret
    /// The corp or app id that every envelope must carry.
    package var receiverID: String
    /// Whether envelopes for other receivers are refused; off only for platforms that fill the place otherwise.
    package var checksReceiver = true
    /// Seconds by which the timestamp of a request may differ from our clock.
    package var freshnessSeconds = 300
    /// Whether a nonce is taken only once; off because nobody says that the platforms' repeats carry new ones.
    package var refusesKnownNonces = false

    /// Takes what the back office shows.
    package init(token: Secret, encodingAESKey: Secret, receiverID: String) {
        self.token = token
        self.encodingAESKey = encodingAESKey
        self.receiverID = receiverID
    }

    /// The envelope; nil when the key is none.
    var crypt: WXBizMsgCrypt? {
        WXBizMsgCrypt(
            token: token, encodingAESKey: encodingAESKey, receiverID: checksReceiver ? receiverID : nil)
    }

    var problems: [(field: String, message: String)] {
        SettingsRule.secret(token, field: "token")
            + (crypt == nil ? [("encodingAESKey", SettingsRule.badKey)] : [])
            + (receiverID.isEmpty ? [("receiverID", "是空的")] : [])
    }
}

/// Callbacks in encrypted XML, as WeCom's apps get them and the Official Account in safe mode; WeCom’s developer
/// document 90930.
struct SealedCallback: Sendable {
    private let crypt: WXBizMsgCrypt
    private let receiverID: String
    private let window: ReplayWindow
    private let random: RandomBytes

    /// Takes the settings and where random bytes come from; nil when the key is none.
    init?(_ settings: CallbackSettings, random: @escaping RandomBytes) {
        guard let crypt = settings.crypt else { return nil }
        self.crypt = crypt
        receiverID = settings.receiverID
        window = ReplayWindow(
            freshnessSeconds: settings.freshnessSeconds, refusesKnownNonces: settings.refusesKnownNonces)
        self.random = random
    }

    /// Answers the platform's check of the address with what it encrypted.
    func handshake(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        guard let challenge = envelope.query["echostr"] else { throw .malformed }
        let words = try crypt.open(challenge, query: envelope.query)
        try window.check(envelope.query, at: now)
        return .handshake(HTTPReply(status: 200, contentType: "text/plain; charset=utf-8", body: words))
    }

    /// Verifies and decrypts an event.
    func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> FlatXML {
        try open(try envelope.requireXMLPost(), envelope.query, at: now)
    }

    /// Verifies and decrypts the `Encrypt` of a body that was read.
    func open(_ body: FlatXML, _ query: [String: String], at now: Timestamp) throws(ChannelError) -> FlatXML {
        guard let encrypted = body["Encrypt"] else { throw .malformed }
        let plain = try crypt.open(encrypted, query: query)
        try window.check(query, at: now)
        do { return try XMLReader.read(plain) } catch { throw .malformed }
    }

    /// A reply, encrypted and signed.
    func reply(_ words: FlatXML, at now: Timestamp) -> HTTPReply {
        let sealed = seal(words.bytes, at: now)
        return .xml([
            "Encrypt": sealed.encrypted, "MsgSignature": sealed.signature, "TimeStamp": sealed.timestamp,
            "Nonce": sealed.nonce,
        ])
    }

    /// A plain body as the platform would post it now.
    func request(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        let sealed = seal(body, at: now)
        return WebhookEnvelope(
            query: [
                "msg_signature": sealed.signature, "timestamp": sealed.timestamp, "nonce": sealed.nonce,
            ], headers: ["content-type": "text/xml"],
            body: FlatXML(["ToUserName": receiverID, "Encrypt": sealed.encrypted]).bytes)
    }

    /// A reply as the platform reads it once it is decrypted; one that is not encrypted as it is.
    func unseal(_ reply: HTTPReply) -> HTTPReply {
        guard let outer = try? XMLReader.read(reply.body), let encrypted = outer["Encrypt"] else { return reply }
        let query = [
            "msg_signature": outer["MsgSignature"], "timestamp": outer["TimeStamp"], "nonce": outer["Nonce"],
        ]
        guard let plain = try? crypt.open(encrypted, query: query.compactMapValues { $0 }) else { return reply }
        var unsealed = reply
        unsealed.body = plain
        return unsealed
    }

    private func seal(_ plain: [UInt8], at now: Timestamp) -> WXBizMsgCrypt.Sealed {
        let nonce = random(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return crypt.seal(
            plain, random: random(WXBizMsgCrypt.randomBytes), timestamp: "\(now.milliseconds / 1_000)",
            nonce: "\(nonce)")
    }
}

extension HTTPReply {
    /// An answer whose body is XML.
    static func xml(_ members: KeyValuePairs<String, String>) -> HTTPReply {
        HTTPReply(status: 200, contentType: "text/xml; charset=utf-8", body: FlatXML(members).bytes)
    }
}
