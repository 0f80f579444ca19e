package import Desk
package import Hummingbird
package import Logging
package import ServiceLifecycle

/// Builds the router with every route; no services are attached here, so that tests stay quiet.
package func buildRouter(office: Office, adminToken: String?) -> Router<WebContext> {
    let router = Router(context: WebContext.self)
    WebhookController(intake: office.intake).addRoutes(to: router)
    HealthController(office: office).addRoutes(to: router)
    ReloadController(office: office, adminToken: adminToken).addRoutes(to: router)
    let pages = Pages()
    pages.addRoutes(to: router)
    StatusPage(office: office, pages: pages).addRoutes(to: router)
    return router
}

/// Builds the application that listens; `onServerRunning` gets the port that was taken.
///
/// The services start before the server and stop after it: intake closes first, then the outbox drains.
package func buildApplication(
    office: Office, adminToken: String?, host: String, port: Int, services: [any Service], logger: Logger,
    onServerRunning: @escaping @Sendable (Int) async -> Void
) -> Application<RouterResponder<WebContext>> {
    Application(
        router: buildRouter(office: office, adminToken: adminToken),
        server: .http1(configuration: .init(idleTimeout: .seconds(30))),
        configuration: .init(address: .hostname(host, port: port), serverName: "counsel"),
        services: services,
        onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
        logger: logger)
}
