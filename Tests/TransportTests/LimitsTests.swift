import Domain
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct LimitsTests {
    @Test func `a server that never answers is given up in time`() async throws {
        try await between(silence) { server, transport in
            #expect(await transport.failure(of: HTTPCall(url: server.url(), timeoutMilliseconds: 200)) == .timeout)
        }
    }

    @Test(arguments: [0, -5])
    func `no time at all is a timeout, not for ever`(milliseconds: Int) async throws {
        try await between(silence) { server, transport in
            let call = HTTPCall(url: server.url(), timeoutMilliseconds: milliseconds)
            #expect(await transport.failure(of: call) == .timeout)
            #expect(server.connections == 0)
        }
    }

    @Test func `an endless timeout is not an overflow`() async throws {
        try await between(echoPath) { server, transport in
            let call = HTTPCall(.get, url: server.url(), timeoutMilliseconds: .max)
            let reply = try await transport.send(call)
            #expect(reply.status == 200)
        }
    }

    @Test func `a handshake that hangs ends by the connect timeout`() async throws {
        let limits = limits { $0.connectTimeoutMilliseconds = 100 }
        try await between(silence, limits: limits) { server, transport in
            let call = HTTPCall(url: "https://127.0.0.1:\(server.port)/", timeoutMilliseconds: 3_600_000)
            #expect(await transport.failure(of: call) == .timeout)
        }
    }

    @Test func `a trickle does not stretch the total time`() async throws {
        try await between(Self.trickle) { server, transport in
            #expect(await transport.failure(of: HTTPCall(url: server.url(), timeoutMilliseconds: 300)) == .timeout)
        }
    }

    @Test func `a trickle ends by the minimum speed before the total time`() async throws {
        let limits = limits {
            $0.minimumBytesPerSecond = 10_000
            $0.slowSeconds = 1
        }
        try await between(Self.trickle, limits: limits) { server, transport in
            let call = HTTPCall(url: server.url(), timeoutMilliseconds: 3_600_000)
            #expect(await transport.failure(of: call) == .timeout)
        }
    }

    @Test(arguments: ["Content-Length: 5000000", "Transfer-Encoding: chunked", "Connection: close"])
    func `five megabytes are too large, announced or not`(framing: String) async throws {
        try await between { _, wire in
            wire.write("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n")
            let isChunked = framing.hasSuffix("chunked")
            let piece = [UInt8](repeating: 0x61, count: 50_000)
            for _ in 0..<100 {
                let isThere = isChunked ? wire.write("C350\r\n") && wire.write(piece + [13, 10]) : wire.write(piece)
                guard isThere else { break }
            }
            return .close
        } _: { server, transport in
            #expect(await transport.failure(of: HTTPCall(url: server.url())) == .tooLarge)
        }
    }

    @Test(arguments: [(1_000, nil), (1_001, TransportError.Code.tooLarge)])
    func `the limit itself is allowed`(count: Int, failure: TransportError.Code?) async throws {
        let script: LoopbackServer.Script = { _, wire in
            wire.reply(body: String(repeating: "a", count: count))
            return .close
        }
        try await between(script, limits: limits { $0.maximumReplyBytes = 1_000 }) { server, transport in
            #expect(await transport.failure(of: HTTPCall(url: server.url())) == failure)
        }
    }

    @Test func `endless header fields are too large`() async throws {
        try await between { _, wire in
            wire.write("HTTP/1.1 200 OK\r\n")
            while wire.write("X-More: \(String(repeating: "a", count: 1_000))\r\n") {}
            return .close
        } _: { server, transport in
            #expect(await transport.failure(of: HTTPCall(url: server.url())) == .tooLarge)
        }
    }

    @Test func `time spent waiting for room counts`() async throws {
        try await between(silence, limits: limits { $0.maximumInFlight = 1 }) { server, transport in
            let first = Task { await transport.failure(of: HTTPCall(url: server.url(), timeoutMilliseconds: 60_000)) }
            await server.saw(.requested)

            let second = HTTPCall(url: server.url(), timeoutMilliseconds: 50)
            #expect(await transport.failure(of: second) == .timeout)
            #expect(server.connections == 1)

            first.cancel()
            #expect(await first.value == .interrupted)
        }
    }

    /// Announces a body and sends a byte of it every 20 ms.
    private static let trickle: LoopbackServer.Script = { _, wire in
        wire.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while wire.isQuiet(milliseconds: 20), wire.write("a") {}
        return .close
    }
}
