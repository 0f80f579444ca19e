package import Sealing

/// Settings of an Official Account.
package struct OfficialAccountSettings: Sendable {
    /// How the account's back office has messages sent.
    package enum Mode: String, Sendable, CaseIterable {
        /// In the clear, signed with the token only.
        case plain
        /// In the clear and encrypted; the clear part is not looked at where there is an encrypted one.
        case compatible
        /// Encrypted only.
        case safe
    }

    /// How messages are sent.
    package var mode: Mode
    /// The account's app id.
    package var appID: String
    /// The token with which requests are signed.
    package var token: Secret
    /// The key, which only the plain mode does without.
    package var encodingAESKey: Secret?
    /// The account's secret; without one we only answer within the platform's patience.
    package var secret: Secret?
    /// The platform's API.
    package var apiURL = "https://api.weixin.qq.com"
    /// What pressing an entry of the account's menu says, by its key.
    package var menu: [String: String] = [:]
    /// Seconds by which the timestamp of a request may differ from our clock.
    package var freshnessSeconds = 300
    /// Whether a nonce is taken only once.
    package var refusesKnownNonces = false
    /// Whether envelopes for other accounts are refused.
    package var checksReceiver = true
    /// The most UTF-8 bytes of one text; the platform names no figure and cuts at about 2,048.
    package var maximumBytes = 2_000

    /// Takes the parts that have no default.
    package init(mode: Mode, appID: String, token: Secret, encodingAESKey: Secret?, secret: Secret?) {
        self.mode = mode
        self.appID = appID
        self.token = token
        self.encodingAESKey = encodingAESKey
        self.secret = secret
    }

    /// The encrypted callback, nil in the plain mode and without a key.
    var callback: CallbackSettings? {
        guard mode != .plain, let encodingAESKey else { return nil }
        var callback = CallbackSettings(token: token, encodingAESKey: encodingAESKey, receiverID: appID)
        callback.freshnessSeconds = freshnessSeconds
        callback.refusesKnownNonces = refusesKnownNonces
        callback.checksReceiver = checksReceiver
        return callback
    }

    var problems: [(field: String, message: String)] {
        let own: [(field: String, message: String)] =
            if let callback {
                callback.problems.map { ($0.field == "receiverID" ? "appID" : $0.field, $0.message) }
            } else {
                SettingsRule.secret(token, field: "token") + (appID.isEmpty ? [("appID", "是空的")] : [])
                    + (mode == .plain ? [] : [("encodingAESKey", "没有写")])
            }
        return own + SettingsRule.secret(secret, field: "secret") + SettingsRule.address(apiURL, field: "apiURL")
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
