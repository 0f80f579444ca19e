import Content
package import Domain
import Metrics
package import Store

/// The office as the outside sees it: messages in, and how it is doing.
package struct Office: Sendable {
    /// The way in.
    package let intake: Intake
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let registry: PrometheusRegistry
    private let clock: Clock
    private let startedAt: Timestamp

    /// Takes the office's parts.
    package init(
        intake: Intake, knowledge: KnowledgeHolder, database: CounselDatabase, registry: PrometheusRegistry,
        clock: @escaping Clock
    ) {
        self.intake = intake
        self.knowledge = knowledge
        self.database = database
        self.registry = registry
        self.clock = clock
        startedAt = clock()
    }

    // MARK: Reloading

    /// What came of reading the files again.
    package struct Reload: Sendable, Encodable {
        /// `reloaded`, or `kept` when the old knowledge stays in use.
        package let status: String
        /// Which version is in use now.
        package let catalogDigest: String
        /// `path:line:column: severity: message [rule]`, one a finding.
        package let findings: [String]
    }

    /// Reads the files again; takes tens of milliseconds of computing.
    package func reload() -> Reload {
        let result = knowledge.reload(at: clock())
        return Reload(
            status: result.replaced ? "reloaded" : "kept", catalogDigest: result.knowledge.digest,
            findings: result.findings.map(\.line))
    }

    // MARK: Health

    /// One thing that must be so for the service to be ready.
    package struct Condition: Sendable, Equatable {
        /// Its name.
        package let name: String
        /// What is wrong with it, nil when nothing is.
        package let failure: String?
    }

    /// Minutes that the oldest message in the outbox may wait before the service calls itself stuck.
    package static let stuckMinutes = 15

    /// Whether the database takes writes, the catalog is loaded, and the outbox moves.
    package func conditions() async -> [Condition] {
        let now = clock()
        var conditions: [Condition] = []
        do {
            try await database.probe(at: now)
            conditions.append(Condition(name: "database", failure: nil))
        } catch {
            conditions.append(Condition(name: "database", failure: "does not take writes"))
        }
        let isEmpty = knowledge.current.intentCount == 0
        conditions.append(Condition(name: "catalog", failure: isEmpty ? "is empty" : nil))
        do {
            let oldest = try await database.outboxStatus().oldest
            let isStuck = oldest.map { $0.adding(minutes: Self.stuckMinutes) < now } ?? false
            let failure = isStuck ? "the oldest message waits since \(oldest?.iso8601 ?? "")" : nil
            conditions.append(Condition(name: "outbox", failure: failure))
        } catch {
            conditions.append(Condition(name: "outbox", failure: "cannot be read"))
        }
        return conditions
    }

    /// Everything that is counted, as Prometheus text.
    package func metrics() async -> String {
        let now = clock()
        if let status = try? await database.outboxStatus() {
            Gauge(label: "counsel_outbox_depth").record(status.depth)
            Gauge(label: "counsel_outbox_dead").record(status.dead)
            let age = status.oldest.map { max(0, now.milliseconds - $0.milliseconds) } ?? 0
            Gauge(label: "counsel_outbox_oldest_seconds").record(Double(age) / 1_000)
        }
        let present = knowledge.current
        let reload = knowledge.status
        Gauge(label: "counsel_catalog_intents").record(present.intentCount)
        registry.replaceGauges(named: "counsel_catalog_info", dimensions: [("digest", present.digest)], value: 1)
        Gauge(label: "counsel_catalog_loaded_timestamp_seconds").record(Double(present.loadedAt.milliseconds) / 1_000)
        Gauge(label: "counsel_reload_success").record(reload.succeeded ? 1 : 0)
        Gauge(label: "counsel_reload_timestamp_seconds").record(Double(reload.triedAt.milliseconds) / 1_000)
        Gauge(label: "counsel_uptime_seconds").record(Double(now.milliseconds - startedAt.milliseconds) / 1_000)
        return registry.text
    }

    /// The few facts of the front page.
    package struct Overview: Sendable {
        /// Kinds of questions that can be answered.
        package let intents: Int
        /// Villages of the directory.
        package let villages: Int
        /// Which version of the files is in use.
        package let digest: String
        /// Since when.
        package let loadedAt: Timestamp
        /// Whether the last reload succeeded.
        package let reloadSucceeded: Bool
        /// When the process started.
        package let startedAt: Timestamp
    }

    /// The few facts of the front page.
    package var overview: Overview {
        let present = knowledge.current
        return Overview(
            intents: present.intentCount, villages: present.directory.villages.count, digest: present.digest,
            loadedAt: present.loadedAt, reloadSucceeded: knowledge.status.succeeded, startedAt: startedAt)
    }
}
