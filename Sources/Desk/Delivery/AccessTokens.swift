package import Channels
package import Domain

/// The tokens that platforms want with every call: fetched by one call at a time for each account, early, and kept while
/// they last. They live in memory only.
package actor AccessTokens {
    /// Why there is no token.
    package struct Missing: Error, Hashable, Sendable {
        /// What that means for the message that waits for it.
        package let verdict: DeliveryVerdict
    }

    private struct Held {
        let token: AccessTokenSource.Token
        let refreshAt: Timestamp
        let expiresAt: Timestamp
    }

    private let transport: any HTTPTransport
    private let clock: Clock
    private let timeoutMilliseconds: Int
    private var held: [AccessTokenSource: Held] = [:]
    private var fetching: [AccessTokenSource: Task<Result<AccessTokenSource.Token, Missing>, Never>] = [:]
    private var refused: [AccessTokenSource: (missing: Missing, until: Timestamp)] = [:]

    /// Seconds before its end at which a token is fetched anew.
    private static let earlySeconds: Int64 = 300

    /// Takes the way out and the clock.
    package init(transport: any HTTPTransport, clock: @escaping Clock, timeoutMilliseconds: Int = 10_000) {
        self.transport = transport
        self.clock = clock
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// Makes a call with the account's token; when the platform calls the token void, once more with another.
    ///
    /// Throws `Missing` where there is no token, and what the way out throws.
    package func send(_ call: HTTPCall, for source: AccessTokenSource) async throws -> HTTPReply {
        let token = try await token(of: source)
        let reply = try await transport.send(source.authorize(call, with: token))
        guard source.isTokenRefused(by: reply) else { return reply }
        // Another caller may have fetched a new one meanwhile: only the refused one is thrown away.
        if held[source]?.token == token { held[source] = nil }
        let other = try await self.token(of: source)
        guard other != token else { return reply }
        return try await transport.send(source.authorize(call, with: other))
    }

    private func token(of source: AccessTokenSource) async throws(Missing) -> AccessTokenSource.Token {
        let now = clock()
        let present = held[source]
        if let present, now < present.refreshAt { return present.token }
        if let refused = refused[source], now < refused.until {
            guard let present, now < present.expiresAt else { throw refused.missing }
            return present.token
        }
        switch await fetch(source) {
        case .success(let token): return token
        case .failure(let missing):
            // A token that was to be renewed early is still good.
            guard let present, clock() < present.expiresAt else { throw missing }
            return present.token
        }
    }

    private func fetch(_ source: AccessTokenSource) async -> Result<AccessTokenSource.Token, Missing> {
        if let running = fetching[source] { return await running.value }
        var call = source.call
        call.timeoutMilliseconds = timeoutMilliseconds
        let task = Task { [transport, call] in await Self.fetch(source, call, over: transport) }
        fetching[source] = task
        let result = await task.value
        fetching[source] = nil
        let now = clock()
        switch result {
        case .success(let token):
            let early = max(token.lifetimeSeconds - Self.earlySeconds, token.lifetimeSeconds / 2)
            held[source] = Held(
                token: token, refreshAt: now.adding(seconds: early),
                expiresAt: now.adding(seconds: token.lifetimeSeconds))
            refused[source] = nil
        case .failure(let missing): refused[source] = (missing, now.adding(seconds: missing.pauseSeconds))
        }
        return result
    }

    private static func fetch(
        _ source: AccessTokenSource, _ call: HTTPCall, over transport: any HTTPTransport
    ) async -> Result<AccessTokenSource.Token, Missing> {
        do {
            let reply = try await transport.send(call)
            if let token = source.token(in: reply) { return .success(token) }
            return .failure(Missing(verdict: source.verdict(onRefusal: reply)))
        } catch {
            return .failure(Missing(verdict: .retry(reason: "token: \(error)")))
        }
    }
}

extension AccessTokens.Missing {
    /// Seconds in which the platform is not asked again, however many messages wait.
    fileprivate var pauseSeconds: Int64 {
        switch verdict {
        case .alarm, .giveUp: 60
        case .wait(let seconds, _): Int64(seconds)
        case .delivered, .retry, .closed: 5
        }
    }
}
