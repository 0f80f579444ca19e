package import Domain

/// The configured channels, built once from settings.
package struct ChannelRegistry: Sendable {
    /// The ways in, by name.
    package let receivers: [ChannelID: any ChannelReceiver]
    /// The ways out, by name; a channel that speaks only in the answers to webhooks is missing.
    package let senders: [ChannelID: any ChannelSender]
    /// The ways in whose messages are fetched, by name.
    package let fetched: [ChannelID: WeComKF]

    /// Builds every channel; throws the first setting that makes that impossible.
    ///
    /// - Parameter random: Where the channels that encrypt take their random bytes from.
    package init(_ settings: [ChannelSettings], random: @escaping RandomBytes) throws(SettingsProblem) {
        var receivers: [ChannelID: any ChannelReceiver] = [:]
        var senders: [ChannelID: any ChannelSender] = [:]
        var fetched: [ChannelID: WeComKF] = [:]
        for channel in settings {
            if let problem = channel.problems.first { throw problem }
            let id = channel.id
            guard receivers[id] == nil, senders[id] == nil else {
                throw SettingsProblem(channel: id, field: "id", "用了两次")
            }
            switch channel.kind {
            case .neutral(let settings): Self.add(NeutralChannel(id: id, settings), &receivers, &senders)
            case .mapped(let settings): Self.add(MappedChannel(id: id, settings), &receivers, &senders)
            case .onebot11(let settings): Self.add(OneBot11Channel(id: id, settings), &receivers, &senders)
            case .onebot12(let settings): Self.add(OneBot12Channel(id: id, settings), &receivers, &senders)
            case .feishu(let settings):
                Self.add(FeishuChannel(id: id, settings, random: random), &receivers, &senders)
            case .dingtalk(let settings): Self.add(DingTalkChannel(id: id, settings), &receivers, &senders)
            case .wecomAIBot(let settings):
                guard let bot = WeComAIBot(id: id, settings, random: random) else { throw Self.badKey(id) }
                Self.add(bot, &receivers, &senders)
            case .wecomRobot(let settings): senders[id] = WeComRobot(id: id, settings)
            case .feishuRobot(let settings): senders[id] = FeishuRobot(id: id, settings)
            case .dingtalkRobot(let settings): senders[id] = DingTalkRobot(id: id, settings)
            case .officialAccount(let settings):
                Self.add(OfficialAccount(id: id, settings, random: random), &receivers, &senders)
            case .wecomApp(let settings):
                guard let app = WeComApp(id: id, settings, random: random) else { throw Self.badKey(id) }
                Self.add(app, &receivers, &senders)
            case .wecomKF(let settings):
                guard let service = WeComKF(id: id, settings, random: random) else { throw Self.badKey(id) }
                Self.add(service, &receivers, &senders)
                fetched[id] = service
            }
        }
        self.receivers = receivers
        self.senders = senders
        self.fetched = fetched
    }

    /// What the channel can do, nil when it is not configured.
    package func capabilities(of id: ChannelID) -> ChannelCapabilities? {
        receivers[id]?.capabilities ?? senders[id]?.capabilities
    }

    /// The settings were looked at before, so that this is never thrown.
    private static func badKey(_ id: ChannelID) -> SettingsProblem {
        SettingsProblem(channel: id, field: "encodingAESKey", SettingsRule.badKey)
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
