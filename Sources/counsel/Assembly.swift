import Channels
import Content
import Desk
import Domain
import Logging
import Metrics
import Sealing
import ServiceLifecycle
import Store
import Transport
import Web

/// Builds the office from the settings; read this file first.
struct Assembly {
    let settings: Settings
    let channels: ChannelRegistry
    let files: KnowledgeFiles
    let holder: KnowledgeHolder
    let database: CounselDatabase
    let doorbell = Doorbell()
    let fetchBell = Doorbell()
    let meter = OfficeMeter()
    let clock: Clock
    /// The way in; one for all, so that limits and recent words are counted once.
    let intake: Intake

    /// Takes settings that were checked; ends the command when channels or knowledge cannot be used.
    init(_ settings: Settings, database: CounselDatabase, clock: @escaping Clock) throws {
        self.settings = settings
        self.database = database
        self.clock = clock
        let log = FindingLog()
        let registry = ChannelAssembly(random: System.randomBytes, into: log).registry(settings.channels)
        files = KnowledgeFiles(settings)
        holder = KnowledgeHolder(files, at: clock())
        try exitOnErrors(log.findings + holder.current.findings)
        guard let registry else { throw StartError.channels }
        channels = registry
        intake = Intake(
            channels: channels, knowledge: holder, database: database, policy: settings.policy, limits: settings.limits,
            link: Self.link(Self.links(settings)), clock: clock, doorbell: doorbell, meter: meter, fetchBell: fetchBell)
    }

    /// The tokens that platforms want, for all that call them.
    func tokens(_ transport: any HTTPTransport) -> AccessTokens {
        AccessTokens(
            transport: transport, clock: clock, timeoutMilliseconds: settings.delivery.timeoutMilliseconds)
    }

    /// The way in for messages that are fetched.
    func fetching(_ tokens: AccessTokens, _ logger: Logger) -> FetchWorker {
        FetchWorker(
            intake: intake, database: database, channels: channels, tokens: tokens, policy: settings.delivery,
            clock: clock, chance: System.chance, bell: fetchBell, logger: logger)
    }

    /// What people do about cases.
    var casework: Casework {
        Casework(
            knowledge: holder, database: database, channels: channels, link: link, clock: clock, doorbell: doorbell,
            meter: meter)
    }

    /// What happens to cases by itself.
    func caseClock(_ logger: Logger) -> CaseClock {
        CaseClock(
            knowledge: holder, database: database, channels: channels, link: link, clock: clock, doorbell: doorbell,
            meter: meter, logger: logger)
    }

    /// The addresses of phone pages; none where none are configured.
    private var link: CaseLink { Self.link(links) }

    private static func link(_ links: CaseLinks?) -> CaseLink {
        guard let links else { return { _, _, _ in nil } }
        return { links.url(case: $0, for: $1, at: $2) }
    }

    /// What signs and opens the links to phone pages.
    var links: CaseLinks? { Self.links(settings) }

    private static func links(_ settings: Settings) -> CaseLinks? {
        guard let url = settings.publicURL, let secret = settings.linkSecret else { return nil }
        return CaseLinks(secret: Secret(secret), publicURL: url, hours: settings.linkHours)
    }

    /// The way in for who holds a link.
    var door: CaseDoor? {
        guard let links, let secret = settings.linkSecret else { return nil }
        return CaseDoor(
            casework: casework, services: ServiceDesk(knowledge: holder, database: database, clock: clock),
            links: links, seal: FormSeal(secret: Secret(secret)), knowledge: holder, database: database, clock: clock)
    }

    /// The way in for the bureau and its offices.
    var console: ConsoleDoor? {
        guard let users = settings.users, let secret = settings.linkSecret else { return nil }
        return ConsoleDoor(
            reception: Reception(
                users: UserFile(path: users), seal: FormSeal(secret: Secret(secret)), knowledge: holder,
                database: database, random: System.randomBytes, clock: clock),
            desk: ConsoleDesk(casework: casework, knowledge: holder, database: database, clock: clock),
            isSecure: settings.publicURL?.hasPrefix("https://") ?? false)
    }

    /// The way out.
    func delivery(_ transport: any HTTPTransport, _ tokens: AccessTokens, _ logger: Logger) -> DeliveryWorker {
        DeliveryWorker(
            database: database, channels: channels, transport: transport, policy: settings.delivery, clock: clock,
            chance: System.chance, doorbell: doorbell, meter: meter, logger: logger,
            detour: VillageRobots(holder, channels).detour, tokens: tokens)
    }

    /// What proves that the service is there.
    func heartbeat(_ logger: Logger) -> Heartbeat {
        Heartbeat(database: database, knowledge: holder, clock: clock, logger: logger)
    }

    /// What the office does on its own: warnings, reminders, pushes.
    func preventionClock(_ logger: Logger) -> PreventionClock {
        PreventionClock(
            knowledge: holder, database: database, channels: channels, clock: clock, doorbell: doorbell, logger: logger)
    }

    /// What is published, planned and approved.
    var campaigns: CampaignDesk {
        CampaignDesk(knowledge: holder.current, channels: channels, database: database)
    }

    /// What goes over the records at night.
    func housekeeping(_ logger: Logger) -> Housekeeping {
        let (settings, holder) = (settings, holder)
        return Housekeeping(
            database: database, retention: settings.retention(for: holder.current.directory), clock: clock,
            logger: logger)
    }

    /// What keeps the office from opening.
    enum StartError: Error, CustomStringConvertible {
        case channels

        var description: String { "the channels of the config file cannot be built" }
    }
}
