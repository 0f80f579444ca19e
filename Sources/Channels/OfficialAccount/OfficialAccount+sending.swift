package import Domain
import Sealing

extension OfficialAccount: ChannelSender {
    /// The account's token by `stable_token`, which leaves the tokens of other programs alone.
    package var tokenSource: AccessTokenSource? {
        guard let secret = settings.secret else { return nil }
        let body: JSONValue = [
            "grant_type": "client_credential", "appid": .string(settings.appID), "secret": .string(secret.text),
            "force_refresh": false,
        ]
        return AccessTokenSource(
            call: .json(url("stable_token"), body), place: .query("access_token"), tokenField: "access_token",
            lifetimeField: "expires_in", refusals: [40_001, 40_014, 42_001])
    }

    /// A customer-service message, which the platform takes for 48 hours after the follower's last message.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard settings.secret != nil else { throw .cannotPush }
        guard Identity.isValid(part.to) else { throw .unknownDestination }
        try requireFit(part)
        return .json(
            url("message/custom/send"),
            ["touser": .string(part.to), "msgtype": "text", "text": ["content": .string(part.text)]])
    }

    /// What the platform answered.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        PlatformCode.verdict(on: reply, of: .officialAccount)
    }

    private func url(_ call: String) -> String {
        let base = settings.apiURL.hasSuffix("/") ? String(settings.apiURL.dropLast()) : settings.apiURL
        return "\(base)/cgi-bin/\(call)"
    }
}
