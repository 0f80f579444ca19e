package import Channels
package import Domain
package import Logging
import ServiceLifecycle
package import Store

/// What the office does on its own, once a minute: early warnings, reminders of rounds, pushes that are due.
package struct PreventionClock: Service {
    private let warnings: WarningWatch
    private let screenings: ScreeningWatch
    private let pushes: PushWatch
    private let clock: Clock
    private let doorbell: Doorbell
    private let logger: Logger

    /// Takes what it works with; the doorbell wakes the delivery worker when there is something to send.
    package init(
        knowledge: KnowledgeHolder, database: CounselDatabase, channels: ChannelRegistry, clock: @escaping Clock,
        doorbell: Doorbell, logger: Logger
    ) {
        let mail = PersonMail(senders: channels.senders)
        warnings = WarningWatch(knowledge: knowledge, database: database, mail: mail)
        screenings = ScreeningWatch(knowledge: knowledge, database: database, mail: mail)
        pushes = PushWatch(knowledge: knowledge, database: database, channels: channels)
        self.clock = clock
        self.doorbell = doorbell
        self.logger = logger
    }

    /// Looks at once and every minute until shut down.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await tick()
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    /// One look at everything; what fails is looked at again a minute later.
    package func tick() async {
        let now = clock()
        await attempt("warnings") {
            let numbers = try await warnings.look(at: now)
            for number in numbers { logger.notice("dispute warning", metadata: ["warning.number": "\(number)"]) }
            let moved = try await warnings.lookForLost(at: now)
            return moved || !numbers.isEmpty
        }
        await attempt("screenings") { try await screenings.look(at: now) > 0 }
        await attempt("pushes") { try await pushes.look(at: now) > 0 }
    }

    private func attempt(_ name: String, _ look: () async throws -> Bool) async {
        do {
            if try await look() { doorbell.ring() }
        } catch {
            logger.error("\(name) cannot be looked at", metadata: ["error": "\(error)"])
        }
    }
}
