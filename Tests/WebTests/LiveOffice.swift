import Desk
import Domain
import Hummingbird
import Logging
import TestSupport
import Transport

@testable import Web

/// A small office behind a real server on a free port of loopback.
struct LiveOffice {
    let office: SmallOffice
    let transport: CurlTransport
    let base: String

    /// Calls `body` while the server listens.
    static func open(adminToken: String? = nil, _ body: @Sendable (LiveOffice) async throws -> Void) async throws {
        let small = try SmallOffice()
        let transport = try CurlTransport()
        let office = Office(
            intake: small.intake, knowledge: small.knowledge, database: small.database,
            registry: PrometheusRegistry(), clock: small.clock.clock)
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = buildApplication(
            office: office, door: small.door, adminToken: adminToken,
            listening: Listening(host: "127.0.0.1", port: 0), services: [],
            logger: .quiet,
            onServerRunning: { port.yield($0) })
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run() }
            for await number in ports {
                try await body(LiveOffice(office: small, transport: transport, base: "http://127.0.0.1:\(number)"))
                break
            }
            group.cancelAll()
        }
        await transport.shutdown()
    }

    func get(_ path: String) async throws -> HTTPReply {
        try await transport.send(HTTPCall(.get, url: base + path))
    }

    func post(_ path: String, _ body: [UInt8] = [], headers: [String: String] = [:]) async throws -> HTTPReply {
        let fields = headers.sorted { $0.key < $1.key }.map { HTTPCall.Header($0.key, $0.value) }
        return try await transport.send(HTTPCall(url: base + path, headers: fields, body: body))
    }
}

extension HTTPReply {
    var text: String { String(decoding: body, as: UTF8.self) }
}
