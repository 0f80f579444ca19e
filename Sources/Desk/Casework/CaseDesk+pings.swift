import Channels
import Content
import Domain

extension CaseDesk {
    /// The messages of pings: one for each person, with a list when there are several cases; in an emergency one for
    /// each robot, mentioning everyone behind it.
    func drafts(_ pings: [Ping]) -> [OutboxDraft] {
        var drafts: [OutboxDraft] = []
        for group in grouped(pings) {
            guard let contact = contact(of: group[0]) else { continue }
            let text =
                group.count == 1 || Set(group.map(\.file.number)).count == 1
                ? PingText(self).one(group[0], to: group.map(\.person)) : PingText(self).list(group)
            let message = OutboundMessage(
                channel: contact.channel, to: contact.to, kind: contact.kind, text: text,
                mentions: group.compactMap { self.contact(of: $0)?.mention }.reduce(into: []) { mentions, mention in
                    if !mentions.contains(mention) { mentions.append(mention) }
                })
            let parts = senders[contact.channel]?.parts(of: message) ?? [message]
            for (index, part) in parts.enumerated() {
                let links = group.map {
                    OutboxDraft.Ping(
                        caseNumber: $0.file.number, person: $0.person.id, reason: $0.reason, way: $0.way)
                }
                drafts.append(OutboxDraft(part, for: .ping, pings: index == 0 ? links : []))
            }
        }
        return drafts
    }

    /// The way on which a ping goes; nil when the person has no more.
    func contact(of ping: Ping) -> Person.Contact? {
        ping.person.contacts.indices.contains(ping.way) ? ping.person.contacts[ping.way] : nil
    }

    private struct Key: Hashable {
        let person: PersonID?
        let number: Int64?
        let reason: CaseChange.PingReason?
        let address: String
        let way: Int
    }

    private func grouped(_ pings: [Ping]) -> [[Ping]] {
        var order: [Key] = []
        var groups: [Key: [Ping]] = [:]
        for ping in pings {
            guard let contact = contact(of: ping) else { continue }
            let isEmergency = ping.file.urgency == .emergency
            let key = Key(
                person: isEmergency ? nil : ping.person.id, number: isEmergency ? ping.file.number : nil,
                reason: isEmergency ? ping.reason : nil, address: "\(contact.channel)/\(contact.to)", way: ping.way)
            if groups[key] == nil { order.append(key) }
            let isKnown = groups[key]?.contains { $0.file.number == ping.file.number && $0.person.id == ping.person.id }
            if isKnown != true { groups[key, default: []].append(ping) }
        }
        return order.compactMap { groups[$0] }
    }
}
