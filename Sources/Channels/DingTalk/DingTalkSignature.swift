import Sealing

/// How DingTalk signs, both ways: HMAC-SHA256 over timestamp and secret, keyed with the secret, as base64.
struct DingTalkSignature: Sendable {
    private let secret: Secret
    private let signature: Signature

    /// Takes the app's or the robot's secret.
    init(secret: Secret) {
        self.secret = secret
        signature = Signature(.sha256, secret: secret)
    }

    /// The signature of a moment in milliseconds.
    func text(of timestamp: String) -> String { signature.base64(of: Array("\(timestamp)\n\(secret.text)".utf8)) }

    /// Whether this is the signature of the moment.
    func verify(_ claimed: String, of timestamp: String) -> Bool {
        constantTimeEquals(Array(claimed.utf8), Array(text(of: timestamp).utf8))
    }
}
