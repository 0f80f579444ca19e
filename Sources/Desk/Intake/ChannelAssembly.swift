package import Channels
package import Content
package import Domain
import Sealing

/// Turns the config file's `channels:` into channel settings, noting fields that are wrong or unknown.
package struct ChannelAssembly {
    private let random: RandomBytes
    private let log: FindingLog

    /// Takes where random bytes come from, and the log for what is wrong.
    package init(random: @escaping RandomBytes, into log: FindingLog) {
        self.random = random
        self.log = log
    }

    /// The channels that could be built; the log says why others could not.
    package func registry(_ entries: [Settings.ChannelEntry]) -> ChannelRegistry? {
        var channels: [ChannelSettings] = []
        for entry in entries {
            guard let kind = kind(of: entry) else { continue }
            let settings = ChannelSettings(id: entry.id, kind: kind)
            for problem in settings.problems {
                let key = Self.key(of: problem.field)
                log.error(
                    entry.fields[key]?.location ?? entry.fields.location,
                    "通道 \(entry.id) 的 \(key) 不对：\(problem.message)", rule: "channel-setting")
            }
            if settings.problems.isEmpty { channels.append(settings) }
        }
        return try? ChannelRegistry(channels, random: random)
    }

    /// The kinds of channels that the config file may name.
    package static let kinds = [
        "neutral", "mapped", "onebot11", "onebot12", "wecom-aibot", "wecom-app", "wecom-kf", "official-account",
        "feishu", "dingtalk", "wecom-robot", "feishu-robot", "dingtalk-robot",
    ]

    private func kind(of entry: Settings.ChannelEntry) -> ChannelKind? {
        let fields = ChannelFields(entry, log)
        switch entry.kind {
        case "neutral": return neutral(fields).map(ChannelKind.neutral)
        case "onebot11": return .onebot11(onebot11(fields))
        case "onebot12": return .onebot12(RobotFields(fields).onebot12())
        case "wecom-aibot": return RobotFields(fields).wecomAIBot().map(ChannelKind.wecomAIBot)
        case "feishu": return RobotFields(fields).feishu().map(ChannelKind.feishu)
        case "dingtalk": return RobotFields(fields).dingtalk().map(ChannelKind.dingtalk)
        case "feishu-robot":
            return RobotFields(fields).groupRobots(GroupRobotSettings.feishu).map(ChannelKind.feishuRobot)
        case "dingtalk-robot":
            return RobotFields(fields).groupRobots(GroupRobotSettings.dingTalk).map(ChannelKind.dingtalkRobot)
        case "wecom-robot":
            return RobotFields(fields).groupRobots(GroupRobotSettings.weCom, sign: false)
                .map(ChannelKind.wecomRobot)
        case "mapped": return MappedFields(fields).settings().map(ChannelKind.mapped)
        case "wecom-app": return WeChatFields(fields).wecomApp().map(ChannelKind.wecomApp)
        case "wecom-kf": return WeChatFields(fields).wecomKF().map(ChannelKind.wecomKF)
        case "official-account": return WeChatFields(fields).officialAccount().map(ChannelKind.officialAccount)
        default:
            log.error(
                entry.fields["kind"]?.location ?? entry.fields.location,
                "不认识的通道种类 \(entry.kind)，可用的有：\(Self.kinds.joined(separator: "、"))", rule: "channel-kind")
            return nil
        }
    }

    /// The key of the config file for a field of the settings: `encoding-aes-key` for `encodingAESKey`.
    private static func key(of field: String) -> String {
        field.replacing(#/([a-z])([A-Z])/#) { "\($0.1)-\($0.2)" }
            .replacing(#/([A-Z]+)([A-Z][a-z])/#) { "\($0.1)-\($0.2)" }.lowercased()
    }

    private func neutral(_ fields: ChannelFields) -> NeutralSettings? {
        fields.allow(
            "secret", "bot-names", "bot-ids", "push-url", "freshness-seconds", "maximum-bytes", "per-minute",
            "inline-seconds")
        guard let secret = fields.required("secret") else { return nil }
        var settings = NeutralSettings(
            secret: Secret(secret), botNames: fields.texts("bot-names"), botIDs: fields.texts("bot-ids"),
            pushURL: fields.text("push-url"), perMinute: fields.int("per-minute"))
        settings.freshnessSeconds = fields.int("freshness-seconds") ?? settings.freshnessSeconds
        settings.inlineSeconds = fields.int("inline-seconds")
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        return settings
    }

    private func onebot11(_ fields: ChannelFields) -> OneBot11Settings {
        fields.allow(
            "secret", "bot-names", "maximum-age-seconds", "api-url", "access-token", "maximum-bytes", "per-minute",
            "inline-seconds")
        var settings = OneBot11Settings(
            secret: fields.text("secret").map { Secret($0) }, botNames: fields.texts("bot-names"),
            apiURL: fields.text("api-url"), accessToken: fields.text("access-token").map { Secret($0) },
            perMinute: fields.int("per-minute"))
        settings.maximumAgeSeconds = fields.int("maximum-age-seconds")
        settings.inlineSeconds = fields.int("inline-seconds")
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        return settings
    }
}

/// The fields of one channel entry, read by name.
struct ChannelFields {
    let entry: Settings.ChannelEntry
    let log: FindingLog

    init(_ entry: Settings.ChannelEntry, _ log: FindingLog) {
        self.entry = entry
        self.log = log
    }

    func allow(_ keys: String...) { allow(keys) }

    func allow(_ keys: [String]) {
        for (key, location) in entry.fields.keys where !(["id", "kind"] + keys).contains(key) {
            log.error(
                location, "通道 \(entry.id) 不认识的键 \(key)，可用的有：\(keys.joined(separator: "、"))",
                rule: "unknown-key")
        }
    }

    func required(_ key: String) -> String? {
        if let text = text(key) { return text }
        log.error(entry.fields.location, "通道 \(entry.id) 缺少 \(key)", rule: "missing-key")
        return nil
    }

    func text(_ key: String) -> String? {
        guard let text = entry.fields[key]?.text, !text.isEmpty else { return nil }
        return text
    }

    func texts(_ key: String) -> [String] { entry.fields[key]?.texts ?? [] }

    func flag(_ key: String) -> Bool? {
        guard let value = entry.fields[key] else { return nil }
        switch value.text {
        case "true": return true
        case "false": return false
        default:
            log.error(value.location, "\(key) 应当是 true 或 false", rule: "yaml-shape")
            return nil
        }
    }

    func int(_ key: String) -> Int? {
        guard let value = entry.fields[key] else { return nil }
        if let number = value.text.flatMap({ Int($0) }), number > 0 { return number }
        log.error(value.location, "\(key) 应当是正整数", rule: "yaml-shape")
        return nil
    }
}
