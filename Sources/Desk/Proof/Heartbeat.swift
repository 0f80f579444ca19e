import Content
package import Domain
package import Logging
import ServiceLifecycle
package import Store

/// Says once a minute that the service is there, and once an hour who was on duty: the proof of 7×24.
package struct Heartbeat: Service {
    private let database: CounselDatabase
    private let knowledge: KnowledgeHolder
    private let clock: Clock
    private let logger: Logger

    /// Takes the log and the roster.
    package init(database: CounselDatabase, knowledge: KnowledgeHolder, clock: @escaping Clock, logger: Logger) {
        self.database = database
        self.knowledge = knowledge
        self.clock = clock
        self.logger = logger
    }

    /// Beats at once and every minute until shut down.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await beat()
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    /// One beat; the hours that ended since the last one are written down by the roster, at most a day of them.
    package func beat() async {
        let now = clock()
        do {
            try await database.beat(at: now)
            let directory = knowledge.current.directory
            guard let sample = directory.villages.keys.min() else { return }
            let last = try await database.lastDutyHour(of: sample) ?? now.chinaHour - 2
            let first = max(last + 1, now.chinaHour - 24)
            guard first < now.chinaHour else { return }
            for hour in first..<now.chinaHour {
                try await database.recordDuty(Roster(directory).minutes(in: hour), hour: hour)
            }
        } catch {
            logger.error("heartbeat cannot be written", metadata: ["error": "\(error)"])
        }
    }
}

/// Who is on duty by the files: adviser, deputies and the justice office; the district's desk only as a last resort.
struct Roster: Sendable {
    private let people: [Person]
    private let calendar: WorkCalendar
    /// Of each village, where its people stand in `people`.
    private let chains: [VillageID: [Int]]

    init(_ directory: Directory) {
        let people = directory.people.values.filter { $0.role != .duty }.sorted { $0.id < $1.id }
        let places = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1.id, $0) })
        self.people = people
        calendar = directory.calendar
        chains = directory.villages.mapValues { village in
            directory.chain(for: village).compactMap { places[$0.id] }
        }
    }

    /// For how many minutes of the hour somebody of the village's own chain works.
    func minutes(in hour: Int64) -> [VillageID: Int] {
        let start = Timestamp(milliseconds: hour * 3_600_000 - Timestamp.chinaOffset)
        let first = start.chinaMinuteOfDay
        // One bit a minute of the hour.
        let masks = people.map { person -> UInt64 in
            person.hours.blocks(on: start.chinaDate, calendar: calendar).reduce(0) { mask, block in
                let minutes = block.clamped(to: first..<(first + 60))
                guard !minutes.isEmpty else { return mask }
                return mask | ((1 << UInt64(minutes.count)) - 1) << UInt64(minutes.lowerBound - first)
            }
        }
        return chains.mapValues { $0.reduce(UInt64(0)) { $0 | masks[$1] }.nonzeroBitCount }
    }
}
