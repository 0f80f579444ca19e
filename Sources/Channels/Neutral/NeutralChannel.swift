package import Domain

/// The channel that any gateway can speak: signed JSON in, JSON out.
package struct NeutralChannel: ChannelReceiver, ChannelSender {
    /// The channel's configured name.
    package let id: ChannelID
    private let settings: NeutralSettings
    private let signature: NeutralSignature

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: NeutralSettings) {
        self.id = id
        self.settings = settings
        signature = NeutralSignature(secret: settings.secret, freshnessSeconds: settings.freshnessSeconds)
    }

    /// It hears everything, answers inline, and pushes where there is an address for it.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .everything, repliesInline: true, inlineSeconds: settings.inlineSeconds,
            pushes: settings.pushURL != nil,
            repliesPrivately: settings.pushURL != nil, maximumBytes: settings.maximumBytes,
            perMinute: settings.perMinute)
    }

    /// Verifies and reads an event.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        try envelope.requireJSONPost()
        try signature.check(envelope, at: now)
        let event = try envelope.json()
        if event["type"]?.string == "joined" {
            return .joined(
                try NeutralPayload.conversation(event["conversation"], channel: id),
                .json(200, NeutralPayload.acknowledgement(Acknowledgement(decision: .silent)).bytes))
        }
        let message = try NeutralPayload.message(from: event, channel: id, botNames: settings.botNames)
        guard !settings.botIDs.contains(message.sender.text) else {
            return .ignored(kind: "own-echo", acknowledge(Acknowledgement(decision: .silent), to: message, at: now))
        }
        return .message(message)
    }

    /// The contract's reply, 200 with JSON.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        .json(200, NeutralPayload.acknowledgement(acknowledgement).bytes)
    }

    /// The contract's 429, with `Retry-After`.
    package func turnAway(_ message: InboundMessage, for seconds: Int, at now: Timestamp) -> HTTPReply {
        var reply = HTTPReply.refusal(.tooMany)
        reply.retryAfterSeconds = seconds
        return reply
    }

    /// A request as a gateway would send it now.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope { signature.seal(body, at: now) }

    /// A signed POST to the gateway's address.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let url = settings.pushURL else { throw .cannotPush }
        guard Identity.isValid(part.to) else { throw .unknownDestination }
        try requireFit(part)
        var call = HTTPCall.json(url, NeutralPayload.push(part))
        call.headers += signature.headers(for: call.body, at: now)
        return call
    }

    /// Any 2xx is delivered; the body does not matter.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { .byStatus(of: reply) ?? .delivered }
}
