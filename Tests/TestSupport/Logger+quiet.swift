package import Logging

extension Logger {
    /// A logger that nobody hears.
    package static let quiet = Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }
}
