package import Channels
package import Content
import Domain

/// Whether the directory's addresses lead somewhere: groups and contact ways name channels that are configured.
package enum DirectoryReview {
    /// Notes every address on a channel that does not exist, or that cannot carry what it is meant for.
    package static func run(_ directory: Directory, _ channels: ChannelRegistry, into log: FindingLog) {
        for village in directory.villages.values.sorted(by: { $0.id < $1.id }) {
            for group in village.groups {
                let channel = group.value.split(separator: "/").first.map(String.init) ?? ""
                if channels.receivers[ChannelID(channel)] == nil {
                    log.warning(group.location, "群 \(group.value) 的通道没有配置", rule: "group-channel")
                }
            }
            if let robot = village.robot, OutboundMessage(to: robot.value, text: "·", through: channels) == nil {
                log.warning(robot.location, "\(village.name)的群机器人 \(robot.value) 没有配置", rule: "village-robot")
            }
        }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            for contact in person.contacts {
                guard let sender = channels.senders[contact.channel] else {
                    log.warning(
                        contact.location, "\(person.name)的联系通道 \(contact.channel) 没有配置", rule: "contact-channel")
                    continue
                }
                let probe = OutboundMessage(channel: contact.channel, to: contact.to, text: "·")
                if (try? sender.call(for: probe, at: Timestamp(seconds: 0))) == nil {
                    log.warning(
                        contact.location, "\(person.name)的联系方式 \(contact.channel)/\(contact.to) 不存在",
                        rule: "contact-destination")
                }
            }
        }
    }
}
