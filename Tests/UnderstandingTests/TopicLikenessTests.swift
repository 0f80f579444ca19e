import Content
import Domain
import Testing

@testable import Understanding

struct TopicLikenessTests {
    private typealias Fixture = CatalogFixture

    private let rules = [
        Fixture.rule("question", .signal(.question), examples: ["老板拖欠工资不给"]),
        Fixture.rule("late", .intent(topic: "wages", answer: "a"), examples: ["工资拖了半年", "老板跑了工资没发"]),
        Fixture.rule("boss", .intent(topic: "wages", answer: "b"), examples: ["老板拖欠工资不给"]),
        Fixture.rule("dog", .intent(topic: "animals", answer: "c"), examples: ["狗咬了人哪个赔", "邻居的狗咬我"]),
    ]

    private func likeness(_ text: String) -> [Float] {
        let catalog = Fixture.catalog(rules)
        let compiled = Fixture.compile(catalog)
        #expect(compiled.topicLikeness.topicOfRule == [-1, 0, 0, 1])
        return compiled.topicSums(compiled.normalizer.normalize(text).scalars)
    }

    @Test func `a message is like the topic whose examples share its words, whichever intent they stand at`() {
        let found = likeness("老板半年没发工资")

        #expect(found[0] > 0.3)
        #expect(found[1] == 0)
    }

    @Test(arguments: ["", "😀", "xyz", "。。。"])
    func `what no example knows is like nothing`(_ text: String) {
        #expect(likeness(text) == [0, 0])
    }

    @Test func `the examples of signals teach nothing`() {
        let only = [Fixture.rule("question", .signal(.question), examples: ["老板拖欠工资不给"])]

        #expect(Fixture.compile(Fixture.catalog(only)).topicLikeness.topicCount == 0)
    }

    @Test func `likeness stays within its bounds, for any message`() {
        let catalog = ShippedCatalog.compiled
        for rule in catalog.catalog.rules.prefix(100) {
            for example in rule.examples.prefix(1) {
                let sums = catalog.topicSums(catalog.normalizer.normalize(example.value).scalars)
                #expect(sums.allSatisfy { (0...1.001).contains($0) })
            }
        }
    }

    @Test func `a word of most topics counts for each as much as one of few`() {
        let texts = ["a": "工资要告", "b": "狗咬要告", "c": "婚姻要告", "d": "种子要高"]
        let rules = texts.sorted { $0.key < $1.key }.map { topic, text in
            Fixture.rule(topic, .intent(topic: TopicID(topic), answer: AnswerID(topic)), examples: [text])
        }
        let compiled = Fixture.compile(Fixture.catalog(rules))

        let common = compiled.topicSums("告".unicodeScalars.map(\.value))
        #expect(Set(common.prefix(3)).count == 1 && common[0] > 0.2 && common[3] == 0)
        let rare = compiled.topicSums("狗".unicodeScalars.map(\.value))
        #expect(rare[1] > common[1] && rare[0] == 0 && rare[2] == 0 && rare[3] == 0)
    }

    @Test func `of two intents that rules hold equal, the one wins whose topic the message is like`() {
        let matcher = Fixture.matcher([
            Fixture.rule(
                "loan", .intent(topic: "debt", answer: "loan"), keywords: ["不给"], examples: ["借条写了三年"]),
            Fixture.rule("pay", .intent(topic: "wages", answer: "pay"), keywords: ["不给"]),
            Fixture.rule("late", .intent(topic: "wages", answer: "late"), examples: ["在工地干活没发钱"]),
        ])

        #expect(matcher.interpret("工地干活的钱不给").candidates.first?.intent == "pay")
    }

    @Test func `the best of each topic stands before the rest`() {
        let matcher = Fixture.matcher([
            Fixture.rule("a1", .intent(topic: "a", answer: "a1"), keywords: ["离婚 + 财产 + 房子"]),
            Fixture.rule("a2", .intent(topic: "a", answer: "a2"), keywords: ["离婚 + 财产"]),
            Fixture.rule("b1", .intent(topic: "b", answer: "b1"), keywords: ["房子"]),
        ])

        #expect(matcher.interpret("离婚财产房子").candidates.map(\.intent) == ["a1", "b1", "a2"])
    }
}
