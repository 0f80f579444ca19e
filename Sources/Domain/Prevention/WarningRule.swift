/// How serious a dispute that may be coming looks, as the colours of early warnings in China.
package enum WarningLevel: String, Sendable, Codable, CaseIterable, Comparable {
    case blue, yellow, orange, red

    /// `蓝色` … `红色`.
    package var name: String {
        switch self {
        case .blue: "蓝色"
        case .yellow: "黄色"
        case .orange: "橙色"
        case .red: "红色"
        }
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Orders by seriousness.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// What makes the office look at a village before a dispute breaks out; all conditions of a rule must hold together.
package struct WarningRule: Sendable, Hashable {
    /// What became of a question that counts.
    package enum Kind: String, Sendable, CaseIterable {
        /// The bot answered.
        case answered
        /// The bot asked back.
        case clarified
        /// A human was asked, or speaks with the asker already.
        case escalated
        /// Somebody is in danger.
        case emergency
        /// The asker said 没解决.
        case unsolved
    }

    /// The unique name, which is logged and stays.
    package var id: String
    /// The name people read.
    package var name: String
    /// How serious it is.
    package var level: WarningLevel
    /// Topics (`land.boundary`) or groups of topics (`land`) that count; empty for all.
    package var topics: [String] = []
    /// The villages it watches; nil for all.
    package var villages: Set<VillageID>?
    /// The outcomes that count; empty for all.
    package var kinds: Set<Kind> = []
    /// Words of which a question must hold one; empty for any question.
    package var words: [String] = []
    /// Words that take a question out.
    package var not: [String] = []
    /// Over how many days back it counts, 1…90; after a warning it is quiet for as long.
    package var days = 7
    /// The fewest questions.
    package var count = 1
    /// The fewest different askers.
    package var askers = 1
    /// How many times as many questions as in the days before; nil when growth does not matter.
    package var growth: Double?
    /// Two lists of words: one asker speaks as the one side and another as the other; empty when it does not matter.
    package var sides: [[String]] = []
    /// Whether each topic is counted by itself.
    package var isByTopic = false

    /// Takes the names and the level; the rest is what every question fulfils.
    package init(id: String, name: String, level: WarningLevel) {
        self.id = id
        self.name = name
        self.level = level
    }

    /// Whether a question counts.
    package func counts(_ signal: DisputeSignal) -> Bool {
        guard kinds.isEmpty || kinds.contains(signal.kind), covers(signal.topic) else { return false }
        guard words.isEmpty || words.contains(where: signal.words.contains) else { return false }
        return !not.contains(where: signal.words.contains)
    }

    private func covers(_ topic: TopicID?) -> Bool {
        guard !topics.isEmpty else { return true }
        guard let topic else { return false }
        return topics.contains { topic.text == $0 || topic.text.hasPrefix($0 + ".") }
    }
}
