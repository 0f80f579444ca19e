import Domain

/// Reads the config file.
package struct SettingsLoader {
    private let environment: Environment

    /// Takes the variables that `${NAME}` stands for.
    package init(environment: Environment) { self.environment = environment }

    /// Reads the file; what is wrong goes into the log, what is left out keeps its default.
    package func load(_ path: String, into log: FindingLog) -> Settings {
        var settings = Settings()
        guard let source = SourceFile.read(path, into: log),
            let root = YAMLFile(path: path, log: log).root(source.text)
        else { return settings }
        root.allow(
            "listen", "database", "catalog", "directory", "campaigns", "watch-seconds", "admin-token", "channels",
            "policy", "delivery", "limits", "allow-private-addresses", "public-url", "link-secret", "link-hours",
            "privacy", "users")
        if let listen = root.map("listen") {
            listen.allow("host", "port", "connections", "request-seconds")
            settings.connections = positive("connections", in: listen) ?? settings.connections
            settings.requestSeconds = positive("request-seconds", in: listen) ?? settings.requestSeconds
            settings.host = text("host", in: listen) ?? settings.host
            settings.port = int("port", in: listen) ?? settings.port
        }
        if let catalog = root.map("catalog") {
            catalog.allow("intents", "faq")
            settings.intents = text("intents", in: catalog) ?? settings.intents
            settings.faq = text("faq", in: catalog) ?? settings.faq
        }
        settings.database = text("database", in: root) ?? settings.database
        settings.directory = text("directory", in: root) ?? settings.directory
        settings.campaigns = text("campaigns", in: root) ?? settings.campaigns
        settings.watchSeconds = int("watch-seconds", in: root) ?? settings.watchSeconds
        settings.adminToken = text("admin-token", in: root)
        read(links: root, into: &settings)
        settings.allowsPrivateAddresses = root.optionalBool("allow-private-addresses") ?? true
        if let policy = root.map("policy") { settings.policy = read(policy: policy) }
        if let delivery = root.map("delivery") { settings.delivery = read(delivery: delivery) }
        if let limits = root.map("limits") { settings.limits = read(limits: limits) }
        if let privacy = root.map("privacy") { read(privacy: privacy, into: &settings) }
        settings.channels = channels(root)
        return settings
    }

    /// Where links lead and what signs them; a short secret could be guessed by trying.
    private func read(links root: YAMLMap, into settings: inout Settings) {
        settings.publicURL = text("public-url", in: root)
        settings.linkSecret = text("link-secret", in: root)
        settings.users = text("users", in: root)
        if settings.users != nil, settings.linkSecret == nil {
            root.file.log.error(
                root.location("users"), "写了 users（后台账号文件），就要写 link-secret，表单靠它签名", rule: "link-setting")
        }
        if let hours = int("link-hours", in: root) {
            if (1...65_535).contains(hours) {
                settings.linkHours = hours
            } else {
                root.file.log.error(root.location("link-hours"), "link-hours 应当在 1 和 65535 之间", rule: "link-setting")
            }
        }
        if let url = settings.publicURL, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            root.file.log.error(
                root.location("public-url"), "public-url 应当以 https:// 开头，现在是 \(url)", rule: "link-setting")
        }
        if let secret = settings.linkSecret, secret.utf8.count < 16 {
            root.file.log.error(
                root.location("link-secret"), "link-secret 太短，至少要 16 个字符", rule: "link-setting")
        }
        if (settings.publicURL == nil) != (settings.linkSecret == nil) {
            root.file.log.error(
                root.location, "public-url 和 link-secret 要么都写，要么都不写", rule: "link-setting")
        }
    }

    private func channels(_ root: YAMLMap) -> [Settings.ChannelEntry] {
        var seen: Set<String> = []
        return root.maps("channels").compactMap { entry in
            guard let id = entry.text("id"), let kind = entry.text("kind") else { return nil }
            if !seen.insert(id).inserted {
                root.file.log.error(entry.location("id"), "通道 \(id) 写了两次", rule: "duplicate-id")
            }
            let fields = entry.fields.map {
                (key: $0.key, value: ConfigValue($0.node, in: entry.file, environment: environment))
            }
            return Settings.ChannelEntry(id: ChannelID(id), kind: kind, fields: .map(fields, entry.location))
        }
    }

    private func read(policy entry: YAMLMap) -> ServicePolicy {
        entry.allow(
            "answer-score", "answer-lead", "overheard-score", "overheard-plain-score", "overheard-lead", "offer-score",
            "menu-minutes", "repeat-minutes", "intake-minutes", "fragment-seconds")
        var policy = ServicePolicy()
        policy.answerScore = share("answer-score", in: entry) ?? policy.answerScore
        policy.answerLead = share("answer-lead", in: entry) ?? policy.answerLead
        policy.overheardScore = share("overheard-score", in: entry) ?? policy.overheardScore
        policy.overheardPlainScore = share("overheard-plain-score", in: entry) ?? policy.overheardPlainScore
        policy.overheardLead = share("overheard-lead", in: entry) ?? policy.overheardLead
        policy.offerScore = share("offer-score", in: entry) ?? policy.offerScore
        policy.menuMinutes = int("menu-minutes", in: entry) ?? policy.menuMinutes
        policy.repeatMinutes = int("repeat-minutes", in: entry) ?? policy.repeatMinutes
        policy.intakeMinutes = int("intake-minutes", in: entry) ?? policy.intakeMinutes
        policy.fragmentSeconds = int("fragment-seconds", in: entry) ?? policy.fragmentSeconds
        return policy
    }

    /// Rates that are left out are the usual ones; 0 a minute lifts a limit.
    private func read(limits entry: YAMLMap) -> IntakeLimits {
        entry.allow("channel", "conversation", "asker")
        let usual = IntakeLimits.usual
        return IntakeLimits(
            channel: rate("channel", in: entry, usual: usual.channel),
            conversation: rate("conversation", in: entry, usual: usual.conversation),
            asker: rate("asker", in: entry, usual: usual.asker))
    }

    private func rate(_ key: String, in entry: YAMLMap, usual: IntakeLimits.Rate?) -> IntakeLimits.Rate? {
        guard let fields = entry.map(key) else { return usual }
        fields.allow("per-minute", "burst")
        let perMinute = int("per-minute", in: fields) ?? usual?.perMinute ?? 0
        guard perMinute > 0 else { return nil }
        return IntakeLimits.Rate(perMinute: perMinute, burst: int("burst", in: fields) ?? usual?.burst ?? perMinute)
    }

    private func positive(_ key: String, in entry: YAMLMap) -> Int? {
        guard let number = int(key, in: entry) else { return nil }
        guard number > 0 else {
            entry.file.log.error(entry.location(key), "\(key) 应当大于 0", rule: "yaml-shape")
            return nil
        }
        return number
    }

    private func read(delivery entry: YAMLMap) -> DeliveryPolicy {
        entry.allow("base-milliseconds", "cap-milliseconds", "maximum-attempts", "timeout-milliseconds")
        var delivery = DeliveryPolicy()
        delivery.baseMilliseconds = int("base-milliseconds", in: entry).map(Int64.init) ?? delivery.baseMilliseconds
        delivery.capMilliseconds = int("cap-milliseconds", in: entry).map(Int64.init) ?? delivery.capMilliseconds
        delivery.maximumAttempts = int("maximum-attempts", in: entry) ?? delivery.maximumAttempts
        delivery.timeoutMilliseconds = int("timeout-milliseconds", in: entry) ?? delivery.timeoutMilliseconds
        return delivery
    }

    private func read(privacy entry: YAMLMap, into settings: inout Settings) {
        entry.allow("key", "key-file", "retention-days")
        settings.privacyKey = text("key", in: entry)
        settings.privacyKeyFile = text("key-file", in: entry)
        guard let days = entry.map("retention-days") else { return }
        for key in days.fields.map(\.key) {
            guard let kind = RetentionPolicy.Kind(rawValue: key) else {
                let names = RetentionPolicy.Kind.allCases.map(\.rawValue).joined(separator: "、")
                entry.file.log.error(days.location(key), "不认识的留存种类 \(key)，可用的有：\(names)", rule: "unknown-key")
                continue
            }
            if days.optionalText(key) == "forever" {
                settings.retention.days[kind] = nil
            } else {
                settings.retention.days[kind] = int(key, in: days) ?? settings.retention.days[kind]
            }
        }
    }

    private func text(_ key: String, in entry: YAMLMap) -> String? {
        entry.optionalText(key).map { environment.expand($0, at: entry.location(key), into: entry.file.log) }
    }

    private func int(_ key: String, in entry: YAMLMap) -> Int? {
        guard let text = text(key, in: entry) else { return nil }
        guard let number = Int(text), number >= 0 else {
            entry.file.log.error(entry.location(key), "\(key) 应当是不小于 0 的整数，现在是 \(text)", rule: "yaml-shape")
            return nil
        }
        return number
    }

    private func share(_ key: String, in entry: YAMLMap) -> Double? {
        guard let text = text(key, in: entry) else { return nil }
        guard let number = Double(text), (0...1).contains(number) else {
            entry.file.log.error(entry.location(key), "\(key) 应当在 0 和 1 之间，现在是 \(text)", rule: "yaml-shape")
            return nil
        }
        return number
    }
}
