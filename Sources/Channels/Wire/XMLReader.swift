import Sealing

/// A strict reader for the XML that platforms send: no document type, no attributes, no comments, no entities but the
/// five that XML itself names, bounded depth; nothing is fetched, expanded or repaired.
///
/// A name that stands twice below the root is refused: two readers could take different values from one signed body.
package struct XMLReader {
    /// Why a text is not XML as we take it, and at which byte.
    package struct Failure: Error, Hashable, Sendable {
        /// The classes of failure.
        package enum Reason: String, Sendable {
            case truncated, unexpected, tooDeep, badName, badReference, badCharacter, badUTF8, duplicateName,
                mixedContent
            case trailingData
        }

        /// What is wrong.
        package let reason: Reason
        /// Where, counted in bytes from 0.
        package let offset: Int
    }

    /// Elements may stand this deep, the root counted; the deepest known is a list of pictures, at five.
    package static let depthLimit = 8

    private static let nameLimit = 64

    private var position = 0

    /// Reads a whole text.
    package static func read(_ bytes: [UInt8]) throws(Failure) -> FlatXML {
        var reader = XMLReader()
        let span = bytes.span
        // Whoever passes this is UTF-8 in every part that is cut at an ASCII character.
        do { _ = try UTF8Span(validating: span) } catch { throw Failure(reason: .badUTF8, offset: 0) }
        try reader.skipDeclaration(span)
        reader.skipBlanks(span)
        let root = try reader.element(span, depth: 1)
        reader.skipBlanks(span)
        guard reader.position == span.count else { throw reader.failure(.trailingData) }
        guard case .elements(let elements) = root.content else {
            // A root without elements may hold blanks, but no words.
            guard case .text(let text) = root.content, text.allSatisfy(\.isWhitespace) else {
                throw reader.failure(.mixedContent)
            }
            return FlatXML(root: root.name, elements: [])
        }
        return FlatXML(root: root.name, elements: elements)
    }

    // MARK: Elements

    private mutating func element(_ bytes: Span<UInt8>, depth: Int) throws(Failure) -> FlatXML.Element {
        guard depth <= Self.depthLimit else { throw failure(.tooDeep) }
        try expect("<", bytes)
        let name = try name(bytes)
        skipBlanks(bytes)
        if starts("/", bytes) {
            try expect("/>", bytes)
            return FlatXML.Element(name: name, content: .text(""))
        }
        try expect(">", bytes)
        let content = try content(bytes, depth: depth)
        try expect("</", bytes)
        let end = position
        guard try self.name(bytes) == name else { throw Failure(reason: .unexpected, offset: end) }
        skipBlanks(bytes)
        try expect(">", bytes)
        return FlatXML.Element(name: name, content: content)
    }

    /// What stands before the next end tag: text and CDATA, or elements.
    private mutating func content(_ bytes: Span<UInt8>, depth: Int) throws(Failure) -> FlatXML.Content {
        let start = position
        var text: [UInt8] = []
        var elements: [FlatXML.Element] = []
        var names: Set<String> = []
        var hasSection = false
        while true {
            guard position < bytes.count else { throw failure(.truncated) }
            if bytes[position] != UInt8(ascii: "<") {
                try characters(bytes, into: &text)
            } else if starts("<![CDATA[", bytes) {
                hasSection = true
                try section(bytes, into: &text)
            } else if starts("</", bytes) {
                break
            } else {
                let place = position
                let child = try element(bytes, depth: depth + 1)
                guard names.insert(child.name).inserted || depth > 1 else {
                    throw Failure(reason: .duplicateName, offset: place)
                }
                elements.append(child)
            }
        }
        if elements.isEmpty { return .text(String(decoding: text, as: UTF8.self)) }
        guard !hasSection, text.allSatisfy(Self.isBlank) else { throw Failure(reason: .mixedContent, offset: start) }
        return .elements(elements)
    }

    // MARK: Text

    /// The characters up to the next `<`, with references decoded.
    private mutating func characters(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(Failure) {
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            if bytes[position] == UInt8(ascii: "&") {
                try reference(bytes, into: &text)
            } else {
                // ]]> may stand in no text (production 14).
                guard !starts("]]>", bytes) else { throw failure(.unexpected) }
                try character(bytes, into: &text)
            }
        }
    }

    private mutating func section(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(Failure) {
        try expect("<![CDATA[", bytes)
        while !starts("]]>", bytes) {
            guard position < bytes.count else { throw failure(.truncated) }
            try character(bytes, into: &text)
        }
        try expect("]]>", bytes)
    }

    /// One byte of a character; line ends become `\n`, as XML demands (2.11).
    private mutating func character(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(Failure) {
        let byte = bytes[position]
        switch byte {
        case 0x0D:
            text.append(0x0A)
            if position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
        case 0x09, 0x0A, 0x20...0xEE, 0xF0...0xFF: text.append(byte)
        case 0xEF:
            // U+FFFE and U+FFFF are no characters.
            if position + 2 < bytes.count, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE {
                throw failure(.badCharacter)
            }
            text.append(byte)
        default: throw failure(.badCharacter)
        }
        position += 1
    }

    /// `&lt;` and its four companions, `&#20064;` or `&#x4E60;`.
    private mutating func reference(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(Failure) {
        for (literal, character) in Self.references where starts(literal, bytes) {
            text.append(character)
            position += literal.utf8CodeUnitCount
            return
        }
        guard starts("&#", bytes) else { throw failure(.badReference) }
        let start = position
        position += 2
        let isHexadecimal = starts("x", bytes)
        if isHexadecimal { position += 1 }
        var code: UInt32 = 0
        var digits = 0
        while position < bytes.count, let digit = Self.digit(bytes[position], isHexadecimal), digits < 8 {
            code = code * (isHexadecimal ? 16 : 10) + digit
            digits += 1
            position += 1
        }
        guard starts(";", bytes), digits > 0, let scalar = Unicode.Scalar(code), XMLCharacter.isKnown(scalar),
            let encoded = UTF8.encode(scalar)
        else { throw Failure(reason: .badReference, offset: start) }
        position += 1
        text.append(contentsOf: encoded)
    }

    private static let references: [(StaticString, UInt8)] = [
        ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
        ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
    ]

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        guard let value = Hexadecimal.value(of: byte), isHexadecimal || value < 10 else { return nil }
        return UInt32(value)
    }

    // MARK: Small parts

    /// A name of ASCII letters, digits, `_`, `-` and `.`, which is all that platforms use.
    private mutating func name(_ bytes: Span<UInt8>) throws(Failure) -> String {
        let start = position
        while position < bytes.count, Self.isName(bytes[position], isFirst: position == start) { position += 1 }
        guard position < bytes.count else { throw failure(.truncated) }
        guard (1...Self.nameLimit).contains(position - start) else { throw Failure(reason: .badName, offset: start) }
        var name: [UInt8] = []
        for index in start..<position { name.append(bytes[index]) }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isName(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): !isFirst
        default: false
        }
    }

    /// Passes `<?xml …?>` at the very beginning; its encoding is not looked at, for everybody sends UTF-8.
    private mutating func skipDeclaration(_ bytes: Span<UInt8>) throws(Failure) {
        guard starts("<?xml ", bytes) else { return }
        while !starts("?>", bytes) {
            guard position < bytes.count else { throw failure(.truncated) }
            guard bytes[position] != UInt8(ascii: "<") || position == 0 else { throw failure(.unexpected) }
            position += 1
        }
        position += 2
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private func starts(_ literal: StaticString, _ bytes: Span<UInt8>) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard bytes.count - position >= count else { return false }
        return literal.withUTF8Buffer { buffer in
            for index in 0..<count where bytes[position + index] != buffer[index] { return false }
            return true
        }
    }

    private mutating func expect(_ literal: StaticString, _ bytes: Span<UInt8>) throws(Failure) {
        guard starts(literal, bytes) else {
            let isCut = bytes.count - position < literal.utf8CodeUnitCount
            throw failure(isCut ? .truncated : .unexpected)
        }
        position += literal.utf8CodeUnitCount
    }

    private func failure(_ reason: Failure.Reason) -> Failure { Failure(reason: reason, offset: position) }
}
