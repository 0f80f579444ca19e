/// A setting that must not be read anywhere but at the place of its use.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself; read only where it is used.
    package let text: String

    /// Takes the secret.
    package init(_ text: String) { self.text = text }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { text.isEmpty }

    /// Never the secret.
    package var description: String { "•••" }

    /// Never the secret.
    package var debugDescription: String { description }

    /// Nothing to see for `dump`.
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// Compares without telling by its time how much was right.
    package func matches(_ other: String) -> Bool { constantTimeEquals(Array(text.utf8), Array(other.utf8)) }
}

/// Compares in a time that depends on the lengths only.
package func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
}
