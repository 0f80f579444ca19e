import Domain

/// Reads the rules of early warning: `warnings:` in the directory's files.
struct WarningReader {
    let log: FindingLog

    func read(_ entry: YAMLMap) -> Located<WarningRule>? {
        entry.allow(
            "id", "name", "level", "topics", "villages", "townships", "kinds", "words", "not", "days", "count",
            "askers",
            "growth", "sides", "by")
        guard let id = entry.text("id"), let name = entry.text("name"),
            let level = value("level", in: entry, as: WarningLevel.self)
        else { return nil }
        var rule = WarningRule(id: id, name: name, level: level)
        rule.topics = entry.texts("topics").map(\.value)
        rule.kinds = Set(
            entry.texts("kinds").compactMap { kind in
                let known = WarningRule.Kind(rawValue: kind.value)
                if known == nil { complain(kind.location, "kinds", kind.value, WarningRule.Kind.allCases) }
                return known
            })
        rule.words = entry.texts("words").map { $0.value.filter { !$0.isWhitespace } }
        rule.not = entry.texts("not").map { $0.value.filter { !$0.isWhitespace } }
        rule.days = number("days", in: entry, 1...90) ?? rule.days
        rule.count = number("count", in: entry, 1...10_000) ?? rule.count
        rule.askers = number("askers", in: entry, 1...10_000) ?? rule.askers
        rule.growth = growth(entry)
        rule.sides = sides(entry)
        rule.isByTopic = entry.optionalText("by").map { $0 == "topic" } ?? false
        if let by = entry.optionalText("by"), by != "topic", by != "village" {
            log.error(entry.location("by"), "by 只能是 topic 或 village，现在是 \(by)", rule: "unknown-value")
        }
        if rule.topics.isEmpty, rule.words.isEmpty, rule.sides.isEmpty, rule.kinds.isEmpty, rule.count < 3 {
            log.warning(
                entry.location, "\(id) 没有写 topics、words、kinds 或 sides，count 又小于 3，随便问一句就会预警", rule: "warning-too-broad")
        }
        return Located(rule, at: entry.location)
    }

    /// The villages of a rule, which all files together know: those it names, and those of the townships it names.
    static func places(_ entry: YAMLMap, in directory: Directory) -> Set<VillageID>? {
        let villages = entry.texts("villages")
        let townships = entry.texts("townships")
        guard !villages.isEmpty || !townships.isEmpty else { return nil }
        var places: Set<VillageID> = []
        for village in villages {
            if directory.villages[VillageID(village.value)] == nil {
                entry.file.log.error(village.location, "村 \(village.value) 不存在", rule: "unknown-village")
            }
            places.insert(VillageID(village.value))
        }
        for township in townships {
            if directory.townships[township.value] == nil {
                entry.file.log.error(township.location, "乡镇 \(township.value) 不存在", rule: "unknown-township")
            }
            places.formUnion(directory.villages.values.filter { $0.township == township.value }.map(\.id))
        }
        return places
    }

    private func growth(_ entry: YAMLMap) -> Double? {
        guard let text = entry.optionalText("growth") else { return nil }
        if let times = Double(text), times > 1, times <= 100 { return times }
        log.error(entry.location("growth"), "growth 是前一段时间的几倍，应当大于 1，例如 2.5，现在是 \(text)", rule: "yaml-shape")
        return nil
    }

    private func sides(_ entry: YAMLMap) -> [[String]] {
        guard let sides = entry.map("sides") else { return [] }
        sides.allow("one", "other")
        let lists = ["one", "other"].map { sides.texts($0).map { $0.value.filter { !$0.isWhitespace } } }
        if lists.contains(where: \.isEmpty) {
            log.error(entry.location("sides"), "sides 要写两边各会怎么说：one 和 other 都要有", rule: "missing-key")
            return []
        }
        return lists
    }

    private func number(_ key: String, in entry: YAMLMap, _ range: ClosedRange<Int>) -> Int? {
        guard let number = entry.optionalInt(key) else { return nil }
        if range.contains(number) { return number }
        log.error(
            entry.location(key), "\(key) 应当在 \(range.lowerBound) 和 \(range.upperBound) 之间，现在是 \(number)",
            rule: "yaml-shape")
        return nil
    }

    private func value<Value: RawRepresentable<String> & CaseIterable>(
        _ key: String, in entry: YAMLMap, as type: Value.Type
    ) -> Value? {
        guard let text = entry.text(key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        complain(entry.location(key), key, text, Array(type.allCases))
        return nil
    }

    private func complain(_ place: Location, _ key: String, _ text: String, _ known: [some RawRepresentable<String>]) {
        let names = known.map(\.rawValue).joined(separator: "、")
        log.error(place, "\(key) 不认识 \(text)，可用的有：\(names)", rule: "unknown-value")
    }
}
