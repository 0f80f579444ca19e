package import Sealing

/// Settings of a 钉钉 (DingTalk) robot that belongs to an app of an organisation.
package struct DingTalkSettings: Sendable {
    /// The app's secret, with which requests are signed.
    package var appSecret: Secret
    /// The robot's code that every event must bear, since the signature does not cover the body; nil takes any.
    package var robotCode: String?
    /// The robot's names, without the `@`.
    package var botNames: [String] = []
    /// Where session addresses may lead; any other is dropped.
    package var replyOrigins = ["https://oapi.dingtalk.com"]
    /// Seconds by which the timestamp of a request may differ from our clock.
    package var freshnessSeconds = 3_600
    /// Seconds after which the platform no longer takes an answer.
    package var inlineSeconds = 3
    /// The most UTF-8 bytes of one text.
    package var maximumBytes = 4_096
    /// The most messages a minute to one conversation.
    package var perMinute = 20

    /// Takes the secret.
    package init(appSecret: Secret) { self.appSecret = appSecret }

    var problems: [(field: String, message: String)] {
        SettingsRule.secret(appSecret, field: "appSecret")
            + replyOrigins.flatMap { SettingsRule.address($0, field: "replyOrigins") }
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
