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
}
