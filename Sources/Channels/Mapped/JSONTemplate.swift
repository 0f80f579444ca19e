/// A JSON text with places for what we say: `{{text}}`, `{{to}}`, `{{sender}}`, `{{replyTo}}`, `{{mentions}}`.
///
/// A string that is `{{isGroup}}` alone becomes true or false, one that is `{{mentions}}` alone a list; `{{mentions.joined}}` is the same with commas between.
package struct JSONTemplate: Hashable, Sendable {
    /// What is filled in; unknown placeholders stay as they are.
    struct Filling {
        var text: String
        var to: String
        var sender = ""
        var replyTo = ""
        var isGroup = true
        var mentions: [String]
    }

    private let template: JSONValue

    /// Takes the text of the template; throws when it is no JSON.
    package init(_ text: String) throws(JSONReader.Failure) { template = try JSONReader.read(Array(text.utf8)) }

    /// Whether the template has a place for mentions.
    var mentions: Bool { String(decoding: template.bytes, as: UTF8.self).contains("{{mentions") }

    /// The template filled.
    func filled(_ filling: Filling) -> JSONValue { Self.fill(template, with: filling) }

    private static func fill(_ value: JSONValue, with filling: Filling) -> JSONValue {
        switch value {
        case .null, .bool, .number: value
        case .string("{{isGroup}}"): .bool(filling.isGroup)
        case .string("{{mentions}}"): .array(filling.mentions.map { .string($0) })
        case .string(let text): .string(fill(text, with: filling))
        case .array(let elements): .array(elements.map { fill($0, with: filling) })
        case .object(let members):
            .object(members.map { JSONValue.Member($0.key, fill($0.value, with: filling)) })
        }
    }

    /// Fills from left to right, so that what villagers wrote is never taken for a placeholder.
    private static func fill(_ text: String, with filling: Filling) -> String {
        let parts = text.split(separator: "{{", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: parts.first.map(String.init) ?? "") { out, part in
            let pieces = part.split(separator: "}}", maxSplits: 1, omittingEmptySubsequences: false)
            if pieces.count == 2, let words = words(for: pieces[0], filling) {
                out += words + pieces[1]
            } else {
                out += "{{" + part
            }
        }
    }

    private static func words(for name: Substring, _ filling: Filling) -> String? {
        switch name {
        case "text": filling.text
        case "to": filling.to
        case "sender": filling.sender
        case "replyTo": filling.replyTo
        case "mentions", "mentions.joined": filling.mentions.joined(separator: ",")
        default: nil
        }
    }
}
