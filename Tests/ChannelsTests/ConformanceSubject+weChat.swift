import Domain
import Sealing
import TestSupport
import Testing

@testable import Channels

extension ConformanceSubject {
    static let weComApp = weChat(
        "WeCom app", WeComApp(id: "app", WeChatFixture.app(), random: steadyBytes), isSealed: true)
    static let plainAccount = weChat(
        "Official Account, plain", OfficialAccount(id: "oa", WeChatFixture.account(.plain), random: steadyBytes),
        isSealed: false)
    static let compatibleAccount = weChat(
        "Official Account, compatible",
        OfficialAccount(id: "oa", WeChatFixture.account(.compatible), random: steadyBytes), isSealed: true)
    static let safeAccount = weChat(
        "Official Account, safe", OfficialAccount(id: "oa", WeChatFixture.account(.safe), random: steadyBytes),
        isSealed: true)

    private static func weChat(
        _ name: String, _ receiver: (any ChannelReceiver)?, isSealed: Bool
    ) -> ConformanceSubject {
        guard let receiver else { preconditionFailure("the fixture's key is one") }
        var subject = ConformanceSubject(
            name: name, receiver: receiver,
            body: { text, id in
                """
                <xml><ToUserName><![CDATA[ww00testvillage001]]></ToUserName><FromUserName><![CDATA[lisi]]></FromUserName>\
                <CreateTime>1789000000</CreateTime><MsgType><![CDATA[text]]></MsgType>\
                <Content><![CDATA[\(text)]]></Content><MsgId>\(id)</MsgId><AgentID>1000002</AgentID></xml>
                """
            },
            unknownKind: """
                <xml><ToUserName>ww00testvillage001</ToUserName><FromUserName>lisi</FromUserName>\
                <CreateTime>1789000000</CreateTime><MsgType>hologram</MsgType><MsgId>1</MsgId></xml>
                """)
        subject.wire = .xml
        subject.kind = .private
        subject.isSealed = isSealed
        // In plain mode the signature does not cover the body.
        subject.isSigned = isSealed
        subject.strayGet = .malformed
        return subject
    }
}

/// The accounts of the WeChat samples and vectors.
enum WeChatFixture {
    static let key = Secret("pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8")

    static func callback() -> CallbackSettings {
        CallbackSettings(token: Secret("CunFaTestToken2026"), encodingAESKey: key, receiverID: "ww00testvillage001")
    }

    static func app(secret: String? = "app-secret") -> WeComAppSettings {
        var settings = WeComAppSettings(
            callback: callback(), agentID: 1_000_002, secret: secret.map { Secret($0) })
        settings.menu = ["CALL_ADVISOR": "转人工"]
        return settings
    }

    static func service() -> WeComKFSettings { WeComKFSettings(callback: callback(), secret: Secret("kf-secret")) }

    static func account(
        _ mode: OfficialAccountSettings.Mode, secret: String? = "oa-secret"
    ) -> OfficialAccountSettings {
        var settings = OfficialAccountSettings(
            mode: mode, appID: "wx00testvillage002", token: Secret("CunFaTestToken2026"),
            encodingAESKey: mode == .plain ? nil : key, secret: secret.map { Secret($0) })
        settings.menu = ["CALL_ADVISOR": "转人工"]
        return settings
    }
}
