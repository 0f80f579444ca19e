import Sealing

/// The strings of a JSON text: copied in one go when nothing is escaped.
enum JSONStrings {
    private typealias Failure = JSONReader.Failure

    /// The bytes of the range as text; throws unless they are UTF-8.
    static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONReader.Failure) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            throw Failure(reason: .badUTF8, offset: range.lowerBound)
        }
    }

    /// The string that began at `start` and whose first backslash is at `firstEscape`, and the place after its quote.
    static func unescaped(
        _ bytes: Span<UInt8>, from start: Int, firstEscape: Int
    ) throws(JSONReader.Failure) -> (String, end: Int) {
        var out: [UInt8] = []
        out.reserveCapacity(firstEscape - start + 64)
        for index in start..<firstEscape { out.append(bytes[index]) }
        var position = firstEscape
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                return (try text(out.span, out.indices), position + 1)
            case UInt8(ascii: "\\"):
                position = try escape(bytes, at: position, into: &out)
            case 0: throw Failure(reason: .nul, offset: position)
            case 1..<0x20: throw Failure(reason: .controlCharacter, offset: position)
            default:
                out.append(byte)
                position += 1
            }
        }
        throw Failure(reason: .truncated, offset: position)
    }

    /// Decodes the escape at the backslash and returns the place after it.
    private static func escape(
        _ bytes: Span<UInt8>, at backslash: Int, into out: inout [UInt8]
    ) throws(JSONReader.Failure) -> Int {
        guard backslash + 1 < bytes.count else { throw Failure(reason: .truncated, offset: backslash + 1) }
        switch bytes[backslash + 1] {
        case UInt8(ascii: "\""): out.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): out.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): out.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"): return try scalar(bytes, at: backslash, into: &out)
        default: throw Failure(reason: .badEscape, offset: backslash)
        }
        return backslash + 2
    }

    /// Decodes `\uXXXX`, or the two that make a surrogate pair.
    private static func scalar(
        _ bytes: Span<UInt8>, at backslash: Int, into out: inout [UInt8]
    ) throws(JSONReader.Failure) -> Int {
        var code = try unit(bytes, at: backslash)
        var end = backslash + 6
        if (0xD800..<0xDC00).contains(code) {
            guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\\"), bytes[end + 1] == UInt8(ascii: "u") else {
                throw Failure(reason: .loneSurrogate, offset: backslash)
            }
            let low = try unit(bytes, at: end)
            guard (0xDC00..<0xE000).contains(low) else { throw Failure(reason: .loneSurrogate, offset: backslash) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            end += 6
        }
        guard code != 0 else { throw Failure(reason: .nul, offset: backslash) }
        guard let scalar = Unicode.Scalar(code) else { throw Failure(reason: .loneSurrogate, offset: backslash) }
        out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return end
    }

    /// The four hexadecimal digits after `\u`.
    private static func unit(_ bytes: Span<UInt8>, at backslash: Int) throws(JSONReader.Failure) -> UInt32 {
        guard backslash + 6 <= bytes.count else { throw Failure(reason: .truncated, offset: bytes.count) }
        var code: UInt32 = 0
        for index in backslash + 2..<backslash + 6 {
            guard let digit = Hexadecimal.value(of: bytes[index]) else {
                throw Failure(reason: .badEscape, offset: backslash)
            }
            code = code << 4 | UInt32(digit)
        }
        return code
    }
}
