package import Sealing

/// Settings of a 飞书 (Feishu) robot that belongs to an app of an organisation.
package struct FeishuSettings: Sendable {
    /// The token that stands in every event (Verification Token).
    package var verificationToken: Secret?
    /// The key with which events are encrypted and signed (Encrypt Key); nil when they are not.
    package var encryptKey: Secret?
    /// The app's id and secret, with which we speak; without them the channel is mute.
    package var app: App?
    /// The robot's own `open_id`; nil recognises it by its names.
    package var botOpenID: String?
    /// The robot's names, without the `@`.
    package var botNames: [String] = []
    /// Whether the app was granted all messages of a group, not only mentions.
    package var hearsEverything = false
    /// The platform's API.
    package var apiURL = "https://open.feishu.cn"
    /// Seconds by which the timestamp of a signed request may differ from our clock; nil takes any, since the platform
    /// repeats events for hours and does not say whether it signs them anew.
    package var freshnessSeconds: Int?
    /// The most UTF-8 bytes of one text.
    package var maximumBytes = 4_096
    /// The most messages a minute to one conversation.
    package var perMinute = 100

    /// An app's credentials.
    package struct App: Sendable, Hashable {
        /// The id, `cli_…`.
        package let id: String
        /// The secret.
        package let secret: Secret

        /// Takes both.
        package init(id: String, secret: Secret) {
            self.id = id
            self.secret = secret
        }
    }

    /// Takes what shows that an event is the platform's: one of the two, or both.
    package init(verificationToken: Secret?, encryptKey: Secret?) {
        self.verificationToken = verificationToken
        self.encryptKey = encryptKey
    }

    var problems: [(field: String, message: String)] {
        SettingsRule.secret(verificationToken, field: "verificationToken")
            + SettingsRule.secret(encryptKey, field: "encryptKey")
            + (verificationToken == nil && encryptKey == nil ? [("verificationToken", "和 encrypt-key 至少要写一个")] : [])
            + SettingsRule.secret(app?.secret, field: "appSecret") + SettingsRule.address(apiURL, field: "apiURL")
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
