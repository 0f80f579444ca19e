package import Sealing

/// Settings of a self-built app of a WeCom enterprise.
package struct WeComAppSettings: Sendable {
    /// The callback, whose receiver is the enterprise.
    package var callback: CallbackSettings
    /// The app's number in the enterprise.
    package var agentID: Int64
    /// The app's secret; without one we only answer within the platform's patience.
    package var secret: Secret?
    /// The platform's API.
    package var apiURL = WeComAPI.address
    /// What pressing an entry of the app's menu says, by its key.
    package var menu: [String: String] = [:]
    /// The most UTF-8 bytes of one text.
    package var maximumBytes = 2_048
    /// The most messages a minute to one member.
    package var perMinute = 30

    /// Takes the parts that have no default.
    package init(callback: CallbackSettings, agentID: Int64, secret: Secret?) {
        self.callback = callback
        self.agentID = agentID
        self.secret = secret
    }

    var problems: [(field: String, message: String)] {
        callback.problems.map { ($0.field == "receiverID" ? "corpID" : $0.field, $0.message) }
            + SettingsRule.secret(secret, field: "secret") + SettingsRule.address(apiURL, field: "apiURL")
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
