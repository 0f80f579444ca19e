package import Domain
import Synchronization

/// A clock that a test moves.
package final class ManualClock: Sendable {
    private let moment: Mutex<Timestamp>

    /// Starts on a Monday morning in working hours: 2026-11-23 10:00 in China.
    package init(_ iso8601: String = "2026-11-23T10:00:00+08:00") {
        moment = Mutex(Timestamp(iso8601: iso8601) ?? Timestamp(milliseconds: 0))
    }

    /// The present.
    package var now: Timestamp { moment.withLock { $0 } }

    /// What is handed to code that asks for the time.
    package var clock: Clock { { self.now } }

    /// Lets so many seconds pass.
    package func advance(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }

    /// Jumps to a moment.
    package func set(_ iso8601: String) {
        guard let time = Timestamp(iso8601: iso8601) else { preconditionFailure("not a time: \(iso8601)") }
        moment.withLock { $0 = time }
    }
}
