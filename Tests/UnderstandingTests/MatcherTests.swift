import Content
import Domain
import TestSupport
import Testing

@testable import Understanding

struct MatcherTests {
    private typealias Fixture = CatalogFixture

    /// The intents that a message is taken for, best first.
    private func intents(_ matcher: Matcher, _ text: String) -> [String] {
        matcher.interpret(text).candidates.map(\.intent.text)
    }

    @Test(arguments: [
        ("老板拖欠工资", true), ("工资被老板拖欠", true), ("拖欠工资", false), ("老板欠债", false), ("老闆", false), ("", false),
    ])
    func `all parts of a keyword must occur, in any order`(_ text: String, _ isFound: Bool) {
        let matcher = Fixture.matcher([Fixture.intent("wages", keywords: ["老板 + 拖欠 + 工资"])])

        #expect(intents(matcher, text) == (isFound ? ["wages"] : []))
    }

    @Test(arguments: [("狗咬我", true), ("犬咬我", true), ("猫咬我", false), ("狗", false)])
    func `one of a choice is enough`(_ text: String, _ isFound: Bool) {
        let matcher = Fixture.matcher([Fixture.intent("dog", keywords: ["狗|犬 + 咬"])])

        #expect(intents(matcher, text).isEmpty == !isFound)
    }

    @Test(arguments: [("老公打我", true), ("婆娘打我", true), ("对象打我", true), ("邻居打我", false)])
    func `a concept stands for its members, in keywords and patterns`(_ text: String, _ isFound: Bool) {
        let concepts = ["spouse": ["老公", "婆娘", "老婆婆"]]
        for rule in [
            Fixture.intent("violence", keywords: ["{spouse}|对象 + 打我"]),
            Fixture.intent("violence", patterns: ["({spouse}|对象).{0,4}打我"]),
        ] {
            #expect(intents(Fixture.matcher([rule], concepts: concepts), text).isEmpty == !isFound)
        }
    }

    @Test(arguments: [("欠我工资", true), ("欠了好几个月的工资", true), ("工资欠我", false), ("欠他们那么多年的好多工资", false)])
    func `a pattern sees order and closeness`(_ text: String, _ isFound: Bool) {
        let matcher = Fixture.matcher([Fixture.intent("wages", patterns: ["欠.{0,6}工资"])])

        #expect(intents(matcher, text).isEmpty == !isFound)
    }

    @Test func `a pattern with an escape is not read as a concept`() {
        let matcher = Fixture.matcher([Fixture.intent("han", patterns: ["欠\\p{Han}\\x{5de5}钱"])])

        #expect(intents(matcher, "欠我工钱") == ["han"])
    }

    @Test func `a word that rules out does so, alone or together`() {
        let matcher = Fixture.matcher([Fixture.intent("divorce", keywords: ["离婚"], not: ["贷款", "电视 + 剧"])])

        #expect(intents(matcher, "离婚") == ["divorce"])
        #expect(intents(matcher, "离婚贷款") == [])
        #expect(intents(matcher, "离婚电视") == ["divorce"])
        #expect(intents(matcher, "离婚电视剧") == [])
    }

    @Test(arguments: [
        ("打110", true), ("110来了", true), ("打了110,没人来", true), ("13311045678", false), ("卡号6110", false),
        ("1101", false), ("13311045678打不通,打110", true), ("第110条", true), ("１１０", true),
    ])
    func `a number is not heard inside a longer one`(_ text: String, _ isFound: Bool) {
        for rule in [
            Fixture.intent("police", keywords: ["110"]), Fixture.intent("police", patterns: ["(?<!\\d)110(?!\\d)"]),
        ] {
            #expect(intents(Fixture.matcher([rule]), text).isEmpty == !isFound)
        }
    }

    @Test(arguments: [("判1年", true), ("判12年", true), ("判3个月", false), ("判年", false)])
    func `a pattern may still look into a number`(_ text: String, _ isFound: Bool) {
        let matcher = Fixture.matcher([Fixture.intent("term", patterns: ["判[123].{0,2}年"])])

        #expect(intents(matcher, text).isEmpty == !isFound)
    }

    @Test func `one message may mean several things`() {
        let matcher = Fixture.matcher([
            Fixture.intent("divorce", keywords: ["离婚"]), Fixture.intent("wages", keywords: ["工资"]),
            Fixture.intent("dog", keywords: ["狗"]),
        ])

        #expect(Set(intents(matcher, "离婚了，工资也没得")) == ["divorce", "wages"])
    }

