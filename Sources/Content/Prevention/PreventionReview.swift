import Domain

/// Whether rules of early warning speak of topics that exist, which only catalog and directory together can tell.
package enum PreventionReview {
    /// Notes rules with the same id and topics that nobody knows.
    package static func run(_ directory: Directory, _ catalog: Catalog, into log: FindingLog) {
        let groups = Set(catalog.topics.keys.compactMap { $0.text.split(separator: ".").first.map(String.init) })
        var seen: Set<String> = []
        for rule in directory.warnings {
            if !seen.insert(rule.value.id).inserted {
                log.error(rule.location, "预警规则 \(rule.value.id) 写了两次", rule: "duplicate-id")
            }
            for topic in rule.value.topics where catalog.topics[TopicID(topic)] == nil && !groups.contains(topic) {
                log.error(rule.location, "预警规则 \(rule.value.id) 里的 \(topic) 不是主题，也不是一类主题", rule: "unknown-topic")
            }
        }
    }
}
