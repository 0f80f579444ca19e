package import Domain
import Sealing

/// A configured channel: its name, which is the last part of its address, and how it talks.
package struct ChannelSettings: Sendable {
    /// The name in `/webhooks/{channel}` and in the directory's addresses.
    package var id: ChannelID
    /// How it talks.
    package var kind: ChannelKind

    /// Takes name and kind.
    package init(id: ChannelID, kind: ChannelKind) {
        self.id = id
        self.kind = kind
    }

    /// What keeps the channel from working, by the field's name; empty when it can be built.
    package var problems: [SettingsProblem] {
        let own = Identity.isValid(id.text) ? [] : [SettingsProblem(channel: id, field: "id", "不能当名字")]
        return own
            + kind.problems.map { SettingsProblem(channel: id, field: $0.field, $0.message) }
    }
}

/// How a channel talks.
package enum ChannelKind: Sendable {
    case neutral(NeutralSettings)
    case mapped(MappedSettings)
    case onebot11(OneBot11Settings)
    case wecomRobot(GroupRobotSettings)
    case wecomAIBot(WeComAIBotSettings)
    case dingtalkRobot(GroupRobotSettings)
    case feishuRobot(GroupRobotSettings)
    case dingtalk(DingTalkSettings)
    case feishu(FeishuSettings)
    case onebot12(OneBot12Settings)
    case wecomApp(WeComAppSettings)
    case wecomKF(WeComKFSettings)
    case officialAccount(OfficialAccountSettings)

    var problems: [(field: String, message: String)] {
        switch self {
        case .neutral(let settings): settings.problems
        case .mapped(let settings): settings.problems
        case .onebot11(let settings): settings.problems
        case .wecomRobot(let settings), .feishuRobot(let settings), .dingtalkRobot(let settings): settings.problems
        case .wecomAIBot(let settings): settings.problems
        case .dingtalk(let settings): settings.problems
        case .feishu(let settings): settings.problems
        case .onebot12(let settings): settings.problems
        case .wecomApp(let settings): settings.problems
        case .wecomKF(let settings): settings.problems
        case .officialAccount(let settings): settings.problems
        }
    }
}

/// A setting with which a channel cannot be built; never holds the setting's value.
package struct SettingsProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The channel.
    package let channel: ChannelID
    /// The setting's name.
    package let field: String
    /// What is wrong with it, in words for who wrote the file.
    package let message: String

    init(channel: ChannelID, field: String, _ message: String) {
        self.channel = channel
        self.field = field
        self.message = message
    }

    /// `channel.field message`.
    package var description: String { "\(channel).\(field) \(message)" }
}

/// Checks that several kinds of settings share.
enum SettingsRule {
    /// A complaint unless the address is http or https.
    static func address(_ url: String?, field: String) -> [(field: String, message: String)] {
        guard let url else { return [] }
        let hosts = ["http://", "https://"].filter { url.hasPrefix($0) && url.utf8.count > $0.utf8.count }
        return hosts.isEmpty ? [(field, "不是 http 或 https 网址")] : []
    }

    /// A complaint when a secret is there but empty.
    static func secret(_ secret: Secret?, field: String) -> [(field: String, message: String)] {
        secret?.isEmpty == true ? [(field, "是空的")] : []
    }

    /// A complaint where a key is not what the platforms' back offices give out.
    static let badKey = "不是 43 位字母和数字的密钥"

    /// A complaint when a limit leaves no room for a character.
    static func limit(_ limit: Int, field: String) -> [(field: String, message: String)] {
        limit < TextSplitter.smallestLimit ? [(field, "太小，放不下一个字")] : []
    }
}
