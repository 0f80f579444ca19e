import Domain
import Foundation
import Testing

@testable import Content

struct CatalogLoaderTests {
    private let log = FindingLog()

    /// Loads a catalog from files below `intents/` and `faq/`, by their paths.
    private func load(_ files: [String: String]) throws -> Catalog {
        // Both folders exist even when a test puts nothing into one.
        let always = ["intents/.keep": "", "faq/.keep": ""]
        return try TemporaryFolder.with(files.merging(always) { $1 }) { folder in
            CatalogLoader(intents: folder + "/intents", faq: folder + "/faq").load(into: log)
        }
    }

    private let answer = """
        ---
        id: wages/owed
        title: 老板欠薪怎么办
        cites: [劳动法 50]
        reviewed: 2026-11-20
        review-by: 2027-11-20
        sensitivity: public
        ---
        先找劳动监察。
        """

    @Test func `everything is read from the files of two folders`() throws {
        let catalog = try load([
            "intents/topics.yaml": "topics:\n  - {id: labor.wages, name: 欠薪}\n",
            "intents/wages.yaml": """
            intents:
              - id: wages.owed
                topic: labor.wages
                name: 欠薪
                answer: wages/owed
                keywords: [欠薪, "老板|工头 + {owe}"]
                patterns: ['欠.{0,4}工资']
                not: [高利贷]
                examples: [老板欠薪]
                counterexamples: [我欠银行钱]
            """,
            "intents/more.yaml": """
            emergencies:
              - {id: emergency.violence, name: 打人, kind: violence, answer: wages/owed, keywords: [在打我]}
            commands:
              - {id: command.human, name: 找人, command: human, keywords: [转人工]}
            signals:
              - {id: signal.past-narration, name: 往事, keywords: [以前]}
            concepts: {owe: [欠, 拖欠]}
            laws:
              - {title: 中华人民共和国劳动法, short: [劳动法], status: in-force, effective: 1995-01-01, articles: 107}
            replies: {human: " 好 "}
            """,
            "faq/wages/owed.md": answer,
        ])

        #expect(log.findings.isEmpty)
        #expect(catalog.topics == ["labor.wages": "欠薪"])
        #expect(catalog.rules.count == 4)
        let rule = try #require(catalog.rules.first { $0.id == "wages.owed" })
        #expect(rule.meaning == .intent(topic: "labor.wages", answer: "wages/owed"))
        #expect(rule.keywords.map(\.source) == ["欠薪", "老板|工头 + {owe}"])
        #expect(rule.patterns.map(\.value) == ["欠.{0,4}工资"])
        #expect(rule.examples.map(\.value) == ["老板欠薪"])
        #expect(rule.counterexamples.count == 1)
        #expect(rule.not.count == 1)
        #expect(rule.location.path.hasSuffix("intents/wages.yaml"))
        #expect(rule.location.line == 2)
        let meanings: Set<Rule.Meaning> = [
            .emergency(.violence, answer: "wages/owed"), .command(.human), .signal(.pastNarration), rule.meaning,
        ]
        #expect(Set(catalog.rules.map(\.meaning)) == meanings)
        #expect(catalog.lexicon.concepts == ["owe": ["欠", "拖欠"]])
        #expect(catalog.laws["劳动法"]?.articles == 107)
        #expect(catalog.replies == [.human: "好"])
        #expect(catalog.answers["wages/owed"]?.title == "老板欠薪怎么办")
        #expect(catalog.sources.count == 4)
    }

