private import Foundation

/// Bytes as base64 (RFC 4648, 4): the standard alphabet, with `=` at the end.
package enum Base64 {
    /// The bytes as text without line breaks.
    package static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The bytes that the text stands for; nil when a character or `=` is wrong or missing.
    ///
    /// Spare bits of the last character may be set, as they are in most keys that platforms hand out.
    package static func bytes(of text: String) -> [UInt8]? {
        // Foundation takes four `=` for a byte.
        guard !text.hasSuffix("===") else { return nil }
        return Data(base64Encoded: text).map(Array.init)
    }

    /// The bytes in the alphabet for addresses (RFC 4648, 5), without `=`.
    package static func urlText(of bytes: [UInt8]) -> String {
        String(text(of: bytes).prefix { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    /// The bytes that a text in the alphabet for addresses stands for; nil when it is not what `urlText` writes.
    package static func bytes(ofURLText text: String) -> [UInt8]? {
        guard !text.contains(where: { "+/=".contains($0) }) else { return nil }
        let standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        guard let bytes = bytes(of: standard + padding), urlText(of: bytes) == text else { return nil }
        return bytes
    }
}
