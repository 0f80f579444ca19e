package import Sealing

/// The envelope in which WeCom and the Official Account exchange messages; WeCom’s developer document 90968.
///
/// Before encryption it holds 16 random bytes, the message's length as four bytes, the message, and the receiver's id;
/// it is padded to 32 bytes although AES has blocks of 16.
package struct WXBizMsgCrypt: Sendable {
    /// A text encrypted and signed.
    package struct Sealed: Hashable, Sendable {
        /// The ciphertext as base64.
        package let encrypted: String
        /// The signature over token, timestamp, nonce and ciphertext.
        package let signature: String
        /// The seconds that were signed.
        package let timestamp: String
        /// The nonce that was signed.
        package let nonce: String
    }

    /// Bytes of chance at the beginning of an envelope.
    package static let randomBytes = 16

    private static let headerBytes = 20
    private static let padding = BlockPadding(block: 32)

    private let signature: SortedSignature
    private let cipher: BlockCipher
    private let receiverID: [UInt8]?

    /// Takes what the back office shows; nil when the key is not one.
    ///
    /// - Parameters:
    ///   - encodingAESKey: 43 letters and digits; blanks around them, as pasting leaves, are dropped.
    ///   - receiverID: The corp, suite or app id that envelopes must carry; empty for robots, nil to take any.
    package init?(token: Secret, encodingAESKey: Secret, receiverID: String?) {
        guard let key = Self.key(encodingAESKey), let cipher = BlockCipher(key: key, iv: Array(key.prefix(16))) else {
            return nil
        }
        signature = SortedSignature(token: token)
        self.cipher = cipher
        self.receiverID = receiverID.map { Array($0.utf8) }
    }

    // MARK: Opening

    /// Verifies and decrypts a message.
    ///
    /// - Parameters:
    ///   - encrypted: The ciphertext as base64, from the body or from `echostr`.
    ///   - query: The request's query with `msg_signature`, `timestamp` and `nonce`.
    /// - Returns: The message, which is UTF-8.
    package func open(_ encrypted: String, query: [String: String]) throws(ChannelError) -> [UInt8] {
        guard let timestamp = query["timestamp"], let nonce = query["nonce"],
            signature.verify(query["msg_signature"], of: timestamp, nonce, encrypted)
        else { throw .badSignature }
        guard let ciphertext = Base64.bytes(of: encrypted), !ciphertext.isEmpty else { throw .badEncoding }
        return try message(in: try unwrap(ciphertext))
    }

    /// Decrypts and unpads bytes without the envelope, which is how robots serve pictures and files.
    package func unwrap(_ ciphertext: [UInt8]) throws(ChannelError) -> [UInt8] {
        guard let padded = cipher.decrypted(ciphertext), let bytes = Self.padding.unpadded(padded) else {
            throw .badPadding
        }
        return bytes
    }

    private func message(in envelope: [UInt8]) throws(ChannelError) -> [UInt8] {
        guard envelope.count >= Self.headerBytes else { throw .badLayout }
        let rest = envelope.dropFirst(Self.headerBytes)
        let length = envelope[16..<20].reduce(0) { $0 << 8 | Int($1) }
        // Compared, not added to: the length may be anything up to 2³²−1.
        guard length <= rest.count, Self.isUTF8(rest.prefix(length)) else { throw .badLayout }
        if let receiverID {
            guard constantTimeEquals(Array(rest.dropFirst(length)), receiverID) else { throw .wrongReceiver }
        }
        return Array(rest.prefix(length))
    }

    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    // MARK: Sealing

    /// Encrypts and signs a message.
    ///
    /// - Parameters:
    ///   - random: 16 bytes that nobody can guess; they make equal messages look different.
    ///   - timestamp: Seconds since 1970, as the other side will check them.
    package func seal(_ message: [UInt8], random: [UInt8], timestamp: String, nonce: String) -> Sealed {
        let encrypted = encrypt(message, random: random)
        return Sealed(
            encrypted: encrypted, signature: signature.hex(of: timestamp, nonce, encrypted), timestamp: timestamp,
            nonce: nonce)
    }

    private func encrypt(_ message: [UInt8], random: [UInt8]) -> String {
        var envelope = Array(random.prefix(Self.randomBytes))
        // Whoever gives less chance than is due still gets a readable envelope.
        envelope += [UInt8](repeating: 0, count: Self.randomBytes - envelope.count)
        let length = UInt32(clamping: message.count)
        for shift in [24, 16, 8, 0] { envelope.append(UInt8(truncatingIfNeeded: length >> shift)) }
        envelope += message
        envelope += receiverID ?? []
        guard let ciphertext = cipher.encrypted(Self.padding.padded(envelope)) else {
            preconditionFailure("a padded envelope has whole blocks")
        }
        return Base64.text(of: ciphertext)
    }

    // MARK: The key

    /// The 32 bytes of a key; 43 characters carry 258 bits, so that the last one's spare bits may be set.
    private static func key(_ text: Secret) -> [UInt8]? {
        let characters = text.text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        guard characters.count == 43, characters.allSatisfy(isLetterOrDigit) else { return nil }
        return Base64.bytes(of: String(decoding: characters, as: UTF8.self) + "=")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }
}
