/// A JSON text as a value; numbers stay as written, so that 64-bit ids survive.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The literal, such as `8449132831264840264` or `1e3`.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// The members in their order; a reader never lets a key through twice.
    case object([Member])

    /// A key and its value.
    package struct Member: Hashable, Sendable {
        /// The key.
        package let key: String
        /// The value.
        package let value: JSONValue

        /// Takes key and value.
        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }

        /// Whether this is the key; the lengths are compared first, since most keys differ there.
        func isNamed(_ other: String) -> Bool { key.utf8.count == other.utf8.count && key == other }
    }

    /// The member of an object, nil when there is none or this is no object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        for index in members.indices where members[index].isNamed(key) { return members[index].value }
        return nil
    }

    /// The element of an array, nil when there is none or this is no array.
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// What stands at the path, nil when a step leads nowhere.
    package subscript(path path: JSONPath) -> JSONValue? {
        var value = self
        for step in path.steps {
            let next =
                switch step {
                case .key(let key): value[key]
                case .index(let index): value[index]
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    /// The text of a string.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The truth of a boolean.
    package var bool: Bool? {
        guard case .bool(let truth) = self else { return nil }
        return truth
    }

    /// The elements of an array.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object.
    package var object: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// A whole number, written as a number or as a string, as far as 64 bits reach.
    package var integer: Int64? {
        switch self {
        case .number(let text), .string(let text): Int64(text)
        default: nil
        }
    }

    /// The text of a string, or a whole number as written; what platforms use as ids.
    package var identity: String? {
        switch self {
        case .string(let text): text
        case .number(let text) where text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }: text
        default: nil
        }
    }

    /// What a scalar says, whichever way it is written: `true` and `"true"` are the same; nil for null and containers.
    package var scalar: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let truth): truth ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// Nil in place of null.
    package var nonNull: JSONValue? { self == .null ? nil : self }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral
{
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A boolean.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, whose members keep the order in which they are written.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0, $1) })
    }
    /// A whole number.
    package init(integerLiteral value: Int64) { self = .number(String(value)) }
}
