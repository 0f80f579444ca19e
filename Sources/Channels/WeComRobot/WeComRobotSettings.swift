package import Sealing

/// Settings of a channel of WeCom group robots, each of which only sends to its own group.
package struct WeComRobotSettings: Sendable {
    /// The robots' webhook addresses by name; whoever holds an address can post.
    package var robots: [String: Secret]
    /// The most messages a minute to one robot.
    package var perMinute: Int
    /// The most UTF-8 bytes of one text.
    package var maximumBytes: Int

    /// Takes the parts; the defaults are the platform's limits.
    package init(robots: [String: Secret], perMinute: Int = 20, maximumBytes: Int = 2_048) {
        self.robots = robots
        self.perMinute = perMinute
        self.maximumBytes = maximumBytes
    }

    var problems: [(field: String, message: String)] {
        let names = robots.keys.sorted()
        return names.flatMap { name in
            SettingsRule.address(robots[name]?.text, field: "robots.\(name)")
        } + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
