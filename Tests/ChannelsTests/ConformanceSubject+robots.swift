import Domain
import Sealing
import TestSupport

@testable import Channels

extension ConformanceSubject {
    static let smartRobot: ConformanceSubject = {
        guard let bot = WeComAIBot(id: "aibot", WeComAIBotTests.settings, random: steadyBytes) else {
            preconditionFailure("the fixture's key is one")
        }
        var subject = ConformanceSubject(
            name: "WeCom smart robot", receiver: bot,
            body: { text, id in
                """
                {"msgid":\(id),"aibotid":"A","chatid":"g","chattype":"group","from":{"userid":"u"},"msgtype":"text",\
                "text":{"content":"\(text)"}}
                """
            }, unknownKind: #"{"msgid":"m","chatid":"g","chattype":"group","from":{"userid":"u"},"msgtype":"hologram"}"#
        )
        subject.isSealed = true
        subject.speaksOnRefusal = false
        return subject
    }()

    static let oneBot12: ConformanceSubject = {
        var settings = OneBot12Settings(accessToken: Secret("t"))
        settings.maximumAgeSeconds = 300
        return ConformanceSubject(
            name: "OneBot 12", receiver: OneBot12Channel(id: "ob12", settings),
            body: { text, id in
                """
                {"id":"e","time":1789000000.0,"type":"message","detail_type":"group","self":{"user_id":"bot"},\
                "message_id":\(id),"group_id":"g","user_id":"u","message":[{"type":"text","data":{"text":"\(text)"}}]}
                """
            }, unknownKind: #"{"id":"e","time":1.0,"type":"dream","detail_type":""}"#, staleness: .ignored,
            isSigned: false)
    }()

    /// Without encryption: how it is encrypted and signed is tested beside it.
    static let feishu = ConformanceSubject(
        name: "Feishu",
        receiver: FeishuChannel(
            id: "feishu", FeishuSettings(verificationToken: Secret("t"), encryptKey: nil), random: steadyBytes),
        body: { text, id in
            """
            {"header":{"event_type":"im.message.receive_v1","token":"t"},"event":{"sender":{"sender_id":{"open_id":"u"}},\
            "message":{"message_id":\(id),"chat_id":"g","chat_type":"group","message_type":"text",\
            "create_time":"1789000000000","content":"{\\"text\\":\\"\(text)\\"}"}}}
            """
        }, unknownKind: #"{"header":{"event_type":"dream","token":"t"},"event":{}}"#, staleness: .unknowable,
        isSigned: false)

    static let dingTalk: ConformanceSubject = {
        var settings = DingTalkSettings(appSecret: Secret("s"))
        settings.freshnessSeconds = 300
        return ConformanceSubject(
            name: "DingTalk", receiver: DingTalkChannel(id: "ding", settings),
            body: { text, id in
                """
                {"conversationId":"g","msgId":\(id),"senderStaffId":"u","conversationType":"2","isInAtList":true,\
                "createAt":1789000000000,"msgtype":"text","text":{"content":"\(text)"}}
                """
            },
            unknownKind:
                #"{"conversationId":"g","msgId":"m","senderStaffId":"u","conversationType":"2","msgtype":"hologram"}"#,
            isSigned: false)
    }()
}
