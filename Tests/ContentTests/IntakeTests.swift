import Domain
import Foundation
import Testing

@testable import Content

/// What services ask is read from files, and what does not fit together is said.
struct IntakeTests {
    private static let whole = """
        topics: [{id: talk, name: 谈}]
        laws: [{title: 试验法, short: [试验法], status: in-force, effective: 2020-01-01, articles: 3}]
        intakes:
          - service: mediation
            names: [调解]
            topic: talk
            opening: 开场
            cites: [试验法 1]
            questions:
              - {id: matter, label: 事项, ask: 哪一样, choices: [家里, 邻居]}
              - {id: phone, label: 电话, ask: 电话, kind: phone, private: true}
            verdicts:
              - {id: home, when: {matter: [1]}, say: 家里的}
              - {id: other, say: 别的}
        """

    private static func findings(_ text: String) throws -> (catalog: Catalog, rules: Set<String>) {
        let log = FindingLog()
        var catalog = Catalog()
        try TemporaryFolder.with(["intents/a.yaml": text, "faq/a/.keep": ""]) { folder in
            catalog = CatalogLoader(intents: folder + "/intents", faq: folder + "/faq").load(into: log)
            let day = try #require(CivilDate(year: 2026, month: 11, day: 25))
            IntakeReview(catalog, services: ["mediation"], on: day, into: log).run()
        }
        return (catalog, Set(log.findings.map(\.rule)))
    }

    @Test func `a whole entry is read`() throws {
        let (catalog, rules) = try Self.findings(Self.whole)
        #expect(rules.isEmpty)
        let form = try #require(catalog.intakes.first?.form)
        #expect(form.questions.map(\.kind) == [.choice(["家里", "邻居"]), .phone])
        #expect(form.questions.map(\.isPrivate) == [false, true])
        #expect(form.verdicts.map(\.when) == [["matter": [1]], [:]])
        #expect(catalog.intakes.first?.cites.map(\.value.description) == ["《试验法》第1条"])
    }

    @Test(arguments: [
        ("service: mediation", "service: nowhere", "unknown-service"), ("topic: talk", "topic: none", "unknown-topic"),
        ("names: [调解]", "names: []", "intake-empty"), ("names: [调解]", "names: [调解, 调解]", "duplicate-id"),
        ("[家里, 邻居]", "[家里]", "intake-choices"), ("kind: phone", "kind: fax", "unknown-value"),
        ("{matter: [1]}", "{matter: [3]}", "intake-verdict"), ("{matter: [1]}", "{phone: [1]}", "intake-verdict"),
        ("{id: other, say: 别的}", "{id: other, when: {matter: [2]}, say: 别的}", "intake-verdict"),
        ("试验法 1]", "试验法 9]", "citation-no-article"), ("试验法 1]", "随便写]", "citation-shape"),
        ("ask: 哪一样", "ask: '{{nobody}}'", "unknown-placeholder"), ("{matter: [1]}", "{matter: []}", "yaml-shape"),
    ])
    func `what does not fit together is said`(_ sound: String, _ spoilt: String, _ rule: String) throws {
        let text = Self.whole.replacingOccurrences(of: sound, with: spoilt)
        #expect(text != Self.whole)
        #expect(try Self.findings(text).rules.contains(rule))
    }
}
