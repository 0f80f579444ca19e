package import Domain
import Sealing

extension MappedChannel: ChannelSender {
    /// The push template filled, to the gateway's address.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let push = settings.push else { throw .cannotPush }
        guard Identity.isValid(part.to) else { throw .unknownDestination }
        try requireFit(part)
        let filling = JSONTemplate.Filling(
            text: part.text, to: part.to, replyTo: part.inReplyTo?.text ?? "", isGroup: part.kind == .group,
            mentions: part.mentions)
        let headers = push.headers.sorted { $0.key < $1.key }.map { HTTPCall.Header($0.key, $0.value.text) }
        return .json(push.url.text, push.body.filled(filling), headers: headers)
    }

    /// A 2xx whose JSON passes the test, where there is one; anything else may pass later.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict {
        if let verdict = DeliveryVerdict.byStatus(of: reply) { return verdict }
        guard let success = settings.push?.success else { return .delivered }
        guard let answer = try? JSONReader.read(reply.body) else { return .retry(reason: "unreadable answer") }
        return success.holds(for: answer) ? .delivered : .retry(reason: "the gateway did not take it")
    }
}
