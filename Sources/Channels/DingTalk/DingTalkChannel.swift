package import Domain
import Sealing

/// A 钉钉 (DingTalk) app's robot that posts to us; open.dingtalk.com, “机器人接收消息”.
package struct DingTalkChannel: ChannelReceiver {
    /// The channel's configured name.
    package let id: ChannelID
    let settings: DingTalkSettings
    private let signature: DingTalkSignature

    private static let silence = HTTPReply(status: 200)

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: DingTalkSettings) {
        self.id = id
        self.settings = settings
        signature = DingTalkSignature(secret: settings.appSecret)
    }

    /// In groups it hears mentions only; it answers inline, and through each message's session for about 90 minutes.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .mentions, repliesInline: true, inlineSeconds: settings.inlineSeconds,
            lateReply: .within(seconds: 5_400), pushes: false, maximumBytes: settings.maximumBytes,
            perMinute: settings.perMinute)
    }

    /// Verifies the moment's signature and the robot, and reads a message.
    package func open(_ envelope: WebhookEnvelope, at now: Timestamp) throws(ChannelError) -> Opened {
        try envelope.requireJSONPost()
        guard let stamp = envelope.headers["timestamp"], let claimed = envelope.headers["sign"],
            signature.verify(claimed, of: stamp)
        else { throw .badSignature }
        guard stamp.utf8.count <= 15, let milliseconds = Int64(stamp), milliseconds >= 0,
            abs(now.milliseconds - milliseconds) <= Int64(settings.freshnessSeconds) * 1_000
        else { throw .stale }
        let event = try envelope.json()
        if let code = settings.robotCode {
            guard let claimed = event["robotCode"]?.string, claimed == code else { throw .badSignature }
        }
        return .message(try DingTalkEvent.message(event, channel: id, settings: settings, at: now))
    }

    /// A text in the answer, or an empty one for silence.
    package func acknowledge(
        _ acknowledgement: Acknowledgement, to message: InboundMessage, at now: Timestamp
    ) -> HTTPReply {
        guard let reply = acknowledgement.reply else { return Self.silence }
        let text = Self.text(reply.text, mentions: reply.mentions.map(\.text), kind: message.conversation.kind)
        return .json(200, text.bytes)
    }

    /// An event as the platform would post it now.
    package func seal(_ body: [UInt8], at now: Timestamp) -> WebhookEnvelope {
        let stamp = "\(now.milliseconds)"
        return WebhookEnvelope(
            headers: [
                "content-type": "application/json; charset=utf-8", "timestamp": stamp,
                "sign": signature.text(of: stamp),
            ], body: body)
    }

    /// A text message that mentions people, which only a group needs.
    static func text(_ words: String, mentions: [String], kind: Conversation.Kind) -> JSONValue {
        var members = [
            JSONValue.Member("msgtype", "text"), JSONValue.Member("text", ["content": .string(words)]),
        ]
        if kind == .group, !mentions.isEmpty {
            members.append(
                JSONValue.Member("at", ["atUserIds": .array(mentions.map { .string($0) }), "isAtAll": false]))
        }
        return .object(members)
    }
}

extension DingTalkChannel: ChannelSender {
    /// There is no way to speak but to the session of a message.
    package var needsReplyAddress: Bool { true }

    /// A text to the session's address.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let address = part.address else { throw .cannotPush }
        guard settings.replyOrigins.contains(where: { address.hasPrefix("\($0)/") }) else { throw .unknownDestination }
        try requireFit(part)
        return .json(address, Self.text(part.text, mentions: part.mentions, kind: part.kind))
    }

    /// What the platform answered, by its error number.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { DingTalkRobot.verdict(on: reply) }

    /// Whether the session is over: its number is not documented, so whatever waiting does not heal.
    package func isAddressSpent(_ reply: HTTPReply) -> Bool {
        guard (200...299).contains(reply.status), let code = (try? JSONReader.read(reply.body))?["errcode"]?.integer
        else { return false }
        return ![0, -1, 130_101].contains(code)
    }
}
