package import Domain

/// What is wrong with campaigns as the catalog and the directory see them.
package enum CampaignReview {
    /// Notes answers that do not exist, are not for neighbours' ears or out of date, citations that do not hold, and
    /// targets and seasons that nobody knows.
    package static func run(
        _ campaigns: [Campaign], _ catalog: Catalog, _ directory: Directory, on day: CivilDate, into log: FindingLog
    ) {
        for campaign in campaigns {
            if let season = campaign.season, !directory.seasons.contains(where: { $0.name == season }) {
                log.error(campaign.location, "\(campaign.id) 的 season \(season) 不在日历里", rule: "unknown-season")
            }
            if campaign.days == nil, directory.standards.pushDays.isEmpty {
                log.error(campaign.location, "\(campaign.id) 没有写 days，标准里也没有 push-days", rule: "campaign-when")
            }
            for target in campaign.targets { review(target, directory, log) }
            for item in campaign.items { review(item, catalog, on: day, log) }
            for cite in campaign.cites {
                if let objection = catalog.laws.objection(to: cite.value, on: day) {
                    log.error(cite.location, objection.message, rule: objection.rule)
                }
            }
        }
    }

    private static func review(_ target: Located<Campaign.Target>, _ directory: Directory, _ log: FindingLog) {
        switch target.value {
        case .villages: break
        case .township(let id) where directory.townships[id] == nil:
            log.error(target.location, "乡镇 \(id) 不存在", rule: "unknown-township")
        case .village(let id) where directory.villages[id] == nil:
            log.error(target.location, "村 \(id) 不存在", rule: "unknown-village")
        case .circle(let id) where !directory.circles.contains { $0.id == id }:
            log.error(
                target.location, "对象 \(id) 不存在；可以写 villages、township/乡镇、village/村，或者 circles 里的编号",
                rule: "unknown-circle")
        default: break
        }
    }

    private static func review(
        _ item: Located<Campaign.Item>, _ catalog: Catalog, on day: CivilDate, _ log: FindingLog
    ) {
        guard case .answer(let id, _) = item.value else { return }
        guard let answer = catalog.answers[id] else {
            return log.error(item.location, "答案 faq/\(id).md 不存在", rule: "answer-missing")
        }
        if answer.sensitivity == .private {
            log.warning(item.location, "\(id) 是涉及隐私的答案，一般不在群里推送", rule: "campaign-private")
        }
        if answer.reviewBy <= day {
            log.warning(item.location, "\(id) 已经过了复核日期 \(answer.reviewBy)，复核前不会推送", rule: "campaign-stale")
        }
    }
}
