package import Sealing

/// Settings of a WeCom smart robot (智能机器人) in API mode.
package struct WeComAIBotSettings: Sendable {
    /// The token with which requests are signed.
    package var token: Secret
    /// The 43 characters of the key.
    package var encodingAESKey: Secret
    /// Names by which people mention the robot, without the `@`; the platform sends mentions as text only.
    package var botNames: [String] = []
    /// Whether replies carry buttons: the choices of a menu, and whether an answer helped.
    package var showsCards = true
    /// Where a pressed card leads, which the platform demands of cards without buttons.
    package var cardURL = "https://www.12348.gov.cn/"
    /// Where reply addresses may lead; any other is dropped, so that no forged event makes us call a stranger.
    package var replyOrigins = ["https://qyapi.weixin.qq.com"]
    /// Seconds by which the timestamp of a request may differ from our clock.
    package var freshnessSeconds = 300
    /// Whether a nonce is taken only once; off because nobody says that the platform's repeats carry new ones.
    package var refusesKnownNonces = false
    /// Seconds after which the platform no longer takes an answer.
    package var inlineSeconds = 5
    /// The most UTF-8 bytes of one text; WeCom’s developer document 101031.
    package var maximumBytes = 20_480

    /// Takes what the back office shows.
    package init(token: Secret, encodingAESKey: Secret) {
        self.token = token
        self.encodingAESKey = encodingAESKey
    }

    /// The envelope, whose receiver is empty for robots; nil when the key is none.
    var crypt: WXBizMsgCrypt? { WXBizMsgCrypt(token: token, encodingAESKey: encodingAESKey, receiverID: "") }

    var problems: [(field: String, message: String)] {
        SettingsRule.secret(token, field: "token")
            + (crypt == nil ? [("encodingAESKey", SettingsRule.badKey)] : [])
            + SettingsRule.address(cardURL, field: "cardURL")
            + replyOrigins.flatMap { SettingsRule.address($0, field: "replyOrigins") }
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