    @Test func `dangers, commands and signals are heard beside intents`() {
        let matcher = Fixture.matcher([
            Fixture.intent("violence", keywords: ["打我"]),
            Fixture.rule("danger", .emergency(.violence, answer: "e"), keywords: ["正在打我"], not: ["电影"]),
            Fixture.rule("human", .command(.human), keywords: ["转人工"]),
            Fixture.rule("question", .signal(.question), keywords: ["怎么"]),
            Fixture.rule("help", .signal(.help), keywords: ["救我"]),
        ])
        let heard = matcher.interpret("他正在打我怎么办，救我，转人工")

        #expect(heard.emergency == Emergency(kind: .violence, answer: "e", rule: "danger"))
        #expect(heard.command == .human)
        #expect(heard.signals == [.question, .help])
        #expect(heard.candidates.map(\.intent) == ["violence"])
        #expect(matcher.interpret("电影里正在打我").emergency == nil)
    }

    @Test func `evidence is in the villager's own words`() throws {
        var catalog = Fixture.catalog(
            [Fixture.intent("divorce", keywords: ["离婚 + 怎么办"], patterns: ["离婚.{0,4}财产"])],
            rewrites: [Fixture.rewrite(["咋办"], "怎么办")])
        catalog.lexicon.variants = ["離": "离"]
        let heard = Matcher(Fixture.compile(catalog)).interpret("我要離 婚😭财产咋办嘛")
        let evidence = try #require(heard.candidates.first).evidence

        #expect(heard.normalized == "我要离婚财产怎么办嘛")
        #expect(evidence.filter { $0.source == .keyword }.map(\.words) == [["離 婚😭", "咋办"]])
        #expect(evidence.filter { $0.source == .keyword }.map(\.rule) == ["离婚 + 怎么办"])
        #expect(evidence.filter { $0.source == .pattern }.map(\.words) == [["離 婚😭财产"]])
        #expect(evidence.filter { $0.source == .pattern }.map(\.rule) == ["离婚.{0,4}财产"])
        #expect(evidence.allSatisfy { $0.weight > 0 })
    }

    @Test func `a pattern that is given up counts as no match, and is told`() {
        let matcher = Fixture.matcher([
            Fixture.intent("bad", patterns: ["(工+)+钱$"]), Fixture.intent("good", keywords: ["钱工"]),
        ])
        let heard = matcher.interpret(String(repeating: "工", count: 3_000) + "钱工!")

        #expect(heard.overruns == ["bad"])
        #expect(heard.candidates.map(\.intent) == ["good"])
    }

    @Test func `a message is heard the same whatever was heard before it`() {
        let compiled = ShippedCatalog.compiled
        let reused = Matcher(compiled)
        let sample = stride(from: 0, to: compiled.catalog.rules.count, by: 20).flatMap {
            compiled.catalog.rules[$0].examples.prefix(2).map(\.value)
        }
        let first = sample.map { reused.interpret($0) }
        let second = sample.reversed().map { reused.interpret($0) }

        #expect(first == second.reversed())
        #expect(first.contains { !$0.candidates.isEmpty })
    }

    @Test func `many messages may be heard at once`() async {
        let matcher = Matcher(ShippedCatalog.compiled)
        let texts = ["老板欠我工钱怎么办", "离婚娃儿归哪个", "狗咬了人哪个赔", "转人工", "[捂脸]", ""]
        let alone = texts.map { matcher.interpret($0) }
        let together = await withTaskGroup(of: (Int, Interpretation).self) { group in
            for number in 0..<60 { group.addTask { (number, matcher.interpret(texts[number % texts.count])) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }

        for (number, heard) in together { #expect(heard == alone[number % texts.count]) }
    }

    @Test func `whatever is written, the best of each topic stands first, and scores are ordered and within bounds`() {
        let matcher = Matcher(ShippedCatalog.compiled)
        let words = Array("老板欠我工钱离婚娃儿打人怎么办借条赔多少土地房子咋个@[]1 ".unicodeScalars)
        var chance = SeededGenerator(seed: 9)
        for _ in 0..<300 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &chance) {
                if let scalar = words.randomElement(using: &chance) { text.append(scalar) }
            }
            let heard = matcher.interpret(String(text))
            let scores = heard.candidates.map(\.score)

            var topics: Set<TopicID> = []
            let leading = heard.candidates.prefix { topics.insert($0.topic).inserted }.map(\.score)

            #expect(leading == leading.sorted(by: >))
            #expect(scores.dropFirst(leading.count).elementsEqual(scores.dropFirst(leading.count).sorted(by: >)))
            #expect(scores.first == scores.max())
            #expect(scores.allSatisfy { (0...1).contains($0) })
            #expect(Set(heard.candidates.map(\.intent)).count == scores.count)
            #expect(heard.overruns.isEmpty)
        }
    }
}
