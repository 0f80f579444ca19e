/// The text form of a OneBot 11 message, in which segments stand as `[CQ:type,name=value]`.
package enum CQCode {
    /// Reads the text form; what is no well-formed code stays words.
    package static func segments(of text: String) -> [MessageSegment] {
        var segments: [MessageSegment] = []
        var rest = text.utf8[...]
        var wordsStart = rest.startIndex
        while let bracket = rest.firstIndex(of: UInt8(ascii: "[")) {
            guard let (segment, end) = segment(at: text[bracket...]) else {
                rest = rest[bracket...].dropFirst()
                continue
            }
            if wordsStart < bracket { segments.append(.text(unescaped(text[wordsStart..<bracket]))) }
            segments.append(segment)
            rest = rest[end...]
            wordsStart = end
        }
        if wordsStart < text.endIndex { segments.append(.text(unescaped(text[wordsStart...]))) }
        return segments
    }

    /// Writes the text form.
    package static func text(of segments: [MessageSegment]) -> String {
        segments.map { segment in
            if segment.type == "text" { return escaped(segment["text"] ?? "", commas: false) }
            let data = segment.data.map { ",\($0.name)=\(escaped($0.value, commas: true))" }
            return "[CQ:\(segment.type)\(data.joined())]"
        }.joined()
    }

    /// The code at the beginning, and the place after it.
    private static func segment(at text: Substring) -> (MessageSegment, end: String.Index)? {
        guard text.utf8.starts(with: opening) else { return nil }
        let rest = text.utf8.dropFirst(opening.count)
        // A bracket inside a code is always escaped, so the search ends at the next one of either kind.
        guard let close = rest.firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") }),
            rest[close] == UInt8(ascii: "]")
        else { return nil }
        let inner = text[rest.startIndex..<close]
        var parts = inner.split(separator: ",", omittingEmptySubsequences: false)
        let type = parts.removeFirst()
        guard isName(type) else { return nil }
        var data: [MessageSegment.Parameter] = []
        for part in parts {
            guard let equals = part.firstIndex(of: "="), isName(part[..<equals]) else { return nil }
            data.append(MessageSegment.Parameter(String(part[..<equals]), unescaped(part[equals...].dropFirst())))
        }
        return (MessageSegment(String(type), data), rest.index(after: close))
    }

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
            }
    }

    private static let opening = Array("[CQ:".utf8)

    private static let entities: [(code: [UInt8], byte: UInt8)] = [
        (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&#91;".utf8), UInt8(ascii: "[")),
        (Array("&#93;".utf8), UInt8(ascii: "]")), (Array("&#44;".utf8), UInt8(ascii: ",")),
    ]

    /// Decodes in one pass, so that what an escaped ampersand begins is not decoded again.
    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var out: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.first {
            let entity = byte == UInt8(ascii: "&") ? entities.first { rest.starts(with: $0.code) } : nil
            out.append(entity?.byte ?? byte)
            rest = rest.dropFirst(entity?.code.count ?? 1)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func escaped(_ text: String, commas: Bool) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            let entity = entities.first { $0.byte == byte && (commas || byte != UInt8(ascii: ",")) }
            if let entity { out += entity.code } else { out.append(byte) }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
