package import Domain
import Sealing

/// WeCom's group robots, which ping advisers; WeCom’s developer document 91770.
package struct WeComRobot: GroupRobotChannel {
    /// The channel's configured name.
    package let id: ChannelID
    /// How it is set up.
    package let settings: GroupRobotSettings

    /// Takes the name and the settings.
    package init(id: ChannelID, _ settings: GroupRobotSettings) {
        self.id = id
        self.settings = settings
    }

    /// A text message to the robot that `part.to` names.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        let robot = try robot(for: part)
        var text: [JSONValue.Member] = [JSONValue.Member("content", .string(part.text))]
        let phones = part.mentions.compactMap(Self.phone)
        let users = part.mentions.filter { Self.phone($0) == nil }
        if !users.isEmpty { text.append(JSONValue.Member("mentioned_list", Self.list(users))) }
        if !phones.isEmpty { text.append(JSONValue.Member("mentioned_mobile_list", Self.list(phones))) }
        return .json(robot.url.text, ["msgtype": "text", "text": .object(text)])
    }

    /// What the platform answered.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { PlatformCode.verdict(on: reply, of: .weCom) }

    private static func list(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }

    /// The eleven digits of a Chinese mobile number, with or without +86; nil for a user id.
    private static func phone(_ mention: String) -> String? {
        let digits = mention.hasPrefix("+86") ? mention.dropFirst(3) : Substring(mention)
        let bytes = Array(digits.utf8)
        guard bytes.count == 11, bytes[0] == UInt8(ascii: "1"), (0x33...0x39).contains(bytes[1]),
            bytes.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return String(digits)
    }
}
