import Domain
import Sealing

/// How Feishu encrypts and signs its events; open.feishu.cn, “配置 Encrypt Key”.
struct FeishuSeal: Sendable {
    private static let padding = BlockPadding(block: BlockCipher.blockBytes)

    private let key: Secret
    private let cipherKey: [UInt8]

    /// Takes the Encrypt Key; the cipher's key is its SHA-256.
    init(encryptKey: Secret) {
        key = encryptKey
        cipherKey = MessageDigest.sha256(Array(encryptKey.text.utf8))
    }

    /// The plain body behind `encrypt`: its first block is the initialization vector.
    func open(_ encrypted: String) throws(ChannelError) -> [UInt8] {
        guard let bytes = Base64.bytes(of: encrypted) else { throw .malformed }
        let blocks = BlockCipher.blockBytes
        guard bytes.count >= 2 * blocks, let cipher = BlockCipher(key: cipherKey, iv: Array(bytes.prefix(blocks))),
            let padded = cipher.decrypted(Array(bytes.dropFirst(blocks))), let plain = Self.padding.unpadded(padded)
        else { throw .badSignature }
        return plain
    }

    /// A plain body encrypted.
    func seal(_ plain: [UInt8], iv: [UInt8]) -> String {
        guard let cipher = BlockCipher(key: cipherKey, iv: iv),
            let blocks = cipher.encrypted(Self.padding.padded(plain))
        else { preconditionFailure("a digest is a key and padding makes whole blocks") }
        return Base64.text(of: iv + blocks)
    }

    /// The signature of a raw body: SHA-256 over timestamp, nonce, key and body.
    func signature(of body: [UInt8], timestamp: String, nonce: String) -> String {
        Hexadecimal.text(of: MessageDigest.sha256(Array((timestamp + nonce + key.text).utf8), body))
    }

    /// Whether the signature is that of the raw body.
    func verify(_ claimed: String?, of body: [UInt8], timestamp: String, nonce: String) -> Bool {
        guard let claimed else { return false }
        let own = signature(of: body, timestamp: timestamp, nonce: nonce)
        return constantTimeEquals(Array(claimed.utf8), Array(own.utf8))
    }
}
