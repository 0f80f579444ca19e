/// The way to a value inside a JSON text, such as `data.room.id` or `items[0].text`.
package struct JSONPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// One step down.
    package enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    /// The steps from the top.
    package let steps: [Step]

    /// Reads a path; nil when a part is empty or an index is not a whole number.
    package init?(_ text: String) {
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let key = pieces.first, !key.isEmpty, !key.contains("]") else { return nil }
            steps.append(.key(String(key)))
            for piece in pieces.dropFirst() {
                let digits = piece.dropLast()
                guard piece.last == "]", digits.allSatisfy({ "0"..."9" ~= $0 }), let index = Int(digits) else {
                    return nil
                }
                steps.append(.index(index))
            }
        }
        self.steps = steps
    }

    /// Takes a path written in code.
    package init(stringLiteral value: String) {
        guard let path = JSONPath(value) else { preconditionFailure("not a path: \(value)") }
        self = path
    }

    /// The path as written.
    package var description: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}
