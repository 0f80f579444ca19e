package import Channels
package import Domain
package import Logging
import ServiceLifecycle
package import Store
import Synchronization

/// Fetches the messages of channels whose webhook only says that there are some, page by page, until shut down.
///
/// The cursor moves on behind a page only when each of its messages is stored; a crash in between fetches the page again,
/// and its messages are then recognised as seen.
package struct FetchWorker: Service {
    private let intake: Intake
    private let database: CounselDatabase
    private let channels: ChannelRegistry
    private let tokens: AccessTokens
    private let policy: DeliveryPolicy
    private let clock: Clock
    private let chance: Chance
    private let bell: Doorbell
    private let logger: Logger
    private let pauses = FetchPauses()

    /// Seconds after which every account is looked at although no notice came: one may have been lost on its way.
    private static let roundSeconds: Int64 = 300

    /// Takes the way in, the way to the platform, and the bell that a notice rings.
    package init(
        intake: Intake, database: CounselDatabase, channels: ChannelRegistry, tokens: AccessTokens,
        policy: DeliveryPolicy, clock: @escaping Clock, chance: @escaping Chance, bell: Doorbell, logger: Logger
    ) {
        self.intake = intake
        self.database = database
        self.channels = channels
        self.tokens = tokens
        self.policy = policy
        self.clock = clock
        self.chance = chance
        self.bell = bell
        self.logger = logger
    }

    /// Fetches whenever the bell rings, and looks once a second for what is due again; idle without such a channel.
    package func run() async throws {
        guard !channels.fetched.isEmpty else {
            try? await gracefulShutdown()
            return
        }
        await withGracefulShutdownHandler {
            await withTaskGroup { group in
                group.addTask { await tick() }
                for await _ in bell.rings { await fetchDue() }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            bell.silence()
        }
    }

    /// Fetches everything that waits now, and returns when all of it is handled or has failed.
    package func fetchDue() async {
        let now = clock()
        let isRound = pauses.isRoundDue(at: now, everySeconds: Self.roundSeconds)
        do {
            for state in try await database.accountsToFetch(everyOne: isRound) where pauses.mayFetch(state, at: now) {
                await fetch(state)
            }
        } catch {
            logger.error("what is to be fetched cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private func tick() async {
        while !Task.isCancelled {
            bell.ring()
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func fetch(_ state: FetchState) async {
        guard let service = channels.fetched[state.channel], let source = service.tokenSource else { return }
        do {
            try await fetch(state, from: service, source)
            pauses.succeeded(state)
        } catch {
            let verdict = Self.verdict(on: error)
            let attempt = pauses.failed(state) { attempt in
                clock().adding(milliseconds: policy.pause(after: verdict, attempt: attempt, chance: chance()))
            }
            note(verdict, attempt, state)
        }
    }

    private func fetch(_ state: FetchState, from service: WeComKF, _ source: AccessTokenSource) async throws {
        let earliest = state.firstNoticeAt.adding(seconds: -Int64(service.settings.headStartSeconds))
        var cursor = state.cursor
        var hasMore = true
        while hasMore {
            let call = service.fetch(state.account, from: cursor, token: state.token)
            let page = try service.page(in: try await tokens.send(call, for: source), of: state.account)
            for message in page.messages where message.sentAt.map({ $0 >= earliest }) ?? true {
                try await intake.take(message, through: service)
            }
            // A page that leads nowhere is the last one, whatever it says.
            hasMore = page.hasMore && page.cursor != cursor
            try await database.moveCursor(of: state, to: page.cursor, isLast: !hasMore)
            cursor = page.cursor
        }
    }

    private static func verdict(on error: any Error) -> DeliveryVerdict {
        switch error {
        case let error as WeComKF.Refused: error.verdict
        case let error as AccessTokens.Missing: error.verdict
        default: .retry(reason: "\(error)")
        }
    }

    private func note(_ verdict: DeliveryVerdict, _ attempt: Int, _ state: FetchState) {
        let metadata: Logger.Metadata = [
            "channel.name": "\(state.channel)", "fetch.attempt": "\(attempt)", "reason": "\(verdict.reason)",
        ]
        switch verdict {
        case .alarm, .giveUp: logger.error("messages cannot be fetched", metadata: metadata)
        default: logger.notice("messages will be fetched again", metadata: metadata)
        }
    }
}

/// When which account may be asked again, and when the next round through all of them is due.
private final class FetchPauses: Sendable {
    private struct Key: Hashable {
        let channel: ChannelID
        let account: String
    }

    private struct Pauses {
        var failures: [Key: (attempts: Int, until: Timestamp)] = [:]
        var nextRound = Timestamp(milliseconds: .min)
    }

    private let pauses = Mutex(Pauses())

    func isRoundDue(at now: Timestamp, everySeconds seconds: Int64) -> Bool {
        pauses.withLock { pauses in
            guard now >= pauses.nextRound else { return false }
            pauses.nextRound = now.adding(seconds: seconds)
            return true
        }
    }

    func mayFetch(_ state: FetchState, at now: Timestamp) -> Bool {
        pauses.withLock { $0.failures[Self.key(state)].map { now >= $0.until } ?? true }
    }

    func succeeded(_ state: FetchState) {
        pauses.withLock { $0.failures[Self.key(state)] = nil }
    }

    /// Counts a failure, and remembers until when to pause; returns how many there were in a row.
    func failed(_ state: FetchState, until: (_ attempt: Int) -> Timestamp) -> Int {
        pauses.withLock { pauses in
            let attempt = (pauses.failures[Self.key(state)]?.attempts ?? 0) + 1
            pauses.failures[Self.key(state)] = (attempt, until(attempt))
            return attempt
        }
    }

    private static func key(_ state: FetchState) -> Key { Key(channel: state.channel, account: state.account) }
}
