private import Crypto
private import CryptoExtras

/// AES-256 in CBC mode (FIPS 197, NIST SP 800-38A) without padding of its own: whole blocks in, whole blocks out.
package struct BlockCipher: Sendable {
    /// Bytes of one block.
    package static let blockBytes = 16

    private let key: SymmetricKey
    private let iv: AES._CBC.IV

    /// Takes a key of 32 bytes and an initialization vector of 16; nil for any other lengths.
    package init?(key: [UInt8], iv: [UInt8]) {
        guard key.count == 32, let iv = try? AES._CBC.IV(ivBytes: iv) else { return nil }
        self.key = SymmetricKey(data: key)
        self.iv = iv
    }

    /// The blocks encrypted; nil unless they are whole.
    package func encrypted(_ blocks: [UInt8]) -> [UInt8]? {
        guard Self.areWhole(blocks) else { return nil }
        return (try? AES._CBC.encrypt(blocks, using: key, iv: iv, noPadding: true)).map(Array.init)
    }

    /// The blocks decrypted; nil unless they are whole.
    package func decrypted(_ blocks: [UInt8]) -> [UInt8]? {
        guard Self.areWhole(blocks) else { return nil }
        return (try? AES._CBC.decrypt(blocks, using: key, iv: iv, noPadding: true)).map(Array.init)
    }

    private static func areWhole(_ blocks: [UInt8]) -> Bool { !blocks.isEmpty && blocks.count % blockBytes == 0 }
}
