/// A strict RFC 8259 reader: one pass over the bytes, bounded depth, nothing repaired, nothing guessed.
///
/// A key that stands twice in an object is refused: two readers could take different values from one signed body.
package struct JSONReader {
    /// Why a text is not JSON as we take it, and at which byte.
    package struct Failure: Error, Hashable, Sendable {
        /// The classes of failure.
        package enum Reason: String, Sendable {
            case truncated, unexpected, tooDeep, badNumber, badEscape, loneSurrogate, controlCharacter, nul, badUTF8
            case duplicateKey, trailingData
        }

        /// What is wrong.
        package let reason: Reason
        /// Where, counted in bytes from 0.
        package let offset: Int
    }

    private var position = 0
    private let depthLimit: Int

    private init(depthLimit: Int) { self.depthLimit = depthLimit }

    /// Reads a whole text; containers may nest `depthLimit` deep.
    package static func read(_ bytes: [UInt8], depthLimit: Int = 32) throws(Failure) -> JSONValue {
        var reader = JSONReader(depthLimit: depthLimit)
        let span = bytes.span
        let value = try reader.value(span, depth: 0)
        reader.skipBlanks(span)
        guard reader.position == span.count else { throw reader.failure(.trailingData) }
        return value
    }

    private mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(Failure) -> JSONValue {
        skipBlanks(bytes)
        guard position < bytes.count else { throw failure(.truncated) }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string(try string(bytes))
        case UInt8(ascii: "{"): return try object(bytes, depth: depth + 1)
        case UInt8(ascii: "["): return try array(bytes, depth: depth + 1)
        case UInt8(ascii: "t"): return try word("true", .bool(true), bytes)
        case UInt8(ascii: "f"): return try word("false", .bool(false), bytes)
        case UInt8(ascii: "n"): return try word("null", .null, bytes)
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number(bytes))
        default: throw failure(.unexpected)
        }
    }

    private mutating func object(_ bytes: Span<UInt8>, depth: Int) throws(Failure) -> JSONValue {
        guard depth <= depthLimit else { throw failure(.tooDeep) }
        position += 1
        var members: [JSONValue.Member] = []
        if consume(UInt8(ascii: "}"), bytes) { return .object(members) }
        members.reserveCapacity(8)
        var keys = KeySet()
        repeat {
            skipBlanks(bytes)
            let start = position
            let key = try string(bytes)
            guard keys.insert(key, after: members) else { throw Failure(reason: .duplicateKey, offset: start) }
            skipBlanks(bytes)
            try expect(UInt8(ascii: ":"), bytes)
            members.append(JSONValue.Member(key, try value(bytes, depth: depth)))
        } while consume(UInt8(ascii: ","), bytes)
        try expect(UInt8(ascii: "}"), bytes)
        return .object(members)
    }

    private mutating func array(_ bytes: Span<UInt8>, depth: Int) throws(Failure) -> JSONValue {
        guard depth <= depthLimit else { throw failure(.tooDeep) }
        position += 1
        var elements: [JSONValue] = []
        if consume(UInt8(ascii: "]"), bytes) { return .array(elements) }
        repeat { elements.append(try value(bytes, depth: depth)) } while consume(UInt8(ascii: ","), bytes)
        try expect(UInt8(ascii: "]"), bytes)
        return .array(elements)
    }

    private mutating func word(
        _ word: String, _ value: JSONValue, _ bytes: Span<UInt8>
    ) throws(Failure) -> JSONValue {
        for byte in word.utf8 { try expect(byte, bytes) }
        return value
    }

    private mutating func number(_ bytes: Span<UInt8>) throws(Failure) -> String {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let leadsWithZero = position < bytes.count && bytes[position] == UInt8(ascii: "0")
        let whole = try digits(bytes)
        guard whole == 1 || !leadsWithZero else { throw failure(.badNumber) }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            _ = try digits(bytes)
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            _ = try digits(bytes)
        }
        return try JSONStrings.text(bytes, start..<position)
    }

    /// Passes digits and tells how many; at least one must be there.
    private mutating func digits(_ bytes: Span<UInt8>) throws(Failure) -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
        guard position > start else { throw failure(position < bytes.count ? .badNumber : .truncated) }
        return position - start
    }

    private mutating func string(_ bytes: Span<UInt8>) throws(Failure) -> String {
        try expect(UInt8(ascii: "\""), bytes)
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                defer { position += 1 }
                return try JSONStrings.text(bytes, start..<position)
            }
            if byte == UInt8(ascii: "\\") {
                let (text, end) = try JSONStrings.unescaped(bytes, from: start, firstEscape: position)
                position = end
                return text
            }
            guard byte >= 0x20 else { throw failure(byte == 0 ? .nul : .controlCharacter) }
            position += 1
        }
        throw failure(.truncated)
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Passes the byte, after blanks, if it is next.
    private mutating func consume(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        skipBlanks(bytes)
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(Failure) {
        guard position < bytes.count else { throw failure(.truncated) }
        guard bytes[position] == byte else { throw failure(.unexpected) }
        position += 1
    }

    private func failure(_ reason: Failure.Reason) -> Failure { Failure(reason: reason, offset: position) }
}

/// The keys of one object so far: compared one by one while few, hashed when many, so that no body costs n² time.
private struct KeySet {
    private var many: Set<String> = []

    /// Whether the key is new.
    mutating func insert(_ key: String, after members: [JSONValue.Member]) -> Bool {
        guard members.count >= 16 else { return !members.contains { $0.isNamed(key) } }
        if many.isEmpty { many = Set(members.map(\.key)) }
        return many.insert(key).inserted
    }
}
