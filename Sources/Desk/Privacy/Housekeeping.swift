package import Domain
package import Logging
import ServiceLifecycle
package import Store

/// Goes over the records once a night: takes away what the retention rules say, and leaves no trace of it in the file.
package struct Housekeeping: Service {
    private let database: CounselDatabase
    private let retention: @Sendable () -> RetentionPolicy
    private let clock: Clock
    private let logger: Logger

    /// Minutes since midnight in China at which it starts, when a pause of seconds disturbs the fewest.
    static let minuteOfDay = 3 * 60 + 30

    /// Takes the rules, which are read anew each night.
    package init(
        database: CounselDatabase, retention: @autoclosure @escaping @Sendable () -> RetentionPolicy,
        clock: @escaping Clock, logger: Logger
    ) {
        self.database = database
        self.retention = retention
        self.clock = clock
        self.logger = logger
    }

    /// Looks at the clock once a minute until shut down.
    package func run() async throws {
        var last: CivilDate?
        while !Task.isShuttingDownGracefully {
            if let day = Self.due(at: clock(), last: last) {
                last = day
                await clean()
            }
            // The wait ends with the service; a cleaning under way does not.
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(60)) }
            } catch {
                return
            }
        }
    }

    /// The day whose cleaning is due.
    static func due(at now: Timestamp, last: CivilDate?) -> CivilDate? {
        let day = now.chinaDate
        return now.chinaMinuteOfDay >= minuteOfDay && now.chinaMinuteOfDay < minuteOfDay + 60 && day != last ? day : nil
    }

    /// Takes away what is due, and writes the file anew when anybody was forgotten since.
    package func clean() async {
        let now = clock()
        do {
            let steps = try await database.purge(by: retention(), at: now)
            for step in steps where step.rows > 0 {
                logger.notice("records purged", metadata: ["kind": "\(step.kind)", "rows": "\(step.rows)"])
            }
            let erased =
                try await database.erasures(limit: 1).first.map { now < $0.at.adding(minutes: 24 * 60) } ?? false
            if erased || steps.contains(where: { $0.rows > 0 }) { try await database.rewrite() }
        } catch {
            logger.error("records cannot be purged", metadata: ["error": "\(error)"])
        }
    }
}
