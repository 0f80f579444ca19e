import Domain
import Sealing

/// How both sides of the neutral contract sign: HMAC-SHA256 over `timestamp + "." + body`.
struct NeutralSignature: Sendable {
    private static let timestampField = "X-Counsel-Timestamp"
    private static let signatureField = "X-Counsel-Signature"
    private static let prefix = "sha256="

    private let signature: Signature
    private let freshnessSeconds: Int64

    /// Takes the shared secret and the seconds that the clocks may differ.
    init(secret: Secret, freshnessSeconds: Int) {
        signature = Signature(.sha256, secret: secret)
        self.freshnessSeconds = Int64(freshnessSeconds)
    }

    /// Refuses a forged or old envelope; freshness is looked at only when the signature is right.
    func check(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) {
        guard let stamp = envelope.headers[Self.timestampField.lowercased()],
            let claimed = envelope.headers[Self.signatureField.lowercased()], claimed.hasPrefix(Self.prefix),
            stamp.utf8.count <= 12, stamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int64(stamp),
            signature.verify(claimed.dropFirst(Self.prefix.count), of: Array("\(stamp).".utf8), envelope.body)
        else { throw .badSignature }
        let difference = now.milliseconds - Timestamp(seconds: seconds).milliseconds
        guard abs(difference) <= freshnessSeconds * 1_000 else { throw .stale }
    }

    /// The two header fields for a body that is sent now.
    func headers(for body: [UInt8], at now: Timestamp) -> [HTTPCall.Header] {
        let stamp = String(now.milliseconds / 1_000)
        let hex = signature.hex(of: Array("\(stamp).".utf8), body)
        return [HTTPCall.Header(Self.timestampField, stamp), HTTPCall.Header(Self.signatureField, Self.prefix + hex)]
    }

    /// A request with this body, as a gateway would send it now.
    func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        var fields = ["content-type": "application/json"]
        for header in headers(for: body, at: now) { fields[header.name.lowercased()] = header.value }
        return WebhookEnvelope(headers: fields, body: body)
    }
}
