package import Domain
package import Sealing

/// The hidden value of a form, which only a page of ours can have put there (against cross-site request forgery).
///
/// It is bound to a form's purpose and to whoever was shown it, and is good for a day.
package struct FormSeal: Sendable {
    private let signature: Signature

    /// Takes the secret.
    package init(secret: Secret) { signature = Signature(.sha256, secret: secret) }

    /// The value for a form shown to `holder`: a link's token, or a session's key.
    package func value(_ purpose: String, for holder: String, at now: Timestamp) -> String {
        value(purpose, holder, Self.minute(now))
    }

    /// Whether the form is ours, was shown to `holder`, and is not older than a day.
    package func accepts(_ value: String, _ purpose: String, for holder: String, at now: Timestamp) -> Bool {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let minute = Int64(parts[0]), minute <= Self.minute(now),
            Self.minute(now) - minute <= Self.lifetime
        else { return false }
        return constantTimeEquals(Array(value.utf8), Array(self.value(purpose, holder, minute).utf8))
    }

    private func value(_ purpose: String, _ holder: String, _ minute: Int64) -> String {
        let text = "form\n\(minute)\n\(purpose.utf8.count):\(purpose)\(holder)"
        return "\(minute).\(signature.hex(of: Array(text.utf8)))"
    }

    private static let lifetime: Int64 = 24 * 60

    private static func minute(_ now: Timestamp) -> Int64 { now.milliseconds / 60_000 }
}
