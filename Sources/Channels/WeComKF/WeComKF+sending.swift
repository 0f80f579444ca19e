package import Domain
import Sealing

extension WeComKF: ChannelSender {
    /// The token of the app that may call the customer service.
    package var tokenSource: AccessTokenSource? {
        WeComAPI.tokens(at: settings.apiURL, corpID: settings.callback.receiverID, secret: settings.secret)
    }

    /// A text to a user, in the name of the account to which they wrote; WeCom’s developer document 94677.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        let names = part.to.split(separator: "/", maxSplits: 1).map(String.init)
        guard names.count == 2, names.allSatisfy(Identity.isValid) else { throw .unknownDestination }
        try requireFit(part)
        return .json(
            WeComAPI.url(settings.apiURL, "kf/send_msg"),
            [
                "touser": .string(names[1]), "open_kfid": .string(names[0]), "msgtype": "text",
                "text": ["content": .string(part.text)],
            ])
    }

    /// What the platform answered.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { PlatformCode.verdict(on: reply, of: .weCom) }
}
