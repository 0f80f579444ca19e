package import Sealing

/// Settings of WeCom's customer service, through which ordinary WeChat users write.
package struct WeComKFSettings: Sendable {
    /// The callback, whose receiver is the enterprise.
    package var callback: CallbackSettings
    /// The secret of the app that may call the customer service's API.
    package var secret: Secret
    /// The platform's API.
    package var apiURL = WeComAPI.address
    /// The most UTF-8 bytes of one text.
    package var maximumBytes = 2_048
    /// Seconds before the very first notice of an account from which messages are still taken; older ones were written
    /// before anybody connected the bot, and the platform hands out three days of them.
    package var headStartSeconds = 600

    /// Takes the parts that have no default.
    package init(callback: CallbackSettings, secret: Secret) {
        self.callback = callback
        self.secret = secret
    }

    var problems: [(field: String, message: String)] {
        callback.problems.map { ($0.field == "receiverID" ? "corpID" : $0.field, $0.message) }
            + SettingsRule.secret(secret, field: "secret") + SettingsRule.address(apiURL, field: "apiURL")
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
