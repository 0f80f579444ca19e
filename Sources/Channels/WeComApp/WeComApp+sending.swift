package import Domain
import Sealing

extension WeComApp: ChannelSender {
    /// What a destination begins with when it is a chat that the app created, not a member.
    private static let chatPrefix = "chat:"

    /// The app's token.
    package var tokenSource: AccessTokenSource? {
        settings.secret.map {
            WeComAPI.tokens(at: settings.apiURL, corpID: settings.callback.receiverID, secret: $0)
        }
    }

    /// A text to a member (WeCom’s developer document 90236), or to `chat:` and a chat that the app created (90248).
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard settings.secret != nil else { throw .cannotPush }
        guard Identity.isValid(part.to) else { throw .unknownDestination }
        try requireFit(part)
        let text: JSONValue = ["content": .string(part.text)]
        if part.to.hasPrefix(Self.chatPrefix) {
            let chat = String(part.to.dropFirst(Self.chatPrefix.count))
            return .json(
                WeComAPI.url(settings.apiURL, "appchat/send"),
                ["chatid": .string(chat), "msgtype": "text", "text": text, "safe": 0])
        }
        // A bar would make several members of one, and this name all of them.
        guard !part.to.contains("|"), part.to != "@all" else { throw .unknownDestination }
        return .json(
            WeComAPI.url(settings.apiURL, "message/send"),
            [
                "touser": .string(part.to), "msgtype": "text", "agentid": .number("\(settings.agentID)"),
                "text": text, "safe": 0,
            ])
    }

    /// What the platform answered; a single member who is named as unreachable did not get it.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        let verdict = PlatformCode.verdict(on: reply, of: .weCom)
        guard verdict == .delivered, let answer = try? JSONReader.read(reply.body) else { return verdict }
        for field in ["invaliduser", "unlicenseduser"] where answer[field]?.string?.isEmpty == false {
            return .giveUp(reason: field)
        }
        return .delivered
    }
}
