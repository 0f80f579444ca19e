import Channels
import Content
import Domain

/// Messages to people of the directory outside the casework.
struct PersonMail: Sendable {
    let senders: [ChannelID: any ChannelSender]

    /// The words on the first of the person's ways, from that one on, whose channel can carry them; nil without any.
    func parts(_ words: String, to person: Person, from way: Int = 0) -> (way: Int, parts: [OutboundMessage])? {
        for (index, contact) in person.contacts.enumerated().dropFirst(way) {
            guard let sender = senders[contact.channel] else { continue }
            let message = OutboundMessage(
                channel: contact.channel, to: contact.to, kind: contact.kind, text: words,
                mentions: contact.mention.map { [$0] } ?? [])
            return (index, sender.parts(of: message))
        }
        return nil
    }
}
