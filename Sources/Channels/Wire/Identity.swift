/// The one shape that every platform's ids must have here.
enum Identity {
    /// The most UTF-8 bytes of an id.
    static let limit = 128

    /// Whether the text is an id: not empty, at most 128 bytes, no control characters.
    static func isValid(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= limit && !hasControl(text)
    }

    /// The text as an id; throws when it is none.
    static func require(_ text: String?) throws(ChannelError) -> String {
        guard let text, isValid(text) else { throw .malformed }
        return text
    }

    /// The value as an id; throws when it is missing or none.
    static func require(_ value: JSONValue?) throws(ChannelError) -> String {
        guard let value else { throw .malformed }
        return try value.requireIdentity()
    }

    /// The name for showing: without control characters, at most 64 characters, nil when nothing is left.
    static func displayName(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.count > 64 || hasControl(text) else { return text }
        let kept = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        return kept.isEmpty ? nil : String(kept.prefix(64))
    }

    /// The platform's name of a kind of message or event, or `unknown` when it is no name.
    static func kind(_ text: String) -> String {
        text.utf8.count <= 64 && isValid(text) ? text : "unknown"
    }

    private static func hasControl(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            // U+0000…001F, U+007F, and U+0080…009F, which UTF-8 writes as C2 80…9F.
            if byte < 0x20 || byte == 0x7F || (previous == 0xC2 && byte < 0xA0) { return true }
            previous = byte
        }
        return false
    }
}

extension JSONValue {
    /// An id, which gateways write as a string or as an integer; throws for anything else.
    func requireIdentity() throws(ChannelError) -> String {
        guard let text = identity, Identity.isValid(text) else { throw .malformed }
        return text
    }
}
