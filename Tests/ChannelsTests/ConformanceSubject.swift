import Domain
import Sealing
import Testing

@testable import Channels

/// A configured receiver with the bodies that put it through the whole contract.
struct ConformanceSubject: Sendable, CustomTestStringConvertible {
    /// What becomes of an old event.
    enum Staleness {
        case refused, ignored, unknowable
    }

    let name: String
    let receiver: any ChannelReceiver
    /// A text message, its text and its message id, as it stands in the wire format, being filled in.
    let body: @Sendable (_ text: String, _ id: String) -> String
    /// An event of a kind that nobody has heard of.
    let unknownKind: String
    var staleness = Staleness.refused
    var isSigned = true
    var namesMessages = true
    var wire = WireFormat.json
    var kind = Conversation.Kind.group
    /// Whether the body travels in an encrypted envelope, which has a size of its own.
    var isSealed = false
    /// Whether a refusal says why.
    var speaksOnRefusal = true
    /// What a GET that checks nothing gets.
    var strayGet = ChannelError.wrongMethod

    var testDescription: String { name }

    /// A good body.
    var good: [UInt8] { Array(body("老板欠我工钱咋个办", wire.literal("m-1")).utf8) }

    /// The body as the platform would post it at the tests' moment, whole or broken.
    func seal(_ body: [UInt8], at now: Timestamp = Fixture.now) -> WebhookEnvelope {
        let sealed = receiver.seal(body, at: now)
        guard receiver is OneBot11Channel else { return sealed }
        return sealed.setting(header: "x-self-id", "10001")
    }

    /// Opens a body that was sealed and arrives at the tests' moment.
    func open(_ body: [UInt8]) throws(ChannelError) -> Opened { try receiver.open(seal(body), at: Fixture.now) }

    /// Whether a body that is sealed is refused as malformed; what is no text is already no envelope.
    func findsMalformed(_ body: [UInt8]) -> Bool {
        do {
            _ = try open(body)
            return false
        } catch {
            return error == .malformed || (isSealed && error == .badLayout)
        }
    }

    /// A good request of so many bytes.
    func request(ofBytes count: Int) -> WebhookEnvelope {
        let blanks = { (taken: Int) in [UInt8](repeating: 0x20, count: max(0, count - taken)) }
        guard isSealed else { return seal(good + blanks(good.count)) }
        let sealed = seal(good)
        return sealed.replacing(body: sealed.body + blanks(sealed.body.count))
    }

    static let all = [
        neutral, signedMap, oneBot, openOneBot, gewechat, weChatFerry, workTool, weComApp, plainAccount,
        compatibleAccount, safeAccount, smartRobot, oneBot12, feishu, dingTalk,
    ]
    static let signed = all.filter(\.isSigned)
    static let timed = all.filter { $0.staleness != .unknowable }
    static let naming = all.filter(\.namesMessages)

    private static let neutralBody: @Sendable (String, String) -> String = { text, id in
        """
        {"messageId":\(id),"sentAt":"2026-09-10T08:26:40+08:00","conversation":{"id":"g-1","kind":"group"},\
        "sender":{"id":"u-1","name":"张大姐"},"type":"text","text":"\(text)","mentionsBot":true,"mentions":[],"quote":null}
        """
    }

    private static let neutral = ConformanceSubject(
        name: "neutral", receiver: NeutralChannel(id: "n", NeutralSettings(secret: Secret("密钥"))), body: neutralBody,
        unknownKind:
            #"{"messageId":"m","conversation":{"id":"g","kind":"group"},"sender":{"id":"u"},"type":"hologram"}"#)

    private static let signedMap: ConformanceSubject = {
        var map = FieldMap(
            messageID: "messageId", text: "text", conversationID: "conversation.id", senderID: "sender.id",
            isGroup: Condition("conversation.kind", .isOneOf(["group"])))
        map.kind = FieldMap.Kind("type", text: "text")
        return ConformanceSubject(
            name: "mapped, signed",
            receiver: MappedChannel(id: "s", MappedSettings(map: map, authentication: .signed(secret: Secret("s")))),
            body: neutralBody, unknownKind: neutral.unknownKind)
    }()

    private static let oneBotBody: @Sendable (String, String) -> String = { text, id in
        """
        {"time":1789000000,"self_id":10001,"post_type":"message","message_type":"group","message_id":\(id),\
        "group_id":20001,"user_id":30001,"message":[{"type":"text","data":{"text":"\(text)"}}]}
        """
    }

    private static func oneBot(_ name: String, secret: Secret?) -> ConformanceSubject {
        ConformanceSubject(
            name: name, receiver: OneBot11Channel(id: "o", OneBot11Settings(secret: secret, maximumAgeSeconds: 300)),
            body: oneBotBody,
            unknownKind: #"{"time":1789000000,"self_id":10001,"post_type":"dream"}"#, staleness: .ignored,
            isSigned: secret != nil)
    }

    private static let oneBot = oneBot("onebot", secret: Secret("kSLuTF2GC2Q4q4ugm3"))
    private static let openOneBot = oneBot("onebot, unsigned", secret: nil)

    private static let gewechat = ConformanceSubject(
        name: "gewechat", receiver: Gateways.gewechat,
        body: { text, id in
            """
            {"TypeName":"AddMsg","Wxid":"wxid_villagebot","Data":{"NewMsgId":\(id),"MsgType":1,"CreateTime":1789000000,\
            "FromUserName":{"string":"1@chatroom"},"Content":{"string":"wxid_a:\\n\(text)"}}}
            """
        }, unknownKind: #"{"TypeName":"Dream"}"#, staleness: .ignored, isSigned: false)

    private static let weChatFerry = ConformanceSubject(
        name: "WeChatFerry", receiver: Gateways.weChatFerry,
        body: { text, id in
            """
            {"is_group":true,"message_id":\(id),"type":1,"ts":1789000000,"room_id":"1@chatroom","content":"\(text)",\
            "wx_id":"wxid_a","xml":""}
            """
        },
        unknownKind: #"{"is_group":true,"message_id":1,"type":4711,"ts":1789000000,"room_id":"1","wx_id":"a"}"#,
        staleness: .ignored, isSigned: false)

    private static let workTool = ConformanceSubject(
        name: "WorkTool", receiver: Gateways.workTool,
        body: { text, _ in
            #"{"spoken":"\#(text)","receivedName":"赵大爷","groupName":"群","roomType":1,"atMe":"true","textType":1}"#
        }, unknownKind: #"{"receivedName":"赵大爷","groupName":"群","roomType":1,"textType":4711}"#,
        staleness: .unknowable, isSigned: false, namesMessages: false)
}

extension WebhookEnvelope {
    /// A copy with a header field set, or taken away.
    func setting(header: String, _ value: String?) -> WebhookEnvelope {
        var headers = headers
        headers[header] = value
        return WebhookEnvelope(method: method, query: query, headers: headers, body: body)
    }

    /// A copy with another body.
    func replacing(body: [UInt8]) -> WebhookEnvelope {
        WebhookEnvelope(method: method, query: query, headers: headers, body: body)
    }
}
