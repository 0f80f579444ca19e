package import Domain
import Sealing

/// Feishu's custom robots; open.feishu.cn, “自定义机器人使用指南”.
package struct FeishuRobot: GroupRobotChannel {
    /// The channel's configured name.
    package let id: ChannelID
    /// How it is set up.
    package let settings: GroupRobotSettings

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: GroupRobotSettings) {
        self.id = id
        self.settings = settings
    }

    /// A text to the robot that `part.to` names, signed for this moment.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        let robot = try robot(for: part)
        var members: [JSONValue.Member] = []
        if let secret = robot.secret {
            let stamp = "\(now.milliseconds / 1_000)"
            members.append(JSONValue.Member("timestamp", .string(stamp)))
            members.append(JSONValue.Member("sign", .string(Self.signature(timestamp: stamp, secret: secret))))
        }
        members.append(JSONValue.Member("msg_type", "text"))
        members.append(JSONValue.Member("content", ["text": .string(FeishuText.mentioning(part))]))
        return .json(robot.url.text, .object(members))
    }

    /// What the platform answered, by its code.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { FeishuText.verdict(on: reply) }

    /// The signature, in which timestamp and secret are the key and nothing is signed.
    static func signature(timestamp: String, secret: Secret) -> String {
        Signature(.sha256, secret: Secret("\(timestamp)\n\(secret.text)")).base64(of: [])
    }
}
