import Sealing

/// The signature of WeCom and the Official Account: SHA-1 over token, timestamp, nonce and perhaps the ciphertext, in
/// byte order, one after the other; WeCom’s developer document 90968.
struct SortedSignature: Sendable {
    private let token: Secret

    /// Takes the token of the channel's back office.
    init(token: Secret) { self.token = token }

    /// The signature in lower-case hexadecimal.
    func hex(of parts: String...) -> String { hex(parts) }

    /// Whether this is the signature of the parts; upper-case digits are not, as in the platform's own samples.
    func verify(_ claimed: String?, of parts: String...) -> Bool {
        guard let claimed else { return false }
        return constantTimeEquals(Array(claimed.utf8), Array(hex(parts).utf8))
    }

    private func hex(_ parts: [String]) -> String {
        let sorted = (parts + [token.text]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Hexadecimal.text(of: MessageDigest.sha1(Array(sorted.joined().utf8)))
    }
}
