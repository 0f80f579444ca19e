import Channels
import Content
import Sealing

/// Reads the channels of smart robots, OneBot 12, Feishu and DingTalk, and those of robots that only send.
struct RobotFields {
    private let fields: ChannelFields

    init(_ fields: ChannelFields) { self.fields = fields }

    func wecomAIBot() -> WeComAIBotSettings? {
        fields.allow([
            "token", "encoding-aes-key", "bot-names", "cards", "card-url", "reply-origins", "freshness-seconds",
            "refuse-known-nonces", "inline-seconds", "maximum-bytes",
        ])
        guard let token = fields.required("token"), let key = fields.required("encoding-aes-key") else { return nil }
        var settings = WeComAIBotSettings(token: Secret(token), encodingAESKey: Secret(key))
        settings.botNames = fields.texts("bot-names")
        settings.showsCards = fields.flag("cards") ?? settings.showsCards
        settings.cardURL = fields.text("card-url") ?? settings.cardURL
        settings.replyOrigins = origins() ?? settings.replyOrigins
        settings.freshnessSeconds = fields.int("freshness-seconds") ?? settings.freshnessSeconds
        settings.refusesKnownNonces = fields.flag("refuse-known-nonces") ?? settings.refusesKnownNonces
        settings.inlineSeconds = fields.int("inline-seconds") ?? settings.inlineSeconds
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        return settings
    }

    func onebot12() -> OneBot12Settings {
        fields.allow([
            "access-token", "bot-names", "api-url", "maximum-age-seconds", "inline-seconds", "maximum-bytes",
            "per-minute",
        ])
        var settings = OneBot12Settings(
            accessToken: fields.text("access-token").map { Secret($0) }, botNames: fields.texts("bot-names"),
            apiURL: fields.text("api-url"))
        settings.maximumAgeSeconds = fields.int("maximum-age-seconds")
        settings.inlineSeconds = fields.int("inline-seconds")
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        settings.perMinute = fields.int("per-minute")
        return settings
    }

    func feishu() -> FeishuSettings? {
        fields.allow([
            "verification-token", "encrypt-key", "app-id", "app-secret", "bot-open-id", "bot-names",
            "hears-everything", "api-url", "freshness-seconds", "maximum-bytes", "per-minute",
        ])
        var settings = FeishuSettings(
            verificationToken: fields.text("verification-token").map { Secret($0) },
            encryptKey: fields.text("encrypt-key").map { Secret($0) })
        if let id = fields.text("app-id"), let secret = fields.required("app-secret") {
            settings.app = FeishuSettings.App(id: id, secret: Secret(secret))
        }
        settings.botOpenID = fields.text("bot-open-id")
        settings.botNames = fields.texts("bot-names")
        settings.hearsEverything = fields.flag("hears-everything") ?? settings.hearsEverything
        settings.apiURL = fields.text("api-url") ?? settings.apiURL
        settings.freshnessSeconds = fields.int("freshness-seconds")
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        settings.perMinute = fields.int("per-minute") ?? settings.perMinute
        return settings
    }

    func dingtalk() -> DingTalkSettings? {
        fields.allow([
            "app-secret", "robot-code", "bot-names", "reply-origins", "freshness-seconds", "inline-seconds",
            "maximum-bytes", "per-minute",
        ])
        guard let secret = fields.required("app-secret") else { return nil }
        var settings = DingTalkSettings(appSecret: Secret(secret))
        settings.robotCode = fields.text("robot-code")
        settings.botNames = fields.texts("bot-names")
        settings.replyOrigins = origins() ?? settings.replyOrigins
        settings.freshnessSeconds = fields.int("freshness-seconds") ?? settings.freshnessSeconds
        settings.inlineSeconds = fields.int("inline-seconds") ?? settings.inlineSeconds
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        settings.perMinute = fields.int("per-minute") ?? settings.perMinute
        return settings
    }

    /// Robots by name: an address, or `{url, secret}` where the platform lets a group want signatures.
    func groupRobots(
        _ settings: ([String: GroupRobot]) -> GroupRobotSettings, sign: Bool = true
    ) -> GroupRobotSettings? {
        fields.allow(["robots", "per-minute", "maximum-bytes"])
        guard let entries = fields.entry.fields["robots"] else {
            fields.log.error(
                fields.entry.fields.location, "通道 \(fields.entry.id) 缺少 robots", rule: "missing-key")
            return nil
        }
        var robots: [String: GroupRobot] = [:]
        for (name, location) in entries.keys {
            guard let url = entries[name]?.text ?? (sign ? entries[name]?["url"]?.text : nil) else {
                let shape = sign ? "要写地址，或 {url: 地址, secret: 加签密钥}" : "要写地址"
                fields.log.error(location, "机器人 \(name) \(shape)", rule: "channel-setting")
                continue
            }
            robots[name] = GroupRobot(url: Secret(url), secret: entries[name]?["secret"]?.text.map { Secret($0) })
        }
        var result = settings(robots)
        result.maximumBytes = fields.int("maximum-bytes") ?? result.maximumBytes
        result.perMinute = fields.int("per-minute") ?? result.perMinute
        return result
    }

    private func origins() -> [String]? {
        let origins = fields.texts("reply-origins").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        return origins.isEmpty ? nil : origins
    }
}
