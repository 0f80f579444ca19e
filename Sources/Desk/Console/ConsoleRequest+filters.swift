import Content
import Domain

extension ConsoleRequest {
    /// The days from and to which is shown.
    package var days: [ConsoleFilter] {
        [
            ConsoleFilter(key: "from", label: "从", kind: .day, value: "\(query.from)"),
            ConsoleFilter(key: "to", label: "到", kind: .day, value: "\(query.to)"),
        ]
    }

    /// Townships and villages to choose, only those that the viewer may see.
    package var places: [ConsoleFilter] {
        let seen = Set(villages.map(\.township))
        let townships = directory.townships.values.filter { seen.contains($0.id) }.sorted { $0.id < $1.id }
        let township = query["township"]
        var names = villages.filter { township == nil || $0.township == township }.map { ($0.id.text, $0.name) }
        if viewer.scope == .district { names.append((Self.none, "未登记的群")) }
        return [
            choice("township", "乡镇", townships.map { ($0.id, $0.name) }), choice("village", "村（社区）", names),
        ]
    }

    /// One of a list, or all.
    package func choice(_ key: String, _ label: String, _ values: [(value: String, name: String)]) -> ConsoleFilter {
        ConsoleFilter(
            key: key, label: label,
            kind: .choice(
                [ConsoleFilter.Choice(value: "", name: "全部")]
                    + values.map { ConsoleFilter.Choice(value: $0.value, name: $0.name) }), value: query[key] ?? "")
    }

    /// Filters that came by a link: they are shown, and stay until they are taken off.
    package func kept(_ keys: String...) -> [ConsoleFilter] {
        keys.compactMap { key in
            guard let value = query[key] else { return nil }
            return choice(key, Self.labels[key] ?? key, [(value, meaning(of: value, as: key))])
        }
    }

    private static let labels = [
        "topic": "主题", "weekday": "星期", "hour": "几点", "person": "谁在办", "digest": "知识库版本", "responded": "首次响应",
        "from": "从", "to": "到",
    ]

    private func meaning(of value: String, as key: String) -> String {
        switch key {
        case "topic": name(value == Self.none ? nil : TopicID(value))
        case "person": name(value == Self.none ? nil : PersonID(value))
        case "weekday": Int(value).flatMap { WeekChart.days.indices.contains($0) ? WeekChart.days[$0] : nil } ?? value
        case "hour": "\(value)点"
        case "responded": "已经有人响应"
        default: value
        }
    }

    /// The rows of a list that was made as a whole, as `window` says.
    package func shown<Element>(_ all: [Element], limit: Int = 50) -> [Element] {
        Array(all.dropFirst(query.offset).prefix(limit))
    }

    /// Which rows of a list these are.
    package func window(_ total: Int, limit: Int = 50) -> ConsoleTable.Window {
        ConsoleTable.Window(total: total, offset: query.offset, limit: limit)
    }
}
