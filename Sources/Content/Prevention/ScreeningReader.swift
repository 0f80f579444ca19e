import Domain

/// Reads how often disputes are looked for: `screenings:` in the directory's files, by level.
struct ScreeningReader {
    let log: FindingLog

    func read(_ entry: YAMLMap) -> [ScreeningRule] {
        entry.allow("village", "township", "district")
        return ScreeningLevel.allCases.compactMap { level in
            entry.map(level.rawValue).flatMap { read($0, level) }
        }
    }

    private func read(_ entry: YAMLMap, _ level: ScreeningLevel) -> ScreeningRule? {
        entry.allow("every", "remind-days")
        guard let every = entry.text("every") else { return nil }
        guard let cycle = ScreeningCycle(rawValue: every) else {
            let names = ScreeningCycle.allCases.map(\.rawValue).joined(separator: "、")
            log.error(entry.location("every"), "every 不认识 \(every)，可用的有：\(names)", rule: "unknown-value")
            return nil
        }
        var rule = ScreeningRule(level, cycle)
        if let days = entry.optionalInt("remind-days") {
            if (0...6).contains(days) {
                rule.remindDays = days
            } else {
                log.error(
                    entry.location("remind-days"), "remind-days 是到期前几天提醒，应当在 0 和 6 之间，现在是 \(days)", rule: "yaml-shape")
            }
        }
        return rule
    }
}
