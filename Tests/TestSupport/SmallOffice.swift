package import Channels
package import Content
package import Desk
package import Domain
import Sealing
package import Store

/// An office with three answers, one village and two people: everything real but the clock and the way out.
package final class SmallOffice: Sendable {
    /// Its files.
    package let folder: TemporaryFolder
    /// Its clock.
    package let clock: ManualClock
    /// Its knowledge.
    package let knowledge: KnowledgeHolder
    /// Its database, in memory unless a file is named.
    package let database: CounselDatabase
    /// Its channels: `neutral`, and the robot of its township.
    package let channels: ChannelRegistry
    /// Its way out.
    package let transport: RecordingTransport
    private let doorbell = Doorbell()

    /// Opens the office.
    package init(
        clock: ManualClock = ManualClock(), database: CounselDatabase? = nil, inlineSeconds: Int? = nil,
        channels more: [ChannelSettings] = [], directory: String? = nil
    ) throws {
        folder = try TemporaryFolder()
        try SmallOffice.writeFiles(to: folder)
        if let directory { try folder.write(directory, to: "directory/directory.yaml") }
        self.clock = clock
        knowledge = KnowledgeHolder(KnowledgeFiles(settings(of: folder)), at: clock.now)
        self.database = try database ?? .inMemory()
        var neutral = NeutralSettings(
            secret: Secret("s-1"), botNames: ["小助手"], pushURL: "http://127.0.0.1:1/push")
        neutral.inlineSeconds = inlineSeconds
        channels = try ChannelRegistry(
            [
                ChannelSettings(id: "neutral", kind: .neutral(neutral)),
                ChannelSettings(
                    id: "robot",
                    kind: .wecomRobot(.weCom(["town": GroupRobot(url: Secret("http://127.0.0.1:1/send?key=k"))]))),
            ] + more, random: steadyBytes)
        transport = RecordingTransport()
    }

    /// The way in.
    package var intake: Intake { intake() }

    /// The way in, with limits and a platform's patience as they are given.
    package func intake(
        limits: IntakeLimits = IntakeLimits(),
        pause: @escaping Pause = { _ in try await Task.sleep(for: .seconds(600)) }
    ) -> Intake {
        // Late replies leave at once, so that no test has to let two seconds pass.
        var policy = ServicePolicy()
        policy.fragmentSeconds = 0
        return Intake(
            channels: channels, knowledge: knowledge, database: database, policy: policy, limits: limits,
            clock: clock.clock, doorbell: doorbell, meter: OfficeMeter(), pause: pause)
    }

    /// The way out, without jitter.
    package func worker(_ policy: DeliveryPolicy = DeliveryPolicy()) -> DeliveryWorker {
        DeliveryWorker(
            database: database, channels: channels, transport: transport, policy: policy, clock: clock.clock,
            chance: { 0.5 }, doorbell: doorbell, meter: OfficeMeter(), logger: .quiet,
            detour: VillageRobots(knowledge, channels).detour)
    }

    /// Whoever fetches messages, without jitter.
    package func fetcher(_ policy: DeliveryPolicy = DeliveryPolicy(), through intake: Intake? = nil) -> FetchWorker {
        FetchWorker(
            intake: intake ?? self.intake, database: database, channels: channels,
            tokens: AccessTokens(transport: transport, clock: clock.clock), policy: policy, clock: clock.clock,
            chance: { 0.5 }, bell: Doorbell(), logger: .quiet)
    }

    /// What happens to cases by itself; each one made anew has nothing but the database.
    package var caseClock: CaseClock {
        CaseClock(
            knowledge: knowledge, database: database, channels: channels, clock: clock.clock, doorbell: doorbell,
            meter: OfficeMeter(), logger: .quiet)
    }

    /// Puts another directory in the place of its own; the catalog's services must stay in it.
    package func use(directory text: String) throws -> Bool {
        try folder.write(text, to: "directory/directory.yaml")
        clock.advance(seconds: 1)
        return knowledge.reload(at: clock.now).replaced
    }

    /// What people of the office do about cases.
    package var casework: Casework {
        Casework(
            knowledge: knowledge, database: database, channels: channels, clock: clock.clock, doorbell: doorbell,
            meter: OfficeMeter())
    }

    /// What makes links to its cases.
    package var links: CaseLinks { CaseLinks(secret: Secret("a secret for links"), publicURL: "https://fagu.example") }

    /// The way in by a link.
    package var door: CaseDoor {
        CaseDoor(
            casework: casework, services: ServiceDesk(knowledge: knowledge, database: database, clock: clock.clock),
            links: links, seal: FormSeal(secret: Secret("a secret for links")), knowledge: knowledge,
            database: database, clock: clock.clock)
    }

    /// A signed webhook of the neutral channel, as a gateway would send it now.
    package func envelope(
        _ text: String, id: String, sender: String = "u-1", group: Bool = true, mentions: Bool = true,
        conversation: String = "g-1"
    ) throws -> WebhookEnvelope {
        let body: JSONValue = [
            "messageId": .string(id),
            "conversation": ["id": .string(conversation), "kind": .string(group ? "group" : "private")],
            "sender": ["id": .string(sender), "name": "张大姐"], "type": "text", "text": .string(text),
            "mentionsBot": .bool(mentions),
        ]
        guard let receiver = channels.receivers["neutral"] else { preconditionFailure("no neutral channel") }
        return receiver.seal(body.bytes, at: clock.now)
    }

    /// Sends a text through the whole way in.
    @discardableResult
    package func say(
        _ text: String, id: String, sender: String = "u-1", group: Bool = true, mentions: Bool = true,
        conversation: String = "g-1"
    ) async throws -> Intake.Outcome {
        let envelope = try envelope(
            text, id: id, sender: sender, group: group, mentions: mentions, conversation: conversation)
        return await intake.receive(envelope, on: "neutral")
    }
}

/// The settings under which a folder of files is read.
package func settings(of folder: TemporaryFolder) -> Settings {
    var settings = Settings()
    settings.intents = folder.path + "/intents"
    settings.faq = folder.path + "/faq"
    settings.directory = folder.path + "/directory"
    settings.campaigns = folder.path + "/campaigns"
    return settings
}
