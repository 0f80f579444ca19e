package import Sealing

/// A group's robot: its address and, where the group wants signatures, its secret.
package struct GroupRobot: Sendable {
    /// The address; whoever holds it can post.
    package let url: Secret
    /// The secret with which posts are signed; nil where none is wanted.
    package let secret: Secret?

    /// Takes both.
    package init(url: Secret, secret: Secret? = nil) {
        self.url = url
        self.secret = secret
    }
}

/// Settings of a channel of robots, each of which only sends to its own group.
package struct GroupRobotSettings: Sendable {
    /// The robots by name.
    package var robots: [String: GroupRobot]
    /// The most messages a minute to one robot.
    package var perMinute: Int
    /// The most UTF-8 bytes of one text.
    package var maximumBytes: Int

    /// WeCom's robots, with the platform's limits.
    package static func weCom(_ robots: [String: GroupRobot]) -> GroupRobotSettings {
        GroupRobotSettings(robots: robots, perMinute: 20, maximumBytes: 2_048)
    }

    /// Feishu's robots, with the platform's limits; a whole body may have 20 KB.
    package static func feishu(_ robots: [String: GroupRobot]) -> GroupRobotSettings {
        GroupRobotSettings(robots: robots, perMinute: 100, maximumBytes: 4_096)
    }

    /// DingTalk's robots, with the platform's limits.
    package static func dingTalk(_ robots: [String: GroupRobot]) -> GroupRobotSettings {
        GroupRobotSettings(robots: robots, perMinute: 20, maximumBytes: 4_096)
    }

    var problems: [(field: String, message: String)] {
        robots.keys.sorted().flatMap { name in
            SettingsRule.address(robots[name]?.url.text, field: "robots.\(name)")
                + SettingsRule.secret(robots[name]?.secret, field: "robots.\(name)")
        } + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
