private import Crypto

/// Digests without a key; platforms that sign by them put their secret among the parts.
package enum MessageDigest {
    /// SHA-1 of the parts one after the other, 20 bytes.
    package static func sha1(_ parts: [UInt8]...) -> [UInt8] { digest(Insecure.SHA1(), parts) }

    /// SHA-256 of the parts one after the other, 32 bytes.
    package static func sha256(_ parts: [UInt8]...) -> [UInt8] { digest(SHA256(), parts) }

    private static func digest(_ start: some HashFunction, _ parts: [[UInt8]]) -> [UInt8] {
        var hash = start
        for part in parts { hash.update(data: part) }
        return Array(hash.finalize())
    }
}
