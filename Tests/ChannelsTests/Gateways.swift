import Domain
import Sealing
import Testing

@testable import Channels

/// Three gateways as an administrator would map them.
enum Gateways {
    /// gewechat: no signature, so a token in the address's query; talks through its own API.
    static let gewechat: MappedChannel = {
        var map = FieldMap(
            messageID: "Data.NewMsgId", text: "Data.Content.string", conversationID: "Data.FromUserName.string",
            senderID: "Data.FromUserName.string",
            isGroup: Condition("Data.FromUserName.string", .endsWithOneOf(["@chatroom"])))
        map.senderPrefix = ":\n"
        map.mention = .listed("Data.MsgSource")
        map.botID = "Wxid"
        map.kind = FieldMap.Kind("Data.MsgType", text: "1", names: ["3": "image", "34": "voice", "49": "app"])
        map.sentAt = FieldMap.Moment("Data.CreateTime")
        map.handshake = Condition("testMsg", .present)
        map.drops = [
            FieldMap.Drop("other-event", when: Condition("TypeName", .isOneOf(["AddMsg"]), isNegated: true)),
            FieldMap.Drop("own-echo", when: Condition("Data.FromUserName.string", .equals("Wxid"))),
            FieldMap.Drop("official-account", when: Condition("Data.FromUserName.string", .beginsWithOneOf(["gh_"]))),
        ]
        var settings = MappedSettings(map: map, authentication: .query(name: "token", token: Secret("t-1")))
        settings.botNames = ["村法小助手"]
        settings.maximumAgeSeconds = 300
        settings.acknowledgement = "success"
        settings.push = MappedSettings.Push(
            url: Secret("http://127.0.0.1:2531/v2/api/message/postText"), headers: ["X-GEWE-TOKEN": Secret("g-1")],
            body: template(
                #"{"appId":"wx_TESTAPP","toWxid":"{{to}}","content":"{{text}}","ats":"{{mentions.joined}}"}"#),
            success: Condition("ret", .isOneOf(["200"])))
        return MappedChannel(id: "gewechat", settings)
    }()

    /// WeChatFerry behind go_wcf_http: absent fields are false.
    static let weChatFerry: MappedChannel = {
        var map = FieldMap(
            messageID: "message_id", text: "content", conversationID: "room_id", senderID: "wx_id",
            isGroup: Condition("is_group", .isOneOf(["true"])))
        map.mention = .listed("xml")
        map.kind = FieldMap.Kind("type", text: "1", names: ["3": "image"])
        map.sentAt = FieldMap.Moment("ts")
        map.drops = [FieldMap.Drop("own-echo", when: Condition("is_self", .isOneOf(["true"])))]
        var settings = MappedSettings(
            map: map, authentication: .header(name: "Authorization", token: Secret("Bearer t-2")))
        settings.botNames = ["村法小助手"]
        settings.maximumAgeSeconds = 300
        settings.botIDs = ["wxid_villagebot"]
        return MappedChannel(id: "wcf", settings)
    }()

    /// WorkTool: names instead of ids, no message id, the reply in the answer.
    static let workTool: MappedChannel = {
        var map = FieldMap(
            messageID: nil, text: "spoken", conversationID: "groupName", senderID: "receivedName",
            isGroup: Condition("roomType", .isOneOf(["1", "3"])))
        map.senderName = "receivedName"
        map.mention = .when(Condition("atMe", .isOneOf(["true"])))
        map.kind = FieldMap.Kind("textType", text: "1", names: ["2": "image"])
        var settings = MappedSettings(map: map, authentication: .open)
        settings.acknowledgement = #"{"code":0,"message":"success"}"#
        settings.reply = template(
            #"{"code":0,"message":"success","data":{"type":5000,"info":{"text":"{{text}}"}}}"#)
        settings.push = MappedSettings.Push(
            url: Secret("https://worktool.example/wework/sendRawMessage?robotId=r-1"),
            body: template(
                #"{"socketType":2,"list":[{"type":203,"titleList":["{{to}}"],"receivedContent":"{{text}}","atList":"{{mentions}}"}]}"#
            ))
        settings.perMinute = 60
        return MappedChannel(id: "worktool", settings)
    }()

    private static func template(_ text: String) -> JSONTemplate {
        do {
            return try JSONTemplate(text)
        } catch {
            preconditionFailure("a template of the tests is no JSON: \(error)")
        }
    }
}
