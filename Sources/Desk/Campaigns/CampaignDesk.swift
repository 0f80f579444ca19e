package import Channels
package import Content
package import Domain
package import Store
import Understanding

/// Plans, previews and approves what is published.
package struct CampaignDesk: Sendable {
    /// Why something cannot be approved.
    package enum Refusal: Error, Equatable, CustomStringConvertible {
        case unknown(campaign: String, day: CivilDate)
        case stale(AnswerID)
        case past(CivilDate)
        case stranger(String)

        /// What is wrong, for whoever asked.
        package var description: String {
            switch self {
            case .unknown(let campaign, let day): "普法计划 \(campaign) 在 \(day) 没有要推的内容"
            case .stale(let answer): "答案 \(answer) 不存在，或者已经过了复核日期，复核以后才能推"
            case .past(let day): "\(day) 已经过了"
            case .stranger(let name): "名册里没有 \(name)，批准人要写名册里的编号"
            }
        }
    }

    /// Where a push goes.
    package struct Address: Sendable, Hashable {
        /// `channel/conversation`; the id of the village or circle where no way leads there.
        package var target: String
        /// The village; nil for circles.
        package var village: VillageID?
        /// The name people read.
        package var name: String
        /// Why nothing can be sent there; nil where it can.
        package var failure: String?
    }

    /// A text as it will be read, and where.
    package struct Preview: Sendable {
        /// What is due.
        package var push: PlannedPush
        /// The title.
        package var title: String
        /// The words as the first place reads them.
        package var text: String
        /// Where it goes.
        package var addresses: [Address]
    }

    static let noWay = "群所在的通道不能主动发消息"

    let knowledge: Knowledge
    let channels: ChannelRegistry
    let database: CounselDatabase

    /// Takes the files, the ways out and the log.
    package init(knowledge: Knowledge, channels: ChannelRegistry, database: CounselDatabase) {
        self.knowledge = knowledge
        self.channels = channels
        self.database = database
    }

    /// What is due in a month.
    package func plan(_ month: CivilMonth) -> [PlannedPush] {
        CampaignPlan(knowledge.campaigns, knowledge.directory).pushes(in: month)
    }

    /// What is due from a day to another.
    package func plan(from first: CivilDate, to last: CivilDate) -> [PlannedPush] {
        let plan = CampaignPlan(knowledge.campaigns, knowledge.directory)
        return (first.daysSince1970...max(first, last).daysSince1970).flatMap {
            plan.pushes(on: CivilDate(daysSince1970: $0))
        }
    }

    /// The title of what is due.
    package func title(of push: PlannedPush) -> String { PushText(knowledge).title(of: push) }

    /// The text of a campaign on a day, and where it goes within a scope; throws `Refusal`.
    package func preview(
        _ campaign: String, on day: CivilDate, in scope: ServiceScope = .district
    ) throws -> Preview {
        let plan = CampaignPlan(knowledge.campaigns, knowledge.directory)
        guard let push = plan.pushes(on: day).first(where: { $0.campaign.id == campaign }) else {
            throw Refusal.unknown(campaign: campaign, day: day)
        }
        let addresses = addresses(of: push.campaign).filter { scope.contains($0.village) }
        let words = PushText(knowledge)
        let village = addresses.first?.village.flatMap { knowledge.directory.villages[$0] }
        guard let text = words.text(of: push, for: village) else { throw Refusal.stale(Self.answer(of: push)) }
        return Preview(push: push, title: words.title(of: push), text: text, addresses: addresses)
    }

    /// Approves the text for every place it goes to; returns the pushes, those without a way among them.
    package func approve(
        _ campaign: String, on day: CivilDate, by person: String, at now: Timestamp
    ) async throws -> [Push] {
        guard day >= now.chinaDate else { throw Refusal.past(day) }
        let preview = try preview(campaign, on: day)
        if case .answer(let id, _) = preview.push.item, !isFresh(id, on: day) { throw Refusal.stale(id) }
        let words = PushText(knowledge)
        let pushes = preview.addresses.map { address in
            Push(
                campaign: campaign, target: address.target, village: address.village, dueOn: day, title: preview.title,
                text: words.text(of: preview.push, for: address.village.flatMap { knowledge.directory.villages[$0] })
                    ?? preview.text, approvedBy: person, approvedAt: now, failure: address.failure)
        }
        _ = try await database.approve(pushes)
        return pushes
    }

    /// Where a campaign goes: each place once, in the order of the targets.
    package func addresses(of campaign: Campaign) -> [Address] {
        var seen: Set<String> = []
        return campaign.targets.flatMap { addresses(of: $0.value) }.filter { seen.insert($0.target).inserted }
    }

    /// Whether what was approved may no longer be said on that day.
    func isStale(_ push: Push, on day: CivilDate) -> Bool {
        let plan = CampaignPlan(knowledge.campaigns, knowledge.directory)
        guard let planned = plan.pushes(on: push.dueOn).first(where: { $0.campaign.id == push.campaign }),
            case .answer(let id, _) = planned.item
        else { return false }
        return !isFresh(id, on: day)
    }

    private func isFresh(_ id: AnswerID, on day: CivilDate) -> Bool {
        knowledge.compiled.catalog.answers[id].map { $0.reviewBy > day } ?? false
    }

    private static func answer(of push: PlannedPush) -> AnswerID {
        if case .answer(let id, _) = push.item { id } else { "" }
    }

    private func addresses(of target: Campaign.Target) -> [Address] {
        let villages = knowledge.directory.villages.values.sorted { $0.id < $1.id }
        switch target {
        case .villages: return villages.flatMap(addresses(of:))
        case .township(let id): return villages.filter { $0.township == id }.flatMap(addresses(of:))
        case .village(let id): return knowledge.directory.villages[id].map(addresses(of:)) ?? []
        case .circle(let id):
            guard let circle = knowledge.directory.circles.first(where: { $0.id == id }) else { return [] }
            let reached = circle.groups.filter { reaches($0.value) }
            if reached.isEmpty { return [Address(target: id, village: nil, name: circle.name, failure: Self.noWay)] }
            return reached.map { Address(target: $0.value, village: nil, name: circle.name, failure: nil) }
        }
    }

    /// The village's groups that can be written to unasked; else the robot of its group; else no way.
    private func addresses(of village: Village) -> [Address] {
        var reached = village.groups.map(\.value).filter { reaches($0) }
        if reached.isEmpty, let robot = village.robot?.value, reaches(robot) { reached = [robot] }
        guard reached.isEmpty else {
            return reached.map { Address(target: $0, village: village.id, name: village.name, failure: nil) }
        }
        let failure = village.groups.isEmpty && village.robot == nil ? "没有登记群" : Self.noWay
        return [Address(target: village.id.text, village: village.id, name: village.name, failure: failure)]
    }

    /// Whether something can be said there unasked.
    private func reaches(_ address: String) -> Bool {
        guard let message = OutboundMessage(to: address, text: "·", through: channels) else { return false }
        return channels.senders[message.channel]?.capabilities.pushes ?? false
    }
}
