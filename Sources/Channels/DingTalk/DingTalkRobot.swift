package import Domain
import Sealing

/// Settings of a channel of DingTalk's custom robots, each of which only sends to its own group.
package struct DingTalkRobotSettings: Sendable {
    /// The robots by name.
    package var robots: [String: SignedRobot]
    /// The most messages a minute to one robot.
    package var perMinute = 20
    /// The most UTF-8 bytes of one text.
    package var maximumBytes = 4_096

    /// Takes the robots.
    package init(robots: [String: SignedRobot]) { self.robots = robots }

    var problems: [(field: String, message: String)] {
        SignedRobot.problems(robots) + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}

/// DingTalk's custom robots; open.dingtalk.com, “自定义机器人接入”.
package struct DingTalkRobot: ChannelSender {
    /// The channel's configured name.
    package let id: ChannelID
    private let settings: DingTalkRobotSettings

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: DingTalkRobotSettings) {
        self.id = id
        self.settings = settings
    }

    /// It hears nothing and only speaks.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .nothing, repliesInline: false, pushes: true, maximumBytes: settings.maximumBytes,
            perMinute: settings.perMinute)
    }

    /// A text to the robot that `part.to` names, signed for this moment in the address.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let robot = settings.robots[part.to] else { throw .unknownDestination }
        try requireFit(part)
        var url = robot.url.text
        if let secret = robot.secret {
            let stamp = "\(now.milliseconds)"
            let sign = URLText.escaped(DingTalkSignature(secret: secret).text(of: stamp))
            url += "\(url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?")timestamp=\(stamp)&sign=\(sign)"
        }
        return .json(url, DingTalkChannel.text(part.text, mentions: part.mentions, kind: part.kind))
    }

    /// What the platform answered, by its error number.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { Self.verdict(on: reply) }

    /// What an error number means, for robots of both kinds.
    static func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        if let verdict = DeliveryVerdict.byStatus(of: reply) { return verdict }
        guard let code = (try? JSONReader.read(reply.body))?["errcode"]?.integer else {
            return .retry(reason: "unreadable answer")
        }
        let reason = "errcode \(code)"
        switch code {
        case 0: return .delivered
        case 130_101: return .wait(seconds: 60, reason: reason)  // too often
        case 300_005, 310_000: return .alarm(reason: reason)  // token unknown; signature, keyword or address refused
        case 400_000...409_999: return .giveUp(reason: reason)  // the request is wrong
        default: return .retry(reason: reason)
        }
    }
}
