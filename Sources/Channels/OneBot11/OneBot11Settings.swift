package import Sealing

/// Settings of a OneBot 11 channel.
package struct OneBot11Settings: Sendable {
    /// The secret with which the gateway signs; nil when it does not sign, which suits a loopback only.
    package var secret: Secret?
    /// Names that gateways write after a mention as text, without the `@`.
    package var botNames: [String]
    /// Seconds after which an event is too old to be handled; nil handles each event once however late it comes, since a
    /// question held up by an outage is a question all the same and the log recognises repeats.
    package var maximumAgeSeconds: Int?
    /// The gateway's API, such as `http://127.0.0.1:5700`; nil when we only answer.
    package var apiURL: String?
    /// The token that the API wants.
    package var accessToken: Secret?
    /// The most UTF-8 bytes of one text.
    package var maximumBytes: Int
    /// The most messages a minute to one conversation.
    package var perMinute: Int?
    /// Seconds after which the gateway no longer takes a reply in the answer; nil when it waits.
    package var inlineSeconds: Int?

    /// Takes the parts.
    package init(
        secret: Secret? = nil, botNames: [String] = [], maximumAgeSeconds: Int? = nil, apiURL: String? = nil,
        accessToken: Secret? = nil, maximumBytes: Int = 4_096, perMinute: Int? = nil
    ) {
        self.secret = secret
        self.botNames = botNames
        self.maximumAgeSeconds = maximumAgeSeconds
        self.apiURL = apiURL
        self.accessToken = accessToken
        self.maximumBytes = maximumBytes
        self.perMinute = perMinute
    }

    var problems: [(field: String, message: String)] {
        SettingsRule.secret(secret, field: "secret") + SettingsRule.secret(accessToken, field: "accessToken")
            + SettingsRule.address(apiURL, field: "apiURL") + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
