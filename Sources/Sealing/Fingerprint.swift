private import Crypto

/// The digest that stands for something without a name of its own.
package enum Fingerprint {
    /// The first 16 bytes of SHA-256 over the parts, each with its length, in hexadecimal.
    package static func hex(_ parts: [String]) -> String {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array("\(part.utf8.count):".utf8))
            hash.update(data: Array(part.utf8))
        }
        return Hexadecimal.text(of: hash.finalize().prefix(16))
    }
}
