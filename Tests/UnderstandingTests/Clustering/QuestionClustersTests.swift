import Content
import Domain
import Testing

@testable import Understanding

struct QuestionClustersTests {
    private typealias Fixture = CatalogFixture

    private let compiled = CatalogFixture.compile(
        CatalogFixture.catalog([
            CatalogFixture.rule(
                "wages", .intent(topic: "wages", answer: "a"),
                examples: ["老板拖欠工资不给", "包工头跑了工钱没发", "工资拖了半年怎么办"]),
            CatalogFixture.rule(
                "dog", .intent(topic: "animals", answer: "b"), examples: ["狗咬了人哪个赔", "邻居的狗咬我怎么办"]),
        ]))

    private let questions = [
        "村口路灯倒下来砸坏我的车棚，哪个赔？", "路灯砸坏车棚该哪个赔", "老板跑了，工资没发", "工资拖了半年老板不给", "路灯倒了砸到车棚找哪个赔",
        "祖坟被推土机推了", "路灯砸坏车棚该哪个赔。",
    ]

    private func groups(_ questions: [String]) -> [[String]] {
        QuestionClusters.group(questions, times: questions.map { _ in 1 }, by: compiled).map {
            $0.map { questions[$0] }
        }
    }

    @Test func `questions that ask the same come together, the largest group first`() {
        let groups = groups(questions)

        #expect(Set(groups[0]) == Set([0, 1, 4, 6].map { questions[$0] }))
        #expect(Set(groups[1]) == Set([2, 3].map { questions[$0] }))
        #expect(groups[2] == [questions[5]])
        #expect(groups.count == 3)
    }

    @Test func `the given order does not matter`() {
        let expected = groups(questions)
        var order = questions
        for _ in order.indices {
            order.append(order.removeFirst())
            #expect(groups(order) == expected)
        }
        #expect(groups(questions.reversed()) == expected)
    }

    @Test func `what was put often counts for the order of the groups`() {
        let groups = QuestionClusters.group(["祖坟被推土机推了", "路灯砸坏车棚", "路灯砸了车棚"], times: [9, 1, 1], by: compiled)
        #expect(groups[0] == [0])
    }

    @Test(arguments: [[], [""], ["", "。。。", "😀"]])
    func `nothing to read is no reason to stumble`(_ questions: [String]) {
        #expect(groups(questions).flatMap(\.self).count == questions.count)
    }

    @Test func `a group's keywords are what its questions share and the catalog does not say all the time`() {
        let words = ClusterWords(compiled)
        let keywords = words.keywords(of: [questions[0], questions[1], questions[4]])

        #expect(!keywords.isEmpty && keywords.count <= 3)
        #expect(keywords[0].contains("车棚") || keywords[0].contains("路灯"))
        #expect(!keywords.contains { $0.contains("怎么办") })
        let log = FindingLog()
        for keyword in keywords { #expect(Keyword(keyword, at: Fixture.place, into: log) != nil) }
        #expect(log.findings.isEmpty)
        #expect(words.keywords(of: []).isEmpty)
        #expect(words.keywords(of: ["abc"]).isEmpty)
    }
}
