import Channels
import Content
import Sealing

/// Reads the channels of WeCom's apps and customer service and of the Official Account.
struct WeChatFields {
    private let fields: ChannelFields

    private static let callbackKeys = [
        "token", "encoding-aes-key", "check-receiver", "freshness-seconds", "refuse-known-nonces",
    ]

    init(_ fields: ChannelFields) { self.fields = fields }

    func wecomApp() -> WeComAppSettings? {
        fields.allow(
            ["corp-id", "agent-id", "secret", "api-url", "menu", "maximum-bytes", "per-minute"] + Self.callbackKeys)
        guard let callback = callback(for: "corp-id"), let agent = fields.required("agent-id") else { return nil }
        guard let agentID = Int64(agent), agentID > 0 else {
            fields.log.error(
                fields.entry.fields["agent-id"]?.location ?? fields.entry.fields.location, "agent-id 应当是正整数",
                rule: "yaml-shape")
            return nil
        }
        var settings = WeComAppSettings(
            callback: callback, agentID: agentID, secret: fields.text("secret").map { Secret($0) })
        settings.apiURL = fields.text("api-url") ?? settings.apiURL
        settings.menu = menu()
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        settings.perMinute = fields.int("per-minute") ?? settings.perMinute
        return settings
    }

    func wecomKF() -> WeComKFSettings? {
        fields.allow(["corp-id", "secret", "api-url", "maximum-bytes", "head-start-seconds"] + Self.callbackKeys)
        guard let callback = callback(for: "corp-id"), let secret = fields.required("secret") else { return nil }
        var settings = WeComKFSettings(callback: callback, secret: Secret(secret))
        settings.apiURL = fields.text("api-url") ?? settings.apiURL
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        settings.headStartSeconds = fields.int("head-start-seconds") ?? settings.headStartSeconds
        return settings
    }

    func officialAccount() -> OfficialAccountSettings? {
        fields.allow(["mode", "app-id", "secret", "api-url", "menu", "maximum-bytes"] + Self.callbackKeys)
        guard let appID = fields.required("app-id"), let token = fields.required("token") else { return nil }
        let modes = OfficialAccountSettings.Mode.allCases.map(\.rawValue)
        guard let mode = OfficialAccountSettings.Mode(rawValue: fields.text("mode") ?? "safe") else {
            fields.log.error(
                fields.entry.fields["mode"]?.location ?? fields.entry.fields.location,
                "mode 只能是 \(modes.joined(separator: "、"))（明文、兼容、安全模式）", rule: "channel-setting")
            return nil
        }
        var settings = OfficialAccountSettings(
            mode: mode, appID: appID, token: Secret(token),
            encodingAESKey: fields.text("encoding-aes-key").map { Secret($0) },
            secret: fields.text("secret").map { Secret($0) })
        settings.apiURL = fields.text("api-url") ?? settings.apiURL
        settings.menu = menu()
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        settings.freshnessSeconds = fields.int("freshness-seconds") ?? settings.freshnessSeconds
        settings.refusesKnownNonces = fields.flag("refuse-known-nonces") ?? settings.refusesKnownNonces
        settings.checksReceiver = fields.flag("check-receiver") ?? settings.checksReceiver
        return settings
    }

    private func callback(for receiver: String) -> CallbackSettings? {
        guard let receiverID = fields.required(receiver), let token = fields.required("token"),
            let key = fields.required("encoding-aes-key")
        else { return nil }
        var callback = CallbackSettings(token: Secret(token), encodingAESKey: Secret(key), receiverID: receiverID)
        callback.freshnessSeconds = fields.int("freshness-seconds") ?? callback.freshnessSeconds
        callback.refusesKnownNonces = fields.flag("refuse-known-nonces") ?? callback.refusesKnownNonces
        callback.checksReceiver = fields.flag("check-receiver") ?? callback.checksReceiver
        return callback
    }

    /// What pressing an entry of the bot's menu says, by the key that the back office shows.
    private func menu() -> [String: String] {
        guard let menu = fields.entry.fields["menu"] else { return [:] }
        var words: [String: String] = [:]
        for (key, location) in menu.keys {
            if let text = menu[key]?.text, !text.isEmpty {
                words[key] = text
            } else {
                fields.log.error(location, "menu 的 \(key) 要写按下去等于说什么", rule: "channel-setting")
            }
        }
        return words
    }
}
