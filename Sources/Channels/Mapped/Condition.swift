/// A test of one place in a gateway's JSON.
package struct Condition: Hashable, Sendable {
    /// What is asked of the value there; scalars are compared as text, so `true` and `"true"` are the same.
    package enum Test: Hashable, Sendable {
        /// It is there and not null.
        case present
        /// It is one of these.
        case isOneOf([String])
        /// It begins with one of these.
        case beginsWithOneOf([String])
        /// It ends with one of these.
        case endsWithOneOf([String])
        /// It is the same as the value at another place.
        case equals(JSONPath)
    }

    /// The place.
    package var path: JSONPath
    /// The question.
    package var test: Test
    /// Whether the answer is turned round.
    package var isNegated: Bool

    /// Takes place and question.
    package init(_ path: JSONPath, _ test: Test, isNegated: Bool = false) {
        self.path = path
        self.test = test
        self.isNegated = isNegated
    }

    /// Whether the event passes.
    package func holds(for event: JSONValue) -> Bool { passes(event) != isNegated }

    private func passes(_ event: JSONValue) -> Bool {
        let value = event[path: path]?.nonNull
        if test == .present { return value != nil }
        guard let text = value?.scalar else { return false }
        switch test {
        case .present: return true
        case .isOneOf(let values): return values.contains(text)
        case .beginsWithOneOf(let values): return values.contains { text.hasPrefix($0) }
        case .endsWithOneOf(let values): return values.contains { text.hasSuffix($0) }
        case .equals(let other): return event[path: other]?.scalar == text
        }
    }
}
