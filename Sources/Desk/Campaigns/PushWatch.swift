import Channels
import Content
import Domain
import Store

/// Puts approved pushes into the outbox on their day, in the daytime and a few seconds apart.
package struct PushWatch: Sendable {
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let channels: ChannelRegistry

    /// Minutes since midnight in China from which a day's pushes leave.
    static let minuteOfDay = 600
    /// Days after which what could not leave on its day is given up.
    static let lateDays = 2
    /// Seconds between two groups of the same channel: many accounts are blocked for writing to all at once.
    static let gapSeconds = 3

    init(knowledge: KnowledgeHolder, database: CounselDatabase, channels: ChannelRegistry) {
        self.knowledge = knowledge
        self.database = database
        self.channels = channels
    }

    /// One look; returns how many pushes were put on their way.
    func look(at now: Timestamp) async throws -> Int {
        guard Daytime.contains(now) else { return 0 }
        let today = now.chinaDate
        let desk = CampaignDesk(knowledge: knowledge.current, channels: channels, database: database)
        var ahead: [ChannelID: Int] = [:]
        var queued = 0
        for push in try await database.waitingPushes(by: today) {
            guard let id = push.id else { continue }
            if push.dueOn == today, now.chinaMinuteOfDay < Self.minuteOfDay { continue }
            if today.daysSince1970 - push.dueOn.daysSince1970 > Self.lateDays {
                try await database.fail(id, because: "过了日子没有发")
            } else if desk.isStale(push, on: today) {
                try await database.fail(id, because: "答案过了复核日期，没有发")
            } else if let message = OutboundMessage(to: push.target, text: push.text, through: channels),
                let sender = channels.senders[message.channel]
            {
                let place = ahead[message.channel, default: 0]
                ahead[message.channel] = place + 1
                try await database.queue(
                    id, parts: sender.parts(of: message), delaySeconds: place * Self.gapSeconds, at: now)
                queued += 1
            } else {
                try await database.fail(id, because: CampaignDesk.noWay)
            }
        }
        return queued
    }
}
