import Domain
import Testing

@testable import Transport

/// Runs a test between a server with a script and a transport, and ends both.
func between(
    _ script: @escaping LoopbackServer.Script, limits: TransportLimits = TransportLimits(),
    _ test: (LoopbackServer, CurlTransport) async throws -> Void
) async throws {
    let server = try LoopbackServer(script)
    defer { server.stop() }
    let transport = try CurlTransport(limits)
    do {
        try await test(server, transport)
    } catch {
        await transport.shutdown()
        throw error
    }
    await transport.shutdown()
}

/// The shipped limits but for what the test is about.
func limits(_ change: (inout TransportLimits) -> Void) -> TransportLimits {
    var limits = TransportLimits()
    change(&limits)
    return limits
}

/// Answers each request with 200 and its own path.
let echoPath: LoopbackServer.Script = { request, wire in
    wire.reply(body: request.line)
    return .keep
}

/// Takes requests and never answers.
let silence: LoopbackServer.Script = { _, wire in
    wire.wait()
    return .close
}

extension HTTPReply {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension CurlTransport {
    /// The class of failure that a call ends in, nil if it is answered.
    func failure(of call: HTTPCall) async -> TransportError.Code? {
        do throws(TransportError) {
            _ = try await send(call)
            return nil
        } catch {
            return error.code
        }
    }
}
