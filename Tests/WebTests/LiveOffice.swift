import Desk
import Domain
import Hummingbird
import Logging
import TestSupport
import Testing
import Transport

@testable import Web

/// A small office behind a real server on a free port of loopback.
struct LiveOffice {
    let office: SmallOffice
    let twoTownships: TwoTownships?
    let transport: CurlTransport
    let base: String

    /// Calls `body` while the server listens.
    static func open(adminToken: String? = nil, _ body: @Sendable (LiveOffice) async throws -> Void) async throws {
        try await open(SmallOffice(), nil, adminToken: adminToken, body)
    }

    /// Calls `body` while a server with a console listens.
    static func openConsole(_ body: @Sendable (LiveOffice) async throws -> Void) async throws {
        let console = try await TwoTownships()
        try await open(console.office, console, adminToken: nil, body)
    }

    /// What stands behind the console.
    var console: TwoTownships {
        get throws { try #require(twoTownships) }
    }

    private static func open(
        _ small: SmallOffice, _ console: TwoTownships?, adminToken: String?,
        _ body: @Sendable (LiveOffice) async throws -> Void
    ) async throws {
        let transport = try CurlTransport()
        let office = Office(
            intake: small.intake, knowledge: small.knowledge, database: small.database,
            registry: PrometheusRegistry(), clock: small.clock.clock)
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = buildApplication(
            office: office, door: small.door, console: console?.door, adminToken: adminToken,
            listening: Listening(host: "127.0.0.1", port: 0), services: [],
            logger: .quiet,
            onServerRunning: { port.yield($0) })
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run() }
            for await number in ports {
                try await body(
                    LiveOffice(
                        office: small, twoTownships: console, transport: transport,
                        base: "http://127.0.0.1:\(number)"))
                break
            }
            group.cancelAll()
        }
        await transport.shutdown()
    }

    func get(_ path: String) async throws -> HTTPReply {
        try await transport.send(HTTPCall(.get, url: base + path))
    }

    /// The same for whoever holds a session of the console.
    func get(_ path: String, cookie token: String) async throws -> HTTPReply {
        let cookie = HTTPCall.Header("Cookie", "counsel_session=\(token)")
        return try await transport.send(HTTPCall(.get, url: base + path, headers: [cookie]))
    }

    /// Calls a route as the router lists it, such as `GET /console/cases/{subject}`.
    func request(_ route: String, _ subject: String, cookie: String, query: String = "") async throws -> HTTPReply {
        let parts = route.split(separator: " ").map(String.init)
        let path = parts[1].replacing("{subject}", with: subject) + query
        if parts[0] == "POST" { return try await submit(path, [:], headers: ["Cookie": cookie]) }
        return try await transport.send(
            HTTPCall(.get, url: base + path, headers: [HTTPCall.Header("Cookie", cookie)]))
    }

    func post(_ path: String, _ body: [UInt8] = [], headers: [String: String] = [:]) async throws -> HTTPReply {
        let fields = headers.sorted { $0.key < $1.key }.map { HTTPCall.Header($0.key, $0.value) }
        return try await transport.send(HTTPCall(url: base + path, headers: fields, body: body))
    }
}

extension HTTPReply {
    var text: String { String(decoding: body, as: UTF8.self) }
}
