private import Crypto

/// A keyed digest, as hexadecimal text, that only holders of the secret can make.
package struct Signature: Sendable {
    /// The digests that platforms use.
    package enum Digest: Sendable {
        case sha1, sha256
    }

    /// The codes after the key went in, which is half of the cost of a short message; each use works on a copy.
    private enum Keyed: Sendable {
        case sha1(HMAC<Insecure.SHA1>)
        case sha256(HMAC<SHA256>)
    }

    private let keyed: Keyed

    /// Takes the digest and the secret, whose UTF-8 bytes are the key.
    package init(_ digest: Digest, secret: Secret) {
        let key = SymmetricKey(data: Array(secret.text.utf8))
        keyed =
            switch digest {
            case .sha1: .sha1(HMAC(key: key))
            case .sha256: .sha256(HMAC(key: key))
            }
    }

    /// The digest of the parts one after the other, in lower-case hexadecimal.
    package func hex(of parts: [UInt8]...) -> String { Hexadecimal.text(of: bytes(of: parts)) }

    /// The digest of the parts one after the other, as base64.
    package func base64(of parts: [UInt8]...) -> String { Base64.text(of: bytes(of: parts)) }

    /// Whether `hex` is the digest of the parts; upper-case digits are taken too.
    package func verify(_ hex: some StringProtocol, of parts: [UInt8]...) -> Bool {
        guard let claimed = Hexadecimal.bytes(of: hex) else { return false }
        return constantTimeEquals(claimed, bytes(of: parts))
    }

    private func bytes(of parts: [[UInt8]]) -> [UInt8] {
        switch keyed {
        case .sha1(let code): Self.digest(code, parts)
        case .sha256(let code): Self.digest(code, parts)
        }
    }

    private static func digest<Hash: HashFunction>(_ start: HMAC<Hash>, _ parts: [[UInt8]]) -> [UInt8] {
        var code = start
        for part in parts { code.update(data: part) }
        return Array(code.finalize())
    }
}