    @Test(arguments: [
        ("intents: [{topic: a, answer: b, keywords: [c]}]", "missing-key 1:11"),
        ("intents: [{id: a, answer: b, keywords: [c]}]", "missing-key 1:11"),
        ("intents: [{id: a, name: n, topic: t, answer: b}]", "rule-empty 1:16"),
        ("intents: [{id: A大, name: n, topic: t, answer: b, keywords: [c]}]", "bad-id 1:16"),
        ("intents: [{id: a, name: n, topic: t, answer: b, keyword: [c], keywords: [c]}]", "unknown-key 1:49"),
        ("emergencies: [{id: a, kind: fire, answer: b, keywords: [c]}]", "unknown-value 1:29"),
        ("commands: [{id: a, command: dance, keywords: [c]}]", "unknown-value 1:29"),
        ("signals: [{id: signal.sad, keywords: [c]}]", "unknown-value 1:16"),
        ("signals: [{id: question, keywords: [c]}]", "unknown-value 1:16"),
        ("laws: [{title: a, status: gone}]", "law-status 1:27"),
        ("laws: [{title: a, status: in-force, effective: soon}]", "bad-date 1:48"),
        ("topics: [{id: a, name: b}, {id: a, name: c}]", "duplicate-id 1:33"),
        ("replies: {bye: 再见}", "reply-unused 1:11"),
        ("intent: []", "unknown-key 1:1"),
        ("dialect: [{from: [怎么, 咋], to: 怎么}]", "rewrite-useless 1:19"),
        ("typos: [{from: [a]}]", "missing-key 1:9"),
        ("pairs: [離离, 車]", "variant-odd 1:13"),
        ("intents: [{id: a, name: n, topic: t, answer: b, keywords: [离婚 +, c]}]", "keyword-empty-part 1:60"),
    ])
    func `a mistake in a file is told at its place`(_ text: String, _ finding: String) throws {
        _ = try load(["intents/a.yaml": text])

        #expect(log.brief == [finding])
        #expect(log.findings.allSatisfy { $0.location.path.hasSuffix("/intents/a.yaml") })
    }

    @Test func `a concept defined in two files is told at the second`() throws {
        _ = try load(["intents/a.yaml": "concepts: {owe: [欠]}", "intents/b.yaml": "concepts:\n  owe: [拖欠]"])

        #expect(log.brief == ["duplicate-concept 2:3"])
        #expect(log.findings.first?.location.path.hasSuffix("b.yaml") == true)
    }

    @Test func `one bad file does not hide the others`() throws {
        let catalog = try load([
            "intents/a.yaml": "topics: [\n",
            "intents/b.yaml": "topics: [{id: t, name: 甲}]",
            "faq/a.md": "没有头",
            "faq/wages/owed.md": answer,
        ])

        #expect(catalog.topics == ["t": "甲"])
        #expect(catalog.answers.keys.map(\.text) == ["wages/owed"])
        #expect(Set(log.rules) == ["yaml-syntax", "answer-head"])
    }

    @Test func `missing folders are told`() throws {
        let catalog = try TemporaryFolder.with([:]) { folder in
            CatalogLoader(intents: folder + "/intents", faq: folder + "/faq").load(into: log)
        }

        #expect(catalog.rules.isEmpty)
        #expect(log.rules == ["folder-missing", "folder-missing"])
    }

    @Test func `rewrites and variants are read`() throws {
        let catalog = try load([
            "intents/a.yaml": """
            dialect: [{from: [咋个, 啷个], to: 怎么, not-in: [新郎个], counterexamples: [新郎个子高]}]
            typos: [{from: [离昏], to: 离婚}]
            evasion: [{from: [l婚], to: 离婚}]
            pairs: [離离 車车, 婦妇]
            """
        ])

        #expect(log.findings.isEmpty)
        #expect(catalog.lexicon.rewrites.map(\.to) == ["怎么", "离婚", "离婚"])
        #expect(catalog.lexicon.rewrites.first?.from == ["咋个", "啷个"])
        #expect(catalog.lexicon.rewrites.first?.notIn == ["新郎个"])
        #expect(catalog.lexicon.rewrites.first?.counterexamples.map(\.value) == ["新郎个子高"])
        #expect(catalog.lexicon.variants == ["離": "离", "車": "车", "婦": "妇"])
    }
}
