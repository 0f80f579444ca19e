import Domain
import Foundation

/// Reads `campaigns/` into values, noting every mistake and stopping at none.
package struct CampaignLoader {
    private let folder: String

    /// Takes the folder.
    package init(folder: String) { self.folder = folder }

    /// Reads everything, in the order of the files; a folder that is not there means that nothing is published.
    package func load(into log: FindingLog) -> [Campaign] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        var campaigns: [Campaign] = []
        for source in SourceFile.walk(folder, suffix: ".yaml", into: log) {
            guard let root = YAMLFile(path: source.path, log: log).root(source.text) else { continue }
            root.allow("campaigns")
            for entry in root.maps("campaigns") {
                guard let campaign = read(entry, log) else { continue }
                if campaigns.contains(where: { $0.id == campaign.id }) {
                    log.error(entry.location("id"), "普法计划 \(campaign.id) 写了两次", rule: "duplicate-id")
                }
                campaigns.append(campaign)
            }
        }
        return campaigns
    }

    private func read(_ entry: YAMLMap, _ log: FindingLog) -> Campaign? {
        entry.allow("id", "theme", "months", "season", "days", "targets", "items")
        guard let id = entry.text("id"), let theme = entry.text("theme") else { return nil }
        var cites: [Located<Citation>] = []
        let items = entry.maps("items").compactMap { item($0, &cites, log) }
        if items.isEmpty { log.error(entry.location, "\(id) 没有内容（items）", rule: "missing-key") }
        let months = numbers("months", in: entry, 1...12, log)
        let season = entry.optionalText("season")
        if months.isEmpty == (season == nil) {
            log.error(entry.location, "\(id) 要写 months 或 season，只写一样", rule: "campaign-when")
        }
        let days = numbers("days", in: entry, 1...31, log)
        let targets = entry.texts("targets")
        return Campaign(
            id: id, theme: theme, months: Set(months), season: season, days: days.isEmpty ? nil : days.sorted(),
            targets: targets.isEmpty
                ? [Located(.villages, at: entry.location)] : targets.map { Located(target($0.value), at: $0.location) },
            items: items, cites: cites, location: entry.location)
    }

    /// `villages`, `township/大滩`, `village/datan-01`, and anything else is a circle of the directory.
    private func target(_ text: String) -> Campaign.Target {
        if text == "villages" { return .villages }
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("township", 2): return .township(parts[1])
        case ("village", 2): return .village(VillageID(parts[1]))
        default: return .circle(text)
        }
    }

    private func item(
        _ entry: YAMLMap, _ cites: inout [Located<Citation>], _ log: FindingLog
    ) -> Located<Campaign.Item>? {
        entry.allow("answer", "lead", "title", "text", "cites")
        if let answer = entry.optionalText("answer") {
            return Located(.answer(AnswerID(answer), lead: entry.optionalText("lead")), at: entry.location)
        }
        guard entry.node("text") != nil else {
            log.error(entry.location, "每一条要写 answer（答案编号），或者 title 和 text（以案说法）", rule: "missing-key")
            return nil
        }
        guard let title = entry.text("title"), let text = entry.text("text") else { return nil }
        for cite in entry.texts("cites") {
            if let citation = Citation(cite.value) {
                cites.append(Located(citation, at: cite.location))
            } else {
                log.error(cite.location, "引用应当写成“民法典 1077”，现在是 \(cite.value)", rule: "citation-shape")
            }
        }
        return Located(.story(title: title, text: text.trimmed), at: entry.location)
    }

    private func numbers(_ key: String, in entry: YAMLMap, _ range: ClosedRange<Int>, _ log: FindingLog) -> [Int] {
        entry.texts(key).compactMap { text in
            if let number = Int(text.value), range.contains(number) { return number }
            log.error(
                text.location, "\(key) 应当在 \(range.lowerBound) 和 \(range.upperBound) 之间，现在是 \(text.value)",
                rule: "bad-date")
            return nil
        }
    }
}
