import Domain
import Sealing

/// The calls that WeCom's apps and its customer service share; WeCom’s developer document 91039.
package enum WeComAPI {
    /// Where the platform is.
    package static let address = "https://qyapi.weixin.qq.com"

    /// The token of an app: 7,200 s, the same one for every call within them.
    static func tokens(at address: String, corpID: String, secret: Secret) -> AccessTokenSource {
        let query = "corpid=\(URLText.escaped(corpID))&corpsecret=\(URLText.escaped(secret.text))"
        return AccessTokenSource(
            call: HTTPCall(.get, url: url(address, "gettoken") + "?" + query), place: .query("access_token"),
            tokenField: "access_token", lifetimeField: "expires_in", refusals: [40_014, 42_001])
    }

    /// The address of a call.
    static func url(_ address: String, _ call: String) -> String {
        "\(address.hasSuffix("/") ? String(address.dropLast()) : address)/cgi-bin/\(call)"
    }
}
