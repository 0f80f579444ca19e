package import Desk
package import Hummingbird
package import Logging
package import ServiceLifecycle

/// Builds the router with every route; no services are attached here, so that tests stay quiet.
package func buildRouter(
    office: Office, door: CaseDoor? = nil, console: ConsoleDoor? = nil, adminToken: String?
) -> Router<WebContext> {
    let router = Router(context: WebContext.self)
    WebhookController(intake: office.intake).addRoutes(to: router)
    HealthController(office: office).addRoutes(to: router)
    ReloadController(office: office, adminToken: adminToken.map(AdminToken.init)).addRoutes(to: router)
    let pages = Pages()
    pages.addRoutes(to: router)
    StatusPage(office: office, pages: pages).addRoutes(to: router)
    if let door { CaseController(door: door, pages: pages).addRoutes(to: router) }
    if let console {
        LoginController(reception: console.reception, pages: pages, isSecure: console.isSecure).addRoutes(to: router)
        ConsoleController(reception: console.reception, desk: console.desk, pages: pages).addRoutes(to: router)
    }
    return router
}

/// Where the server listens, and how much it takes on.
package struct Listening: Sendable {
    /// The address.
    package var host: String
    /// The port; 0 takes a free one.
    package var port: Int
    /// The most connections that are open at once; the others wait to be accepted.
    package var connections = 4_096
    /// Seconds within which a request must have arrived.
    package var requestSeconds = 10

    /// Takes address and port; the rest is as usual.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// Builds the application that listens; `onServerRunning` gets the port that was taken.
///
/// The services start before the server and stop after it: intake closes first, then the outbox drains.
package func buildApplication(
    office: Office, door: CaseDoor? = nil, console: ConsoleDoor? = nil, adminToken: String?, listening: Listening,
    services: [any Service], logger: Logger, onServerRunning: @escaping @Sendable (Int) async -> Void
) -> Application<RouterResponder<WebContext>> {
    Application(
        router: buildRouter(office: office, door: door, console: console, adminToken: adminToken),
        server: .http1(
            configuration: .init(
                additionalChannelHandlers: [PatienceHandler(limit: .seconds(Int64(listening.requestSeconds)))],
                idleTimeout: .seconds(30),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 * 1_024, maxHeaderListSize: 32 * 1_024, maxHeaderFieldCount: 100))),
        configuration: .init(
            address: .hostname(listening.host, port: listening.port), serverName: "counsel",
            availableConnectionsDelegate: .maximum(listening.connections, logger: logger)),
        services: services,
        onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? listening.port) },
        logger: logger)
}
