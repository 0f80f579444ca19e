import Channels
import Desk
import Domain
import Sealing
import Synchronization
import TestSupport
import Testing

struct AccessTokensTests {
    private let clock = ManualClock()
    private let platform = TokenPlatform()
    private let source: AccessTokenSource

    init() throws {
        var settings = OfficialAccountSettings(
            mode: .plain, appID: "wx1", token: Secret("t"), encodingAESKey: nil, secret: Secret("s"))
        settings.apiURL = "http://platform"
        source = try #require(OfficialAccount(id: "oa", settings, random: steadyBytes).tokenSource)
    }

    private var tokens: AccessTokens { AccessTokens(transport: platform, clock: clock.clock) }
    private let call = HTTPCall(url: "http://platform/send")

    @Test func `a hundred messages share one token, and one fetch`() async throws {
        let tokens = tokens
        try await withThrowingTaskGroup { group in
            for _ in 0..<100 { group.addTask { [call, source] in _ = try await tokens.send(call, for: source) } }
            try await group.waitForAll()
        }
        #expect(platform.fetches == 1 && platform.sent == Array(repeating: "T1", count: 100))
    }

    @Test func `a token is renewed five minutes early, and not before`() async throws {
        let tokens = tokens
        _ = try await tokens.send(call, for: source)
        clock.advance(seconds: 6_899)
        _ = try await tokens.send(call, for: source)
        #expect(platform.fetches == 1)
        clock.advance(seconds: 1)
        _ = try await tokens.send(call, for: source)
        #expect(platform.fetches == 2 && platform.sent == ["T1", "T1", "T2"])
    }

    @Test func `while an early renewal fails the old token serves to its end`() async throws {
        let tokens = tokens
        _ = try await tokens.send(call, for: source)
        clock.advance(seconds: 7_000)
        platform.refuseTokens(with: -1)
        _ = try await tokens.send(call, for: source)
        clock.advance(seconds: 199)
        _ = try await tokens.send(call, for: source)
        #expect(platform.sent == ["T1", "T1", "T1"])
        clock.advance(seconds: 1)
        let missing = await #expect(throws: AccessTokens.Missing.self) { try await tokens.send(call, for: source) }
        #expect(missing?.verdict == .retry(reason: "token -1"))
    }

    @Test(arguments: [40_001, 40_014, 42_001])
    func `a void token is fetched anew and the call made once more`(_ code: Int) async throws {
        let tokens = tokens
        _ = try await tokens.send(call, for: source)
        platform.void("T1", with: code)
        let reply = try await tokens.send(call, for: source)

        #expect(platform.sent == ["T1", "T1", "T2"] && platform.fetches == 2)
        #expect(String(decoding: reply.body, as: UTF8.self) == #"{"errcode":0}"#)
    }

    @Test func `a platform that finds every token void is asked twice, not for ever`() async throws {
        let tokens = tokens
        platform.void("T1", with: 42_001)
        platform.void("T2", with: 42_001)
        let reply = try await tokens.send(call, for: source)

        #expect(platform.sent == ["T1", "T2"] && platform.fetches == 2)
        #expect(String(decoding: reply.body, as: UTF8.self).contains("42001"))
    }

    @Test func `many callers with one void token fetch one new one`() async throws {
        let tokens = tokens
        _ = try await tokens.send(call, for: source)
        platform.void("T1", with: 40_014)
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { [call, source] in _ = try await tokens.send(call, for: source) } }
            try await group.waitForAll()
        }
        #expect(platform.fetches == 2)
        #expect(platform.sent.count { $0 == "T2" } == 20)
    }

    @Test func `too many calls are no reason for another token`() async throws {
        let tokens = tokens
        _ = try await tokens.send(call, for: source)
        platform.void("T1", with: 45_009)
        _ = try await tokens.send(call, for: source)

        #expect(platform.fetches == 1 && platform.sent == ["T1", "T1"])
    }

    @Test func `a platform that refuses a secret is left alone for a minute`() async throws {
        let tokens = tokens
        platform.refuseTokens(with: 40_125)
        for _ in 0..<5 {
            let missing = await #expect(throws: AccessTokens.Missing.self) { try await tokens.send(call, for: source) }
            #expect(missing?.verdict == .alarm(reason: "token 40125"))
        }
        #expect(platform.fetches == 1)
        clock.advance(seconds: 60)
        platform.refuseTokens(with: nil)
        _ = try await tokens.send(call, for: source)
        #expect(platform.sent == ["T2"])
    }
}

/// A platform that hands out T1, T2, … and answers calls by the token in them.
private final class TokenPlatform: HTTPTransport {
    private struct State {
        var fetches = 0
        var sent: [String] = []
        var void: [String: Int] = [:]
        var refusal: Int?
    }

    private let state = Mutex(State())

    var fetches: Int { state.withLock { $0.fetches } }
    var sent: [String] { state.withLock { $0.sent } }

    func void(_ token: String, with code: Int) { state.withLock { $0.void[token] = code } }
    func refuseTokens(with code: Int?) { state.withLock { $0.refusal = code } }

    func send(_ call: HTTPCall) async throws(TransportError) -> HTTPReply {
        // Lets the others come in between, as a network would.
        await Task.yield()
        let body = state.withLock { state in
            guard let token = call.url.split(separator: "access_token=").dropFirst().last.map(String.init) else {
                state.fetches += 1
                if let refusal = state.refusal { return #"{"errcode":\#(refusal)}"# }
                return #"{"access_token":"T\#(state.fetches)","expires_in":7200}"#
            }
            state.sent.append(token)
            return #"{"errcode":\#(state.void[token] ?? 0)}"#
        }
        return .json(200, Array(body.utf8))
    }
}
