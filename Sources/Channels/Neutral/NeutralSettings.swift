package import Sealing

/// Settings of a neutral channel.
package struct NeutralSettings: Sendable {
    /// The secret that both sides sign with; must not be empty.
    package var secret: Secret
    /// Names by which people mention the bot, without the `@`.
    package var botNames: [String]
    /// Sender ids that are the bot's own; what they say is ignored.
    package var botIDs: [String]
    /// Where we post what we say unasked; nil when the gateway takes replies only.
    package var pushURL: String?
    /// Seconds by which a signature's timestamp may differ from our clock.
    package var freshnessSeconds: Int
    /// The most UTF-8 bytes of one text that we say.
    package var maximumBytes: Int
    /// The most messages a minute to one conversation.
    package var perMinute: Int?
    /// Seconds after which the gateway no longer takes a reply in the answer; nil when it waits.
    package var inlineSeconds: Int?

    /// Takes the parts; the defaults are those of the contract.
    package init(
        secret: Secret, botNames: [String] = [], botIDs: [String] = [], pushURL: String? = nil,
        freshnessSeconds: Int = 300, maximumBytes: Int = 4_096, perMinute: Int? = nil
    ) {
        self.secret = secret
        self.botNames = botNames
        self.botIDs = botIDs
        self.pushURL = pushURL
        self.freshnessSeconds = freshnessSeconds
        self.maximumBytes = maximumBytes
        self.perMinute = perMinute
    }

    var problems: [(field: String, message: String)] {
        SettingsRule.secret(secret, field: "secret") + SettingsRule.address(pushURL, field: "pushURL")
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
