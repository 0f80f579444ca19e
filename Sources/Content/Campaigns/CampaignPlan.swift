package import Domain

/// One text that is due on one day.
package struct PlannedPush: Sendable, Hashable {
    /// The campaign.
    package var campaign: Campaign
    /// The day.
    package var day: CivilDate
    /// The text.
    package var item: Campaign.Item
}

/// Which campaign speaks on which day.
package struct CampaignPlan: Sendable {
    private let campaigns: [Campaign]
    private let directory: Directory

    /// Takes the campaigns and the directory, which knows the seasons and the usual days.
    package init(_ campaigns: [Campaign], _ directory: Directory) {
        self.campaigns = campaigns
        self.directory = directory
    }

    /// What is due in a month, by day; on one day seasonal campaigns come first.
    package func pushes(in month: CivilMonth) -> [PlannedPush] {
        (month.firstDay.daysSince1970..<month.endDay.daysSince1970).flatMap { pushes(on: CivilDate(daysSince1970: $0)) }
    }

    /// What is due on a day; seasonal campaigns come first.
    package func pushes(on day: CivilDate) -> [PlannedPush] {
        let due = campaigns.filter { speaks($0, on: day) && !$0.items.isEmpty }
        return (due.filter { $0.season != nil } + due.filter { $0.season == nil }).map { campaign in
            PlannedPush(campaign: campaign, day: day, item: campaign.items[turn(of: campaign, on: day)].value)
        }
    }

    private func speaks(_ campaign: Campaign, on day: CivilDate) -> Bool {
        let (_, month, number) = day.parts
        guard (campaign.days ?? directory.standards.pushDays).contains(number) else { return false }
        guard let season = campaign.season else { return campaign.months.contains(month) }
        return directory.seasons.contains { $0.name == season && $0.contains(day) }
    }

    /// Which of its texts it is the turn of: it speaks its texts one after the other, beginning anew each year or season.
    private func turn(of campaign: Campaign, on day: CivilDate) -> Int {
        var count = 0
        var before = CivilDate(daysSince1970: day.daysSince1970 - 1)
        while isSameRun(campaign, before, day) {
            if speaks(campaign, on: before) { count += 1 }
            before = CivilDate(daysSince1970: before.daysSince1970 - 1)
        }
        return count % campaign.items.count
    }

    private func isSameRun(_ campaign: Campaign, _ before: CivilDate, _ day: CivilDate) -> Bool {
        guard let season = campaign.season else { return before.parts.year == day.parts.year }
        return day.daysSince1970 - before.daysSince1970 < 366
            && directory.seasons.contains { $0.name == season && $0.contains(before) }
    }
}
