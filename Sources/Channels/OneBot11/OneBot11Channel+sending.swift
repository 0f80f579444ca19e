package import Domain
import Sealing

extension OneBot11Channel: ChannelSender {
    /// A call of the gateway's API, as the OneBot 11 standard’s page “HTTP” has it.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let base = settings.apiURL else { throw .cannotPush }
        guard Identity.isValid(part.to) else { throw .unknownDestination }
        try requireFit(part)
        let quote = part.inReplyTo.map { [MessageSegment.reply($0.text)] } ?? []
        let segments = quote + Self.segments(part.text, mentions: part.mentions, kind: part.kind)
        let target = Self.target(part.to)
        let message: JSONValue = .array(segments.map(\.json))
        let action: String
        let body: JSONValue
        switch part.kind {
        case .group:
            action = "send_group_msg"
            body = ["group_id": target, "message": message, "auto_escape": false]
        case .private:
            action = "send_private_msg"
            body = ["user_id": target, "message": message, "auto_escape": false]
        }
        let token = settings.accessToken.map { [HTTPCall.Header("Authorization", "Bearer \($0.text)")] } ?? []
        return .json("\(base.hasSuffix("/") ? String(base.dropLast()) : base)/\(action)", body, headers: token)
    }

    /// The `message_id` of the answer's data.
    package func receipt(in reply: HTTPReply) -> MessageID? {
        guard let id = (try? JSONReader.read(reply.body))?["data"]?["message_id"] else { return nil }
        return (id.string ?? id.integer.map { "\($0)" }).map { MessageID($0) }
    }

    /// What the API answered: both the status and the return code must be good.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        if let verdict = DeliveryVerdict.byStatus(of: reply) { return verdict }
        guard let answer = try? JSONReader.read(reply.body), let code = answer["retcode"]?.integer else {
            return .retry(reason: "unreadable answer")
        }
        let isTaken = answer["status"]?.string != "failed" && (code == 0 || code == 1)
        if isTaken { return .delivered }
        // 100–199 and 1400–1499: the request itself is wrong or forbidden, and stays so.
        let isFinal = (100...199).contains(code) || (1_400...1_499).contains(code)
        return isFinal ? .giveUp(reason: "retcode \(code)") : .retry(reason: "retcode \(code)")
    }

    /// An id as the number that the protocol wants, or as the text that some gateways use.
    private static func target(_ id: String) -> JSONValue {
        Int64(id).map(String.init) == id ? .number(id) : .string(id)
    }
}
