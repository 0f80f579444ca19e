package import Channels
import Content
package import Domain
package import Logging
import ServiceLifecycle
package import Store
import Synchronization

/// Sees to whatever is due on cases: first pings, reminders, the next on the chain, alarms, quiet hours, lost messages.
///
/// Everything it knows is in the database, and each look is one transaction: a restart loses no promise and repeats none.
package struct CaseClock: Service {
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let channels: ChannelRegistry
    private let link: CaseLink
    private let clock: Clock
    private let doorbell: Doorbell
    private let meter: OfficeMeter
    private let logger: Logger
    private let seen = LastSeen()

    /// Takes what it works with; the doorbell wakes the delivery worker when there is something to send.
    package init(
        knowledge: KnowledgeHolder, database: CounselDatabase, channels: ChannelRegistry,
        link: @escaping CaseLink = { _, _, _ in nil }, clock: @escaping Clock, doorbell: Doorbell, meter: OfficeMeter,
        logger: Logger
    ) {
        self.knowledge = knowledge
        self.database = database
        self.channels = channels
        self.link = link
        self.clock = clock
        self.doorbell = doorbell
        self.meter = meter
        self.logger = logger
    }

    /// Looks once a second until shut down.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await tick()
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Sees to everything that is due now.
    package func tick() async {
        do {
            // What is seen to may make something else due at once; it must come to an end all the same.
            for _ in 0..<Self.rounds where try await look() {}
        } catch {
            // Nothing was stored, so all of it is due again at the next look.
            logger.error("cases cannot be looked at", metadata: ["error": "\(error)"])
        }
    }

    private static let rounds = 8

    /// One look; true when something was done.
    private func look() async throws -> Bool {
        let desk = CaseDesk(knowledge: knowledge.current, senders: channels.senders, link: link, now: clock())
        let isNewDirectory = seen.replace(desk.knowledge.loadedAt)
        let items: [DueItem]
        do {
            items = try await database.dueItems(at: desk.now)
            guard isNewDirectory || !items.isEmpty else { return false }
            let alarms = try await database.commitClock(at: desk.now) { lookup in
                try DueWork(desk, lookup).run(items, checksOwners: isNewDirectory)
            }
            for (number, alarm) in alarms {
                meter.alarmed(alarm)
                logger.error(
                    "case needs the office", metadata: ["case.number": "\(number)", "alarm": "\(alarm.rawValue)"])
            }
        } catch {
            seen.forget()
            throw error
        }
        doorbell.ring()
        return !items.isEmpty
    }
}

/// Which directory the clock has looked at.
private final class LastSeen: Sendable {
    private let moment = Mutex<Timestamp?>(nil)

    func replace(_ now: Timestamp) -> Bool {
        moment.withLock { moment in
            defer { moment = now }
            return moment != now
        }
    }

    func forget() { moment.withLock { $0 = nil } }
}
