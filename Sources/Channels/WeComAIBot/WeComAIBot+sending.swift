package import Domain

extension WeComAIBot: ChannelSender {
    /// There is no way to speak but to the address of a message.
    package var needsReplyAddress: Bool { true }

    /// One call to the address, unencrypted and without a token; WeCom’s developer document 101138.
    package func call(for part: OutboundMessage, at now: Timestamp) throws(ChannelError) -> HTTPCall {
        guard let address = part.address else { throw .cannotPush }
        guard settings.replyOrigins.contains(where: { address.hasPrefix("\($0)/") }) else { throw .unknownDestination }
        try requireFit(part)
        return .json(
            address, ["msgtype": "markdown", "markdown": ["content": .string(Self.markdown(part.text))]])
    }

    /// What the platform answered, by its error number.
    package func verdict(on reply: HTTPReply) -> DeliveryVerdict { PlatformCode.verdict(on: reply, of: .weCom) }

    /// Whether the address is used up: the numbers for that are not documented, so whatever waiting does not heal.
    package func isAddressSpent(_ reply: HTTPReply) -> Bool {
        guard (200...299).contains(reply.status), let code = (try? JSONReader.read(reply.body))?["errcode"]?.integer
        else { return false }
        return ![0, -1, 45_009, 45_033].contains(code)
    }
}
