/// Something that is wrong, or doubtful, in a file that people edit.
package struct Finding: Sendable, Hashable {
    /// How bad it is.
    package enum Severity: String, Sendable, Comparable {
        /// Worth knowing.
        case note
        /// Worth mending; fails `check --strict`.
        case warning
        /// The files cannot be used like this.
        case error

        private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }

        /// Orders by how bad it is.
        package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    }

    /// How bad it is.
    package var severity: Severity
    /// Where it stands.
    package var location: Location
    /// What is wrong, in Chinese, for the person who edits the file.
    package var message: String
    /// The rule that found it, which `docs/authoring.zh.md` explains.
    package var rule: String

    /// Takes the parts.
    package init(_ severity: Severity, at location: Location, _ message: String, rule: String) {
        self.severity = severity
        self.location = location
        self.message = message
        self.rule = rule
    }

    /// `path:line:column: severity: message [rule]`, which editors and terminals can jump to.
    package var line: String { "\(location): \(severity.rawValue): \(message) [\(rule)]" }
}

/// A place in a file that people edit.
package struct Location: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The file, relative to where the command was started where possible.
    package var path: String
    /// The line, from 1.
    package var line: Int
    /// The column in characters, from 1.
    package var column: Int

    /// Takes the parts; a parser that counts a place before the first one means the first.
    package init(path: String, line: Int = 1, column: Int = 1) {
        self.path = path
        self.line = max(line, 1)
        self.column = max(column, 1)
    }

    /// `path:line:column`.
    package var description: String { "\(path):\(line):\(column)" }

    /// Orders by file, then by place in it.
    package static func < (left: Self, right: Self) -> Bool {
        (left.path, left.line, left.column) < (right.path, right.line, right.column)
    }
}

/// Gathers what is wrong while files are read, so that one run shows everything.
package final class FindingLog {
    /// What was found so far, in the order of finding.
    package private(set) var findings: [Finding] = []

    /// Starts empty.
    package init() {}

    /// Adds an error.
    package func error(_ location: Location, _ message: String, rule: String) {
        findings.append(Finding(.error, at: location, message, rule: rule))
    }

    /// Adds a warning.
    package func warning(_ location: Location, _ message: String, rule: String) {
        findings.append(Finding(.warning, at: location, message, rule: rule))
    }

    /// Adds findings that were made elsewhere.
    package func append(_ more: some Sequence<Finding>) { findings.append(contentsOf: more) }
}

extension Collection<Finding> {
    /// In the order of files and lines, each once.
    package var sorted: [Finding] {
        Set(self).sorted { ($0.location, $0.rule, $0.message) < ($1.location, $1.rule, $1.message) }
    }

    /// Whether the files cannot be used.
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
