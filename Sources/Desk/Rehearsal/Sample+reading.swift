package import Channels
package import Domain

extension Sample.Step {
    /// What was read otherwise than the sample says, in English, one line each.
    package func complaints(aboutReading envelope: WebhookEnvelope, by receiver: any ChannelReceiver) -> [String] {
        guard !expectation.reads.isEmpty else { return [] }
        guard let opened = try? receiver.open(envelope, at: at) else { return ["it is refused"] }
        let reading = opened.reading
        return expectation.reads.sorted { $0.key < $1.key }.compactMap { name, expected in
            let read = reading[name]
            return read == expected ? nil : "reads \(name) “\(read ?? "")” instead of “\(expected)”"
        }
    }
}

extension Opened {
    /// What was in a webhook, by the names that samples use.
    fileprivate var reading: [String: String] {
        switch self {
        case .message(let message): message.reading
        case .entered(let message): message.reading.merging(["entered": "true"]) { $1 }
        case .awaited(let message): message.reading.merging(["awaited": "true"]) { $1 }
        case .ignored(let kind, _): ["ignored": kind]
        case .joined(let conversation, _): ["joined": conversation.address]
        case .handshake: ["handshake": "true"]
        case .noticed: ["noticed": "true"]
        case .feedback(let feedback, _): ["feedback": feedback.verdict.rawValue, "sender": feedback.sender.text]
        }
    }
}

extension InboundMessage {
    fileprivate var reading: [String: String] {
        var reading = [
            "sender": sender.text, "conversation": conversation.id.text, "kind": conversation.kind.rawValue,
            "id": id.text, "mentioned": isAddressed ? "true" : "false",
        ]
        switch content {
        case .text(let words): reading["text"] = words
        case .unsupported(let kind): reading["unsupported"] = kind
        }
        reading["quote"] = quote?.text
        return reading
    }
}
