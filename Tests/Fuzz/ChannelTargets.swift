import Channels
import Domain
import Sealing

extension FuzzTarget {
    /// A target for each kind of channel: its bodies, sealed as the platform would.
    static let channels = receivers.map { receiver in
        FuzzTarget(name: receiver.id.text) { bytes in
            let envelope = receiver.seal(bytes, at: moment)
            guard let opened = try? receiver.open(envelope, at: moment), case .message(let message) = opened else {
                return
            }
            for id in [message.id.text, message.sender.text, message.conversation.id.text] {
                precondition(!id.isEmpty && id.utf8.count <= 256)
            }
            let reply = Acknowledgement.Reply(text: message.text, mentions: [message.sender], choices: ["一", "二"])
            _ = receiver.acknowledge(
                Acknowledgement(decision: .answer, interaction: 1, reply: reply), to: message, at: moment)
        }
    }

    /// 2026-09-10T00:26:40Z, the moment of the samples.
    private static let moment = Timestamp(seconds: 1_789_000_000)

    private static let receivers: [any ChannelReceiver] = {
        do {
            let registry = try ChannelRegistry(settings, random: { [UInt8](repeating: 7, count: $0) })
            return settings.compactMap { registry.receivers[$0.id] }
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    /// One channel of each kind, named after it.
    private static let settings: [ChannelSettings] = [
        ChannelSettings(id: "neutral", kind: .neutral(NeutralSettings(secret: Secret("s"), botNames: ["法律小助手"]))),
        ChannelSettings(id: "onebot11", kind: .onebot11(OneBot11Settings(secret: Secret("s"), botNames: ["法律小助手"]))),
        ChannelSettings(id: "mapped", kind: .mapped(mapped)),
        ChannelSettings(id: "onebot12", kind: .onebot12(OneBot12Settings(botNames: ["法律小助手"]))),
        ChannelSettings(
            id: "wecom-aibot",
            kind: .wecomAIBot(
                WeComAIBotSettings(
                    token: Secret("t"), encodingAESKey: Secret("pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8")))),
        ChannelSettings(
            id: "feishu",
            kind: .feishu(FeishuSettings(verificationToken: nil, encryptKey: Secret("k")))),
        ChannelSettings(id: "dingtalk", kind: .dingtalk(DingTalkSettings(appSecret: Secret("s")))),
        ChannelSettings(
            id: "wecom-app", kind: .wecomApp(WeComAppSettings(callback: callback, agentID: 1, secret: nil))),
        ChannelSettings(id: "wecom-kf", kind: .wecomKF(WeComKFSettings(callback: callback, secret: Secret("s")))),
        ChannelSettings(
            id: "official-account",
            kind: .officialAccount(
                OfficialAccountSettings(
                    mode: .plain, appID: "wx1", token: Secret("t"), encodingAESKey: nil, secret: nil))),
    ]

    private static let callback = CallbackSettings(
        token: Secret("t"), encodingAESKey: Secret("pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8"), receiverID: "ww1")

    /// A gateway that writes the sender before the words.
    private static let mapped: MappedSettings = {
        var map = FieldMap(
            messageID: "Data.NewMsgId", text: "Data.Content.string", conversationID: "Data.FromUserName.string",
            senderID: "Data.FromUserName.string",
            isGroup: Condition("Data.FromUserName.string", .endsWithOneOf(["@chatroom"])))
        map.senderPrefix = ":\n"
        map.mention = .listed("Data.MsgSource")
        map.botID = "Wxid"
        map.kind = FieldMap.Kind("Data.MsgType", text: "1")
        map.sentAt = FieldMap.Moment("Data.CreateTime")
        return MappedSettings(map: map, authentication: .open)
    }()
}
