import Content
import Domain
import Testing

@testable import Understanding

struct LikenessIndexTests {
    private typealias Fixture = CatalogFixture

    private func likeness(_ rules: [Rule], _ text: String) -> [Float] {
        let catalog = Fixture.catalog(rules)
        let compiled = Fixture.compile(catalog)
        var workspace = LikenessIndex.Workspace(compiled.likeness)
        var sums = RuleSums(count: rules.count)
        let scalars = compiled.normalizer.normalize(text).scalars
        compiled.likeness.gather(
            Buffer(scalars), Buffer(compiled.pairs.numbers(of: scalars)), in: &workspace, into: &sums)
        var found: [Float] = []
        for rule in rules.indices { found.append(sums[rule]) }
        return found
    }

    private let rules = [
        Fixture.intent("wages", examples: ["老板拖欠工资不给", "工资一直没发"]),
        Fixture.intent("dog", examples: ["狗咬了人哪个赔", "邻居的狗咬我"]),
        Fixture.rule("question", .signal(.question), examples: ["老板拖欠工资不给"]),
    ]

    @Test func `a message is most like the intent whose examples it repeats`() {
        let found = likeness(rules, "工资一直没发")

        #expect(found[0] > found[1])
        #expect(found[1] == 0)
        #expect(found[2] == 0)
    }

    @Test(arguments: ["", "狗", "😀", "abc", "123"])
    func `what shares no pair is like nothing`(_ text: String) {
        #expect(likeness(rules, text) == [0, 0, 0])
    }

    @Test func `foreign words beside it make a message less like`() {
        #expect(likeness(rules, "狗咬人")[1] > likeness(rules, "狗咬人今天天气真不错呀")[1])
    }

    @Test func `likeness stays about within its bounds, for any message`() {
        let catalog = ShippedCatalog.compiled
        var workspace = LikenessIndex.Workspace(catalog.likeness)
        var sums = RuleSums(count: catalog.rules.count)
        for rule in catalog.catalog.rules.prefix(200) {
            for example in rule.examples.prefix(1) {
                let text = catalog.normalizer.normalize(example.value).scalars
                catalog.likeness.gather(
                    Buffer(text), Buffer(catalog.pairs.numbers(of: text)), in: &workspace, into: &sums)
                for number in sums.touched.array {
                    let sum = sums[Int(number)]
                    #expect((0...1.001).contains(sum))
                }
                sums.reset()
            }
        }
        let left = sums.touched.count
        #expect(left == 0)
    }

    @Test func `without examples there is nothing to be like`() {
        #expect(likeness([Fixture.intent("wages")], "老板拖欠工资") == [0])
        #expect(likeness([], "老板拖欠工资") == [])
    }

    @Test func `likeness alone finds an intent, and orders below a rule that agrees as much`() {
        let examples = ["老板拖欠工资不给", "工资一直没发"]
        let matcher = Fixture.matcher([
            Fixture.intent("like", examples: examples),
            Fixture.intent("rule", keywords: ["拖欠 + 工资"], examples: examples),
            Fixture.intent("dog", keywords: ["狗咬"]),
        ])
        let candidates = matcher.interpret("老板拖欠工资不给", explaining: true).candidates

        #expect(candidates.map(\.intent) == ["rule", "like"])
        #expect(candidates.last?.evidence.allSatisfy { $0.source == .likeness } == true)
    }

    @Test func `what is ruled out is not found by likeness either`() {
        let matcher = Fixture.matcher([Fixture.intent("wages", not: ["贷款"], examples: ["老板拖欠工资不给"])])

        #expect(matcher.interpret("老板拖欠工资不给").candidates.count == 1)
        #expect(matcher.interpret("老板拖欠工资不给，贷款").candidates.isEmpty)
    }

    @Test func `sums are empty again after a reset`() {
        var sums = RuleSums(count: 3)
        sums.add(0.5, to: 1)
        sums.add(0.25, to: 1)
        var (sum, touched) = (sums[1], sums.touched.array)
        #expect(sum == 0.75 && touched == [1])

        sums.reset()
        (sum, touched) = (sums[1], sums.touched.array)
        #expect(sum == 0 && touched.isEmpty)
    }
}
