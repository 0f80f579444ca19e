package import Domain

/// The configured channels, built once from settings.
package struct ChannelRegistry: Sendable {
    /// The ways in, by name.
    package let receivers: [ChannelID: any ChannelReceiver]
    /// The ways out, by name; a channel that speaks only in the answers to webhooks is missing.
    package let senders: [ChannelID: any ChannelSender]

    /// Builds every channel; throws the first setting that makes that impossible.
    ///
    /// - Parameter random: Where the channels that encrypt take their random bytes from.
    package init(_ settings: [ChannelSettings], random: @escaping RandomBytes) throws(SettingsProblem) {
        var receivers: [ChannelID: any ChannelReceiver] = [:]
        var senders: [ChannelID: any ChannelSender] = [:]
        for channel in settings {
            if let problem = channel.problems.first { throw problem }
            let id = channel.id
            guard receivers[id] == nil, senders[id] == nil else {
                throw SettingsProblem(channel: id, field: "id", "is used twice")
            }
            switch channel.kind {
            case .neutral(let settings): Self.add(NeutralChannel(id: id, settings), &receivers, &senders)
            case .mapped(let settings): Self.add(MappedChannel(id: id, settings), &receivers, &senders)
            case .onebot11(let settings): Self.add(OneBot11Channel(id: id, settings), &receivers, &senders)
            case .wecomRobot(let settings): senders[id] = WeComRobot(id: id, settings)
            }
        }
        self.receivers = receivers
        self.senders = senders
    }

    /// What the channel can do, nil when it is not configured.
    package func capabilities(of id: ChannelID) -> ChannelCapabilities? {
        receivers[id]?.capabilities ?? senders[id]?.capabilities
    }

    private static func add(
        _ channel: some ChannelReceiver & ChannelSender, _ receivers: inout [ChannelID: any ChannelReceiver],
        _ senders: inout [ChannelID: any ChannelSender]
    ) {
        receivers[(channel as any ChannelReceiver).id] = channel
        let sender: any ChannelSender = channel
        if sender.capabilities.lateReply != .never { senders[sender.id] = sender }
    }
}
