package import Domain
package import Sealing

/// Settings of a channel of Feishu's custom robots, each of which only sends to its own group.
package struct FeishuRobotSettings: Sendable {
    /// The robots by name.
    package var robots: [String: SignedRobot]
    /// The most messages a minute to one robot.
    package var perMinute = 100
    /// The most UTF-8 bytes of one text; a whole body may have 20 KB.
    package var maximumBytes = 4_096

    /// Takes the robots.
    package init(robots: [String: SignedRobot]) { self.robots = robots }

    var problems: [(field: String, message: String)] {
        SignedRobot.problems(robots) + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}

/// A group's robot: its address and, where the group wants signatures, its secret.
package struct SignedRobot: Sendable {
    /// The address; whoever holds it can post.
    package let url: Secret
    /// The secret with which posts are signed.
    package let secret: Secret?

    /// Takes both.
    package init(url: Secret, secret: Secret?) {
        self.url = url
        self.secret = secret
    }

    static func problems(_ robots: [String: SignedRobot]) -> [(field: String, message: String)] {
        robots.keys.sorted().flatMap { name in
            SettingsRule.address(robots[name]?.url.text, field: "robots.\(name)")
                + SettingsRule.secret(robots[name]?.secret, field: "robots.\(name)")
        }
    }
}

/// Feishu's custom robots; open.feishu.cn, “自定义机器人使用指南”.
package struct FeishuRobot: ChannelSender {
    /// The channel's configured name.
    package let id: ChannelID
    private let settings: FeishuRobotSettings

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: FeishuRobotSettings) {
        self.id = id
        self.settings = settings
    }

    /// It hears nothing and only speaks.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .nothing, repliesInline: false, pushes: true, maximumBytes: settings.maximumBytes,
            perMinute: settings.perMinute)
    }

    /// A text to the robot that `part.to` names, signed for this moment.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let robot = settings.robots[part.to] else { throw .unknownDestination }
        try requireFit(part)
        var members: [JSONValue.Member] = []
        if let secret = robot.secret {
            let stamp = "\(now.milliseconds / 1_000)"
            members.append(JSONValue.Member("timestamp", .string(stamp)))
            members.append(JSONValue.Member("sign", .string(Self.signature(timestamp: stamp, secret: secret))))
        }
        members.append(JSONValue.Member("msg_type", "text"))
        members.append(JSONValue.Member("content", ["text": .string(FeishuText.mentioning(part))]))
        return .json(robot.url.text, .object(members))
    }

    /// What the platform answered, by its code.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { FeishuText.verdict(on: reply) }

    /// The signature, in which timestamp and secret are the key and nothing is signed.
    static func signature(timestamp: String, secret: Secret) -> String {
        Signature(.sha256, secret: Secret("\(timestamp)\n\(secret.text)")).base64(of: [])
    }
}
