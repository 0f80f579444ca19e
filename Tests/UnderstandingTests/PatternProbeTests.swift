import Content
import Domain
import Testing

@testable import Understanding

struct PatternProbeTests {
    private func findings(_ rules: Rule..., concepts: [String: [String]] = [:]) -> [Finding] {
        let log = FindingLog()
        let catalog = CatalogFixture.catalog(rules, concepts: concepts)
        PatternProbe(CatalogFixture.compile(catalog), into: log).run()
        return log.findings
    }

    @Test(arguments: [
        ("(工+)+钱$", "pattern-nested"), ("(工+)+$", "pattern-nested"), ("({owe}+)+钱$", "pattern-nested"),
        ("欠(工+)+钱$", "pattern-nested"), ("(?:工*)*工钱$", "pattern-nested"), ("(工|工工)+钱$", "pattern-overrun"),
        ("工.*工.*工.*钱$", "pattern-overrun"), ("(工|工工|工工工){0,40}钱$", "pattern-overrun"),
    ])
    func `a catastrophic pattern is found`(_ pattern: String, _ rule: String) {
        let found = findings(
            CatalogFixture.intent("bad", patterns: [pattern]), CatalogFixture.intent("good", patterns: ["工.{0,4}钱"]),
            concepts: ["owe": ["欠", "拖"]])

        #expect(found.map(\.rule) == [rule])
        #expect(found.first?.message.contains("bad") == true)
        #expect(found.first?.location == CatalogFixture.place)
    }

    @Test(arguments: ["工钱", "欠.{0,8}(工资|工钱)", "{owe}.*工钱$", "^(?:工|钱)+$", "工+钱+$", "(欠|拖).{0,6}(工|钱).{0,6}怎么办"])
    func `an honest pattern is not`(_ pattern: String) {
        let found = findings(CatalogFixture.intent("good", patterns: [pattern]), concepts: ["owe": ["欠", "拖"]])

        #expect(found.map(\.line) == [])
    }

    @Test func `probes repeat the words that the pattern looks for`() {
        let probes = PatternProbe.probes(for: "离婚.{0,4}财产")

        #expect(!probes.isEmpty)
        #expect(probes.allSatisfy { $0.contains("离婚") && $0.contains("财产") && $0.count > 400 })
        #expect(PatternProbe.probes(for: "(工|工工){0,9}钱").contains { $0.hasPrefix("工工工工") && $0.hasSuffix("钱!") })
        #expect(PatternProbe.probes(for: ".*").isEmpty)
    }
}
