import Domain
import Testing

struct WarningRuleTests {
    private let now = Timestamp(china: CivilDate(daysSince1970: 20_780), hour: 10)

    /// A question so many days ago.
    private func asked(
        _ id: Int64, daysAgo: Int = 0, by asker: String? = "a", topic: TopicID? = "land.boundary",
        kind: WarningRule.Kind = .answered, _ words: String = "他占了我的地"
    ) -> DisputeSignal {
        DisputeSignal(
            interaction: id, at: now.adding(minutes: -daysAgo * 1_440 - 60), topic: topic, asker: asker, kind: kind,
            words: words)
    }

    private func rule(_ change: (inout WarningRule) -> Void) -> WarningRule {
        var rule = WarningRule(id: "r", name: "争地界", level: .yellow)
        change(&rule)
        return rule
    }

    private func numbers(_ rule: WarningRule, _ signals: [DisputeSignal]) -> [[Int64]] {
        rule.warnings(in: "v-1", signals, at: now).map { $0.signals.map(\.interaction) }
    }

    @Test func `it takes as many questions within the days as the rule says`() {
        let rule = rule { ($0.count, $0.days) = (2, 7) }
        #expect(numbers(rule, [asked(1, daysAgo: 8), asked(2)]).isEmpty)
        #expect(numbers(rule, [asked(1, daysAgo: 6), asked(2)]) == [[1, 2]])
    }

    @Test func `one who asks three times is one asker, and who was forgotten is none`() {
        let rule = rule { ($0.count, $0.askers) = (3, 2) }
        #expect(numbers(rule, [asked(1), asked(2), asked(3)]).isEmpty)
        #expect(numbers(rule, [asked(1), asked(2), asked(3, by: nil)]).isEmpty)
        #expect(numbers(rule, [asked(1), asked(2), asked(3, by: "b")]) == [[1, 2, 3]])
    }

    @Test func `growth is measured against as many days before`() throws {
        let rule = rule { ($0.count, $0.days, $0.growth) = (3, 7, 2) }
        let new = [asked(4), asked(5), asked(6)]
        #expect(numbers(rule, [asked(1, daysAgo: 9), asked(2, daysAgo: 10)] + new).isEmpty)
        let warning = try #require(rule.warnings(in: "v-1", [asked(1, daysAgo: 9)] + new, at: now).first)
        #expect(warning.before == 1)
        #expect(numbers(rule, new) == [[4, 5, 6]])
    }

    @Test func `a group of topics covers its topics, and no other whose name begins alike`() {
        let rule = rule { $0.topics = ["land"] }
        #expect(numbers(rule, [asked(1)]) == [[1]])
        #expect(numbers(rule, [asked(1, topic: "landlord.rent")]).isEmpty)
        #expect(numbers(rule, [asked(1, topic: nil)]).isEmpty)
    }

    @Test func `each topic by itself when the rule says so`() {
        let rule = rule { ($0.count, $0.isByTopic) = (2, true) }
        let signals = [asked(1), asked(2, topic: "debt.loan"), asked(3), asked(4, topic: "debt.loan")]
        #expect(numbers(rule, signals) == [[1, 3], [2, 4]])
        #expect(rule.warnings(in: "v-1", signals, at: now).map(\.topic) == ["land.boundary", "debt.loan"])
    }

    @Test func `words of escalation are heard through blanks, and taken out by what makes them harmless`() {
        let rule = rule { ($0.words, $0.not) = (["堵路", "拼命"], ["电视"]) }
        #expect(numbers(rule, [asked(1, "再不解决我就去 堵 路")]) == [[1]])
        #expect(numbers(rule, [asked(1, "电视里有人堵路")]).isEmpty)
        #expect(numbers(rule, [asked(1, "路不好走")]).isEmpty)
    }

    @Test func `two sides are two people, one on each`() {
        let rule = rule { ($0.sides, $0.days) = ([["占了我"], ["说我占"]], 14) }
        let one = asked(1, by: "a", "他占了我的地")
        #expect(numbers(rule, [one, asked(2, by: "a", "他说我占他的地")]).isEmpty)
        #expect(numbers(rule, [one, asked(2, by: "b", "他也占了我的地")]).isEmpty)
        #expect(numbers(rule, [one, asked(2, by: "b", "他说我占他的地")]) == [[1, 2]])
    }

    @Test func `only its villages and kinds count`() {
        let rule = rule { ($0.villages, $0.kinds) = (["v-2"], [.unsolved]) }
        #expect(rule.warnings(in: "v-1", [asked(1, kind: .unsolved)], at: now).isEmpty)
        #expect(rule.warnings(in: "v-2", [asked(1)], at: now).isEmpty)
        #expect(rule.warnings(in: "v-2", [asked(1, kind: .unsolved)], at: now).count == 1)
    }

    @Test func `levels are ordered from blue to red`() {
        #expect(WarningLevel.allCases.sorted(by: >) == [.red, .orange, .yellow, .blue])
    }
}
