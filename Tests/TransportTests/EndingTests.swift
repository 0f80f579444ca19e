import Domain
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct EndingTests {
    @Test func `cancelling the task aborts the exchange`() async throws {
        try await between(silence) { server, transport in
            let task = Task { await transport.failure(of: HTTPCall(url: server.url(), timeoutMilliseconds: 3_600_000)) }
            await server.saw(.requested)

            task.cancel()

            #expect(await task.value == .interrupted)
            await server.saw(.closed)
        }
    }

    // Often, since the word may overtake the call on its way to the thread, or not.
    @Test func `a task that was cancelled before is not kept waiting`() async throws {
        try await between(silence) { server, transport in
            for _ in 0..<300 {
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return await transport.failure(of: HTTPCall(url: server.url(), timeoutMilliseconds: 3_600_000))
                }
                #expect(await task.value == .interrupted)
            }
        }
    }

    @Test func `a call that waits for room can be cancelled too`() async throws {
        try await between(silence, limits: limits { $0.maximumInFlight = 1 }) { server, transport in
            let call = HTTPCall(url: server.url(), timeoutMilliseconds: 3_600_000)
            let first = Task { await transport.failure(of: call) }
            await server.saw(.requested)
            let second = Task { await transport.failure(of: call) }

            second.cancel()

            #expect(await second.value == .interrupted)
            #expect(server.connections == 1)
            first.cancel()
            #expect(await first.value == .interrupted)
        }
    }

    @Test func `cancelling one exchange leaves the others alone`() async throws {
        try await between { request, wire in
            if request.line == "GET /slow" { return silence(request, wire) }
            wire.reply(body: "ok")
            return .keep
        } _: { server, transport in
            let slow = Task { await transport.failure(of: HTTPCall(.get, url: server.url("/slow"))) }
            await server.saw(.requested)
            async let other = transport.send(HTTPCall(.get, url: server.url("/fast")))
            slow.cancel()

            let reply = try await other
            #expect(reply.text == "ok")
            #expect(await slow.value == .interrupted)
        }
    }

    @Test func `shutdown fails what is in flight and what waits`() async throws {
        try await between(silence, limits: limits { $0.maximumInFlight = 1 }) { server, transport in
            let call = HTTPCall(url: server.url(), timeoutMilliseconds: 3_600_000)
            let tasks = (0..<3).map { _ in Task { await transport.failure(of: call) } }
            await server.saw(.requested)

            await transport.shutdown()

            for task in tasks { #expect(await task.value == .shutdown) }
            await server.saw(.closed)
        }
    }

    @Test func `after shutdown every call is refused`() async throws {
        try await between(echoPath) { server, transport in
            _ = try await transport.send(HTTPCall(.get, url: server.url()))

            await transport.shutdown()
            await transport.shutdown()

            #expect(await transport.failure(of: HTTPCall(.get, url: server.url())) == .shutdown)
            await server.saw(.closed)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a transport that is dropped closes its connections`() async throws {
        let server = try LoopbackServer(echoPath)
        defer { server.stop() }
        do {
            let transport = try CurlTransport()
            _ = try await transport.send(HTTPCall(.get, url: server.url()))
        }
        await server.saw(.closed)
    }
}
