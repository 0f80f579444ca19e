private import Crypto

/// Keeps what identifies people readable only to whoever holds the key: names become keyed hashes, words are sealed.
///
/// Pseudonyms are HMAC-SHA256, sealed texts AES-256-GCM; both under keys drawn from one secret by HKDF (RFC 5869).
package struct Vault: Sendable {
    /// The codes after their keys went in; each use works on a copy.
    private let pseudonyms: HMAC<SHA256>
    private let nonces: HMAC<SHA256>
    private let key: SymmetricKey

    /// The fewest characters that a secret must have.
    package static let shortestSecret = 32

    /// Takes the secret, which stands outside the database.
    package init(_ secret: Secret) {
        let material = SymmetricKey(data: Array(secret.text.utf8))
        let derive = { (use: String) in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: material, info: Array("counsel 1 \(use)".utf8), outputByteCount: 32)
        }
        pseudonyms = HMAC(key: derive("pseudonyms"))
        nonces = HMAC(key: derive("nonces"))
        key = derive("sealing")
    }

    /// Twenty-four hexadecimal digits that stand for the parts; the same for the same parts and secret.
    package func pseudonym(_ parts: String...) -> String {
        var code = pseudonyms
        for part in parts {
            code.update(data: Array("\(part.utf8.count):".utf8))
            code.update(data: Array(part.utf8))
        }
        return Hexadecimal.text(of: Array(code.finalize()).prefix(12))
    }

    /// The text sealed for one use; it opens for the same use only.
    ///
    /// The nonce is a keyed digest of use and text (as in SIV, RFC 5297), so that no chance is needed and no two
    /// different texts share one; equal texts of equal use and `salt` come out equal.
    package func seal(_ text: String, for use: String, salt: String = "") -> [UInt8] {
        var code = nonces
        for part in [use, salt, text] {
            code.update(data: Array("\(part.utf8.count):".utf8))
            code.update(data: Array(part.utf8))
        }
        let nonceBytes = Array(Array(code.finalize()).prefix(12))
        guard let nonce = try? AES.GCM.Nonce(data: nonceBytes),
            let box = try? AES.GCM.seal(
                Array(text.utf8), using: key, nonce: nonce, authenticating: Array(use.utf8))
        else { preconditionFailure("a nonce has twelve bytes and a text is no longer than memory") }
        return [Self.version] + nonceBytes + Array(box.ciphertext) + Array(box.tag)
    }

    /// What was sealed for that use; nil when it was not, or with another secret.
    package func open(_ sealed: [UInt8], for use: String) -> String? {
        guard sealed.count >= 1 + 12 + 16, sealed[0] == Self.version,
            let nonce = try? AES.GCM.Nonce(data: Array(sealed[1..<13])),
            let box = try? AES.GCM.SealedBox(
                nonce: nonce, ciphertext: Array(sealed[13..<(sealed.count - 16)]), tag: Array(sealed.suffix(16))),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Array(use.utf8))
        else { return nil }
        return String(decoding: Array(bytes), as: UTF8.self)
    }

    /// The first byte of everything sealed, so that a later way of sealing can be told apart.
    private static let version: UInt8 = 1
}
