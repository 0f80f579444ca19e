package import Domain
import Sealing

extension FeishuChannel: ChannelSender {
    /// The app's token, `tenant_access_token`.
    package var tokenSource: AccessTokenSource? {
        settings.app.map { app in
            AccessTokenSource(
                call: .json(
                    url("auth/v3/tenant_access_token/internal"),
                    ["app_id": .string(app.id), "app_secret": .string(app.secret.text)]),
                place: .bearer, tokenField: "tenant_access_token", lifetimeField: "expire",
                refusals: [99_991_661, 99_991_663, 99_991_668, 99_991_677])
        }
    }

    /// A text to a chat, or to a member alone; open.feishu.cn, “发送消息”.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard settings.app != nil else { throw .cannotPush }
        guard Identity.isValid(part.to) else { throw .unknownDestination }
        try requireFit(part)
        // People have ids that begin with ou_, chats, private ones too, such that begin with oc_.
        let kind = part.to.hasPrefix("ou_") ? "open_id" : "chat_id"
        let content: JSONValue = ["text": .string(FeishuText.mentioning(part))]
        return .json(
            url("im/v1/messages?receive_id_type=\(kind)"),
            [
                "receive_id": .string(part.to), "msg_type": "text",
                "content": .string(String(decoding: content.bytes, as: UTF8.self)),
            ])
    }

    /// What the platform answered, by its code.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { FeishuText.verdict(on: reply) }

    private func url(_ call: String) -> String {
        let base = settings.apiURL
        return "\(base.hasSuffix("/") ? String(base.dropLast()) : base)/open-apis/\(call)"
    }
}

/// What the app's robot and the custom robots of groups have in common.
enum FeishuText {
    /// The words with mentions before them, which only a group needs; nobody else is mentioned by what was typed.
    static func mentioning(_ part: OutboundMessage) -> String {
        let words = part.text.replacing("<at", with: "＜at")
        guard part.kind == .group, !part.mentions.isEmpty else { return words }
        var seen: Set<String> = []
        let people = part.mentions.filter { seen.insert($0).inserted && isPlain($0) }
        return people.map { "<at user_id=\"\($0)\"></at> " }.joined() + words
    }

    private static func isPlain(_ id: String) -> Bool {
        id.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2D }
    }

    /// What a code means: both APIs put it under `code`.
    static func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        // The platform answers 400 to some refusals, whose code still says more than the status.
        let answer = try? JSONReader.read(reply.body)
        guard let code = (answer?["code"] ?? answer?["StatusCode"])?.integer else {
            return DeliveryVerdict.byStatus(of: reply) ?? .retry(reason: "unreadable answer")
        }
        let reason = "code \(code)"
        switch code {
        case 0: return .delivered
        // Too often.
        case 11_232, 99_991_400, 230_020: return .wait(seconds: 60, reason: reason)
        // A signature of a moment ago, a token that has just ended, a busy platform.
        case 19_021, 99_991_661...99_991_677, 1_500, 99_991_500...99_991_599: return .retry(reason: reason)
        // A person must mend the robot's settings, or the app's permissions.
        case 19_022, 19_024, 99_991_672, 10_003, 10_014: return .alarm(reason: reason)
        // The request is wrong, or the robot is not in the chat.
        case 9_499, 230_000...232_999: return .giveUp(reason: reason)
        default: return DeliveryVerdict.byStatus(of: reply) ?? .retry(reason: reason)
        }
    }
}
