#if DEBUG
    import Foundation

    /// A bug for `scripts/test-torture` to find, so that the torture is known to find such bugs.
    ///
    /// It is compiled into debug builds only; what is built for production does not hold it and cannot switch it on.
    enum PlantedBug {
        /// Whether replies leave before their transaction is on disk.
        static let repliesBeforeCommit =
            ProcessInfo.processInfo.environment["COUNSEL_PLANTED_BUG"] == "reply-before-commit"

        /// Leaves time for a `kill -9` between the reply and the commit.
        static func linger() { usleep(250_000) }
    }
#endif
