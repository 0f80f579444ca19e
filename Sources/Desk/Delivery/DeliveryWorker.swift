package import Channels
package import Domain
package import Logging
import ServiceLifecycle
package import Store

/// Sends what the outbox holds: in order for each destination, side by side for different ones, until shut down.
package struct DeliveryWorker: Service {
    private let database: CounselDatabase
    private let senders: [ChannelID: any ChannelSender]
    private let transport: any HTTPTransport
    private let policy: DeliveryPolicy
    private let clock: Clock
    private let chance: Chance
    private let doorbell: Doorbell
    private let meter: OfficeMeter
    private let logger: Logger
    private let detour: Detour
    private let tokens: AccessTokens

    /// Another way to say a message whose own way is closed; nil when there is none.
    package typealias Detour = @Sendable (OutboundMessage) -> OutboundMessage?

    /// Takes the queue, the ways out and the numbers.
    package init(
        database: CounselDatabase, channels: ChannelRegistry, transport: any HTTPTransport, policy: DeliveryPolicy,
        clock: @escaping Clock, chance: @escaping Chance, doorbell: Doorbell, meter: OfficeMeter, logger: Logger,
        detour: @escaping Detour = { _ in nil }, tokens: AccessTokens? = nil
    ) {
        self.database = database
        senders = channels.senders
        self.transport = transport
        self.policy = policy
        self.clock = clock
        self.chance = chance
        self.doorbell = doorbell
        self.meter = meter
        self.logger = logger
        self.detour = detour
        self.tokens = tokens ?? AccessTokens(transport: transport, clock: clock)
    }

    /// Looks whenever the bell rings, and at least once a second for what is due again.
    package func run() async throws {
        let released = try await database.releaseClaims()
        if released > 0 {
            logger.notice("claims of an earlier run released", metadata: ["outbox.released": "\(released)"])
        }
        await withGracefulShutdownHandler {
            await withTaskGroup { group in
                group.addTask { await tick() }
                await withDiscardingTaskGroup { sending in
                    for await _ in doorbell.rings {
                        await startDue { item in sending.addTask { await deliver(item) } }
                    }
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            doorbell.silence()
        }
        do {
            try await database.strikeCarried()
        } catch {
            logger.error("replies already given may be given again", metadata: ["error": "\(error)"])
        }
    }

    /// Sends everything that is due now, and returns when all of it is settled; for tests and rehearsals.
    package func sendDue() async {
        var sent = true
        while sent {
            sent = false
            let items = await claim()
            for item in items {
                await deliver(item)
                sent = true
            }
        }
    }

    private func tick() async {
        while !Task.isCancelled {
            doorbell.ring()
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func startDue(_ start: (OutboxItem) -> Void) async {
        for item in await claim() { start(item) }
    }

    private func claim() async -> [OutboxItem] {
        do {
            return try await database.claimDue(at: clock(), limit: Self.claimLimit) { [senders] channel in
                senders[channel]?.capabilities.perMinute
            }
        } catch {
            logger.error("outbox cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func deliver(_ item: OutboxItem) async {
        let (step, receipt) = await step(item)
        meter.delivered(step, on: item.message.channel)
        note(item, step)
        do {
            try await database.settle(item.id, step, receipt: receipt, at: clock())
            doorbell.ring()
        } catch {
            // The claim stays until the next start releases it: sent twice perhaps, lost never.
            logger.error("outbox row cannot be settled", metadata: ["outbox.id": "\(item.id)", "error": "\(error)"])
        }
    }

    private func step(_ item: OutboxItem) async -> (DeliveryPolicy.Step, receipt: MessageID?) {
        guard let sender = senders[item.message.channel] else { return (.bury("no such channel"), nil) }
        if sender.needsReplyAddress { return (await stepThroughAddress(item, sender), nil) }
        let result = await send(item.message, sender)
        let verdict = verdict(of: result, sender)
        if case .alarm(let reason) = verdict { alarm(reason, item) }
        let step = policy.step(after: verdict, attempt: item.attempt, at: clock(), chance: chance())
        // Only a message to somebody can wait until they write.
        let isLost = step == .hold && item.message.addressee == nil
        return (isLost ? .bury("the way back is closed") : step, (try? result.get()).flatMap(sender.receipt))
    }

    private func alarm(_ reason: String, _ item: OutboxItem) {
        meter.alarmed(on: item.message.channel)
        logger.error(
            "a channel needs somebody to mend its configuration",
            metadata: ["channel.name": "\(item.message.channel)", "reason": "\(reason)"])
    }

    /// Sends to the address that came with the asker's message; when none is left, by another way or when they write.
    private func stepThroughAddress(_ item: OutboxItem, _ sender: any ChannelSender) async -> DeliveryPolicy.Step {
        do {
            guard let address = try await database.replyAddress(for: item.message, at: clock()) else {
                guard let other = detour(item.message), let way = senders[other.channel] else {
                    return item.message.addressee == nil ? .bury("nobody to answer") : .hold
                }
                return .reroute(way.parts(of: other))
            }
            var message = item.message
            message.address = address.url
            let result = await send(message, sender)
            var verdict = verdict(of: result, sender)
            let isSpent = (try? result.get()).map(sender.isAddressSpent) ?? false
            if isSpent { verdict = .retry(reason: "reply address spent") }
            if isSpent || (address.isSingleUse && verdict == .delivered) {
                try await database.spendReplyAddress(address.id)
            }
            return policy.step(after: verdict, attempt: item.attempt, at: clock(), chance: chance())
        } catch {
            return policy.step(
                after: .retry(reason: "addresses cannot be read"), attempt: item.attempt, at: clock(), chance: chance())
        }
    }

    private func send(_ message: OutboundMessage, _ sender: any ChannelSender) async -> Result<HTTPReply, any Error> {
        do {
            var call = try sender.call(for: message, at: clock())
            call.timeoutMilliseconds = policy.timeoutMilliseconds
            guard let source = sender.tokenSource else { return .success(try await transport.send(call)) }
            return .success(try await tokens.send(call, for: source))
        } catch {
            return .failure(error)
        }
    }

    private func verdict(of result: Result<HTTPReply, any Error>, _ sender: any ChannelSender) -> DeliveryVerdict {
        switch result {
        case .success(let reply): sender.verdict(on: reply)
        case .failure(let error as TransportError):
            error.code == .badURL ? .giveUp(reason: "\(error.code)") : .retry(reason: "\(error)")
        case .failure(let error as ChannelError): .giveUp(reason: error.code)
        case .failure(let error as AccessTokens.Missing): error.verdict
        case .failure: .retry(reason: "unexpected")
        }
    }

    private func note(_ item: OutboxItem, _ step: DeliveryPolicy.Step) {
        var metadata: Logger.Metadata = [
            "outbox.id": "\(item.id)", "outbox.attempt": "\(item.attempt)", "channel.name": "\(item.message.channel)",
        ]
        if let number = item.caseNumber { metadata["case.number"] = "\(number)" }
        switch step {
        case .settle: logger.info("message sent", metadata: metadata)
        case .retry(_, let reason):
            metadata["reason"] = "\(reason)"
            logger.notice("message will be sent again", metadata: metadata)
        case .reroute: logger.notice("message goes another way", metadata: metadata)
        case .hold: logger.notice("message waits until its asker writes again", metadata: metadata)
        case .bury(let reason):
            metadata["reason"] = "\(reason)"
            logger.error("message given up", metadata: metadata)
        }
    }

    /// The most messages that one look takes.
    private static let claimLimit = 64
}
