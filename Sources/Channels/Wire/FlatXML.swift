/// An XML text as platforms send it: named elements with text below one root, here and there some below an element.
package struct FlatXML: Hashable, Sendable {
    /// A named element.
    package struct Element: Hashable, Sendable {
        /// The element's name.
        package let name: String
        /// What stands between its tags.
        package let content: Content
    }

    /// What stands between two tags.
    package enum Content: Hashable, Sendable {
        /// Words, with references and CDATA decoded; empty when there is nothing.
        case text(String)
        /// Elements with only blanks between them; names may stand twice here, for so lists are written.
        case elements([Element])
    }

    /// The root's name, `xml` for all platforms known.
    package let root: String
    /// The elements below the root in their order; a reader never lets a name through twice.
    package let elements: [Element]

    /// The text of the element below the root, nil when there is none or it holds elements.
    package subscript(name: String) -> String? { Self.text(of: name, in: elements) }

    /// The text of an element within an element below the root; of several with the name the first counts.
    package subscript(outer: String, name: String) -> String? {
        guard case .elements(let inner)? = elements.first(where: { $0.name == outer })?.content else { return nil }
        return Self.text(of: name, in: inner)
    }

    private static func text(of name: String, in elements: [Element]) -> String? {
        guard case .text(let text)? = elements.first(where: { $0.name == name })?.content else { return nil }
        return text
    }
}

extension FlatXML {
    /// An element for each member, in their order, below the root `xml`.
    package init(_ members: KeyValuePairs<String, String>) {
        root = "xml"
        elements = members.map { Element(name: $0.key, content: .text($0.value)) }
    }

    /// The text in UTF-8 as the platforms write it: moments bare, other text as CDATA, without characters that XML 1.0
    /// does not know.
    package var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(512)
        Self.write(root, .elements(elements), into: &out)
        return out
    }

    /// Elements whose whole numbers stand bare.
    private static let moments: Set<String> = ["CreateTime", "TimeStamp"]

    private static func write(_ name: String, _ content: Content, into out: inout [UInt8]) {
        out += "<\(name)>".utf8
        switch content {
        case .elements(let elements): for element in elements { write(element.name, element.content, into: &out) }
        case .text(let text):
            if moments.contains(name), !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                out += text.utf8
            } else {
                let known = String(String.UnicodeScalarView(text.unicodeScalars.filter(XMLCharacter.isKnown)))
                out += "<![CDATA[".utf8
                // A section ends at the first ]]>, which is therefore spread over two.
                out += known.replacing("]]>", with: "]]]]><![CDATA[>").utf8
                out += "]]>".utf8
            }
        }
        out += "</\(name)>".utf8
    }
}

/// The characters that XML 1.0 knows (production 2).
enum XMLCharacter {
    static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
