import Channels
import Sealing

extension FuzzTarget {
    /// Readers of one syntax each.
    static let readers = [
        FuzzTarget(name: "json") { bytes in
            guard let value = try? JSONReader.read(bytes) else { return }
            // What was read can be written, and reads the same.
            precondition((try? JSONReader.read(value.bytes)) == value)
        },
        FuzzTarget(name: "xml") { bytes in
            guard let xml = try? XMLReader.read(bytes) else { return }
            // Written text has no carriage returns left after one reading, so that it is the second that is the same.
            guard let once = try? XMLReader.read(xml.bytes), let twice = try? XMLReader.read(once.bytes) else {
                preconditionFailure("what was written cannot be read")
            }
            precondition(once == twice)
        },
        FuzzTarget(name: "wxbizmsgcrypt") { bytes in
            // The first byte chooses: what a sender encrypts wrongly, or what is no ciphertext at all.
            guard let first = bytes.first else { return }
            let rest = Array(bytes.dropFirst())
            let encrypted = first % 2 == 0 ? ciphertext(of: rest) : String(decoding: rest, as: UTF8.self)
            guard let message = try? crypt.open(encrypted, query: query(for: encrypted)) else { return }
            let again = crypt.seal(message, random: rest, timestamp: "1", nonce: "2")
            precondition((try? crypt.open(again.encrypted, query: query(for: again.encrypted))) == message)
        },
        FuzzTarget(name: "cq-code") { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { return }
            let segments = CQCode.segments(of: text)
            let again = CQCode.segments(of: CQCode.text(of: segments))
            precondition(CQCode.text(of: again) == CQCode.text(of: segments))
        },
        FuzzTarget(name: "multipart") { bytes in
            guard let form = MultipartForm(bytes, mediaType: "multipart/form-data; boundary=b") else { return }
            precondition(Set(form.parts.map(\.name)).count == form.parts.count)
            precondition(form.parts.reduce(0) { $0 + $1.body.count } <= bytes.count)
        },
        FuzzTarget(name: "text-splitter") { bytes in
            guard let limit = bytes.first, let text = String(validating: bytes.dropFirst(), as: UTF8.self) else {
                return
            }
            let size = max(Int(limit), TextSplitter.smallestLimit)
            for piece in TextSplitter(limit: size).pieces(of: text) { precondition(piece.utf8.count <= size) }
        },
    ]

    private static let key = Secret("pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8")

    private static let crypt: WXBizMsgCrypt = {
        guard let crypt = WXBizMsgCrypt(token: Secret("t"), encodingAESKey: key, receiverID: "ww1") else {
            preconditionFailure("the key is one")
        }
        return crypt
    }()

    /// Any bytes as whole blocks under the key: padded well when they are not whole, and otherwise as they are.
    private static func ciphertext(of bytes: [UInt8]) -> String {
        guard let secret = Base64.bytes(of: key.text + "="),
            let cipher = BlockCipher(key: secret, iv: Array(secret.prefix(16)))
        else { preconditionFailure("the key is one") }
        let blocks = bytes.count % 32 == 0 ? bytes : BlockPadding(block: 32).padded(bytes)
        return cipher.encrypted(blocks).map(Base64.text) ?? ""
    }

    private static func query(for encrypted: String) -> [String: String] {
        let sorted = ["t", "1", "2", encrypted].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let signature = Hexadecimal.text(of: MessageDigest.sha1(Array(sorted.joined().utf8)))
        return ["msg_signature": signature, "timestamp": "1", "nonce": "2"]
    }
}
