import ArgumentParser
import Content
import Desk
import Domain
import Hummingbird
import Logging
import Metrics
import Store
import Transport
import Web

/// `counsel serve`: the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Runs the server; SIGHUP reloads the files, SIGTERM drains and stops.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "The port to listen on instead of the configured one; 0 takes a free one.")
    var port: Int?

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    func run() async throws {
        var settings = try options.loadOrExit()
        settings.port = port ?? settings.port
        settings.database = database ?? settings.database
        var logger = Logger(label: "counsel")
        logger.logLevel = .info
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(registry)
        let assembly = try Assembly(
            settings, database: settings.openDatabase(), clock: System.clock)
        try await serve(assembly, registry, logger)
    }

    /// What is open at once is bounded by what the machine lets this process open.
    private func listening(_ settings: Settings) -> Listening {
        var listening = Listening(host: settings.host, port: settings.port)
        listening.connections = max(16, min(settings.connections, System.raiseDescriptorLimit() - 64))
        listening.requestSeconds = settings.requestSeconds
        return listening
    }

    private func serve(_ assembly: Assembly, _ registry: PrometheusRegistry, _ logger: Logger) async throws {
        let settings = assembly.settings
        var limits = TransportLimits()
        limits.allowsPrivateAddresses = settings.allowsPrivateAddresses
        let transport = try CurlTransport(limits)
        let tokens = assembly.tokens(transport)
        let office = Office(
            intake: assembly.intake, knowledge: assembly.holder, database: assembly.database, registry: registry,
            clock: assembly.clock)
        let watch = ReloadWatch(
            assembly.holder, assembly.files, seconds: settings.watchSeconds, clock: assembly.clock, logger: logger)
        let overview = office.overview
        logger.notice(
            "knowledge loaded",
            metadata: ["catalog.digest": "\(overview.digest)", "catalog.intents": "\(overview.intents)"])
        let application = buildApplication(
            office: office, door: assembly.door, console: assembly.console, adminToken: settings.adminToken,
            listening: listening(settings),
            services: [
                assembly.delivery(transport, tokens, logger), assembly.fetching(tokens, logger),
                assembly.caseClock(logger), watch,
                assembly.housekeeping(logger), assembly.heartbeat(logger), assembly.preventionClock(logger),
            ], logger: logger,
            onServerRunning: { port in
                logger.notice("listening", metadata: ["address": "\(settings.host)", "port": "\(port)"])
            })
        try await application.runService()
        await transport.shutdown()
        try assembly.database.close()
        logger.notice("stopped")
    }
}
