package import Sealing

/// Settings of a OneBot 12 channel.
package struct OneBot12Settings: Sendable {
    /// The token that both sides show; nil when the gateway shows none, which suits a loopback only.
    package var accessToken: Secret?
    /// Names that gateways write after a mention as text, without the `@`.
    package var botNames: [String]
    /// The gateway's address for actions; nil when we only answer.
    package var apiURL: String?
    /// Seconds after which an event is too old to be handled; nil handles each once however late it comes.
    package var maximumAgeSeconds: Int?
    /// The most UTF-8 bytes of one text.
    package var maximumBytes = 4_096
    /// The most messages a minute to one conversation.
    package var perMinute: Int?
    /// Seconds after which the gateway no longer takes a reply in the answer; nil when it waits.
    package var inlineSeconds: Int?

    /// Takes the parts; the others are set after.
    package init(accessToken: Secret? = nil, botNames: [String] = [], apiURL: String? = nil) {
        self.accessToken = accessToken
        self.botNames = botNames
        self.apiURL = apiURL
    }

    var problems: [(field: String, message: String)] {
        SettingsRule.secret(accessToken, field: "accessToken") + SettingsRule.address(apiURL, field: "apiURL")
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
