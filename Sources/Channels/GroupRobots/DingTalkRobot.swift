package import Domain
import Sealing

/// DingTalk's custom robots; open.dingtalk.com, “自定义机器人接入”.
package struct DingTalkRobot: GroupRobotChannel {
    /// The channel's configured name.
    package let id: ChannelID
    /// How it is set up.
    package let settings: GroupRobotSettings

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: GroupRobotSettings) {
        self.id = id
        self.settings = settings
    }

    /// A text to the robot that `part.to` names, signed for this moment in the address.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        let robot = try robot(for: part)
        var url = robot.url.text
        if let secret = robot.secret {
            let stamp = "\(now.milliseconds)"
            let sign = URLText.escaped(DingTalkSignature(secret: secret).text(of: stamp))
            url += "\(url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?")timestamp=\(stamp)&sign=\(sign)"
        }
        return .json(url, DingTalkChannel.text(part.text, mentions: part.mentions, kind: part.kind))
    }

    /// What the platform answered, by its error number.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { Self.verdict(on: reply) }

    /// What an error number means, for robots of both kinds.
    static func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        if let verdict = DeliveryVerdict.byStatus(of: reply) { return verdict }
        guard let code = (try? JSONReader.read(reply.body))?["errcode"]?.integer else {
            return .retry(reason: "unreadable answer")
        }
        let reason = "errcode \(code)"
        switch code {
        case 0: return .delivered
        case 130_101: return .wait(seconds: 60, reason: reason)  // too often
        case 300_005, 310_000: return .alarm(reason: reason)  // token unknown; signature, keyword or address refused
        case 400_000...409_999: return .giveUp(reason: reason)  // the request is wrong
        default: return .retry(reason: reason)
        }
    }
}
