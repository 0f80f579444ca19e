package import Domain

/// A platform's group robots: they hear nothing and only speak, each into its own group.
package protocol GroupRobotChannel: ChannelSender {
    /// How it is set up.
    var settings: GroupRobotSettings { get }
}

extension GroupRobotChannel {
    /// What every such robot can do, within its platform's limits.
    package var capabilities: ChannelCapabilities {
        ChannelCapabilities(
            hearing: .nothing, repliesInline: false, pushes: true, maximumBytes: settings.maximumBytes,
            perMinute: settings.perMinute)
    }

    /// The robot that `part.to` names, for a text that it can carry.
    func robot(for part: OutboundMessage) throws(ChannelError) -> GroupRobot {
        guard let robot = settings.robots[part.to] else { throw .unknownDestination }
        try requireFit(part)
        return robot
    }
}
