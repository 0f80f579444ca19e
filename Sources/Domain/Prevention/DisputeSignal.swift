/// One question as rules of early warning see it.
package struct DisputeSignal: Sendable, Hashable {
    /// Its row in the log.
    package var interaction: Int64
    /// When it was asked.
    package var at: Timestamp
    /// What it was about.
    package var topic: TopicID?
    /// The keyed hash of who asked; nil when that is not known any more.
    package var asker: String?
    /// What became of it.
    package var kind: WarningRule.Kind
    /// The masked words, without blanks.
    package var words: String

    /// Takes the parts; blanks are taken out of the words.
    package init(
        interaction: Int64, at: Timestamp, topic: TopicID?, asker: String?, kind: WarningRule.Kind, words: String
    ) {
        self.interaction = interaction
        self.at = at
        self.topic = topic
        self.asker = asker
        self.kind = kind
        self.words = words.filter { !$0.isWhitespace }
    }
}

/// A dispute that a rule sees coming in a village.
package struct DisputeWarning: Sendable, Equatable {
    /// The rule that fired.
    package var rule: WarningRule
    /// Where.
    package var village: VillageID
    /// About what, where the rule counts each topic by itself.
    package var topic: TopicID?
    /// The questions that count, oldest first.
    package var signals: [DisputeSignal]
    /// How many people asked them.
    package var askers: Int
    /// How many such questions there were in as many days before.
    package var before: Int
}

extension WarningRule {
    /// What the rule sees in a village's questions of the last twice `days`, oldest first; whether it has said so of
    /// late is for the store to know.
    package func warnings(
        in village: VillageID, _ signals: [DisputeSignal], at now: Timestamp
    ) -> [DisputeWarning] {
        guard villages?.contains(village) ?? true else { return [] }
        let counted = signals.filter { $0.at <= now && counts($0) }
        var order: [TopicID?] = []
        var groups: [TopicID?: [DisputeSignal]] = [:]
        for signal in counted {
            let topic = isByTopic ? signal.topic : nil
            if isByTopic && topic == nil { continue }
            if groups[topic] == nil { order.append(topic) }
            groups[topic, default: []].append(signal)
        }
        return order.compactMap { warning(in: village, about: $0, groups[$0] ?? [], at: now) }
    }

    /// Since when a rule that fired then fires no more.
    package func quietSince(_ now: Timestamp) -> Timestamp { now.adding(seconds: -Int64(days) * 86_400) }

    private func warning(
        in village: VillageID, about topic: TopicID?, _ signals: [DisputeSignal], at now: Timestamp
    ) -> DisputeWarning? {
        let start = quietSince(now)
        let earlier = now.adding(seconds: -Int64(days) * 2 * 86_400)
        let recent = signals.filter { $0.at > start }
        let before = signals.count { $0.at <= start && $0.at > earlier }
        let people = Set(recent.compactMap(\.asker)).count
        guard recent.count >= count, people >= askers || askers <= 1 else { return nil }
        if let growth, Double(recent.count) < growth * Double(max(1, before)) { return nil }
        guard sides.count < 2 || hasTwoSides(recent) else { return nil }
        return DisputeWarning(
            rule: self, village: village, topic: topic, signals: recent, askers: people, before: before)
    }

    /// Whether one asker speaks as one side of a matter and another as the other.
    private func hasTwoSides(_ signals: [DisputeSignal]) -> Bool {
        let askers = sides.map { words in
            Set(signals.filter { signal in words.contains(where: signal.words.contains) }.compactMap(\.asker))
        }
        return askers[0].contains { one in askers[1].contains { $0 != one } }
    }
}
