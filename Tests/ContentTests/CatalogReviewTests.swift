import Domain
import Testing

@testable import Content

struct CatalogReviewTests {
    private static let day = CivilDate(daysSince1970: 20_780)

    /// A catalog to which the review objects nothing.
    private static func sound() -> Catalog {
        var catalog = Catalog()
        catalog.topics = ["labor.wages": "欠薪"]
        catalog.rules = [rule("wages.owed")]
        catalog.answers = ["wages/owed": answer("wages/owed")]
        catalog.lexicon.concepts = ["owe": ["欠"]]
        catalog.laws = LawRegister([
            Law(title: "劳动法", short: [], status: .inForce, effective: day, articles: 107, inserted: []),
            Law(title: "合同法", short: [], status: .repealed, articles: 428, inserted: []),
            Law(title: "新法", short: [], status: .notYet, articles: 9, inserted: []),
        ])
        for line in Decision.Line.allCases { catalog.replies[line] = "好" }
        for line in StaffReply.allCases { catalog.staffReplies[line] = "好" }
        return catalog
    }

    private static func rule(_ id: String) -> Rule {
        Rule(
            id: id, name: "欠薪", meaning: .intent(topic: "labor.wages", answer: "wages/owed"),
            keywords: keywords("{owe} + 工资"), patterns: [], not: [],
            examples: ["甲", "乙", "丙"].map { Located($0, at: place) }, counterexamples: [Located("丁", at: place)],
            location: place)
    }

    private static func answer(_ id: AnswerID) -> Answer {
        Answer(
            id: id, title: "欠薪", cites: cites("劳动法 50"), reviewed: day, reviewBy: day.next, sensitivity: .public,
            next: [Located("court", at: place)], short: String(repeating: "字", count: CatalogReview.shortLimit),
            sections: [],
            placeholders: [Located("service.court.phone", at: place), Located("adviser.name", at: place)],
            location: Location(path: "faq/\(id).md"))
    }

    private static let place = Location(path: "intents/a.yaml", line: 7, column: 3)

    private static func keywords(_ sources: String...) -> [Keyword] {
        sources.compactMap { Keyword($0, at: place, into: FindingLog()) }
    }

    private static func cites(_ text: String) -> [Located<Citation>] {
        [Citation(text)].compactMap(\.self).map { Located($0, at: place) }
    }

    private static func findings(_ catalog: Catalog) -> [Finding] {
        let log = FindingLog()
        CatalogReview(catalog, services: ["court"], on: day, into: log).run()
        return log.findings
    }

    @Test func `a sound catalog meets no objection`() {
        #expect(Self.findings(Self.sound()).map(\.line) == [])
    }

    /// One way to spoil a sound catalog, and the one rule that must notice.
    struct Spoiling: Sendable, CustomTestStringConvertible {
        let rule: String
        let severity: Finding.Severity
        let spoil: @Sendable (inout Catalog) -> Void

        init(
            _ rule: String, _ severity: Finding.Severity = .error, _ spoil: @escaping @Sendable (inout Catalog) -> Void
        ) {
            self.rule = rule
            self.severity = severity
            self.spoil = spoil
        }

        var testDescription: String { rule }
    }

    @Test(arguments: [
        Spoiling("duplicate-id") { $0.rules.append(rule("wages.owed")) },
        Spoiling("answer-missing") {
            $0.rules[0].meaning = .intent(topic: "labor.wages", answer: "wages/gone")
            $0.answers = [:]
        },
        Spoiling("answer-missing") {
            $0.rules.append(rule("danger"))
            $0.rules[1].meaning = .emergency(.violence, answer: "wages/gone")
        },
        Spoiling("answer-unused", .warning) { $0.answers["wages/other"] = answer("wages/other") },
        Spoiling("unknown-concept") { $0.rules[0].keywords = keywords("{wage} + 工资") },
        Spoiling("unknown-concept") { $0.rules[0].not = keywords("{loan}") },
        Spoiling("unknown-topic") { $0.topics = [:] },
        Spoiling("name-too-long", .warning) { $0.rules[0].name = String(repeating: "字", count: 13) },
        Spoiling("few-examples", .warning) { $0.rules[0].examples.removeLast() },
        Spoiling("few-examples", .warning) {
            $0.rules.append(rule("question"))
            $0.rules[1].meaning = .signal(.question)
            $0.rules[1].examples = []
        },
        Spoiling("no-counterexamples", .warning) { $0.rules[0].counterexamples = [] },
        Spoiling("no-counterexamples", .warning) {
            $0.rules.append(rule("human"))
            $0.rules[1].meaning = .command(.human)
            $0.rules[1].counterexamples = []
        },
        Spoiling("citation-unknown-law") { $0.answers["wages/owed"]?.cites = cites("没有法 1") },
        Spoiling("citation-repealed") { $0.answers["wages/owed"]?.cites = cites("合同法 1") },
        Spoiling("citation-not-yet") { $0.answers["wages/owed"]?.cites = cites("新法 1") },
        Spoiling("citation-no-article") { $0.answers["wages/owed"]?.cites = cites("劳动法 108") },
        Spoiling("answer-too-long") { $0.answers["wages/owed"]?.short += "了" },
        Spoiling("answer-stale", .warning) { $0.answers["wages/owed"]?.reviewBy = day },
        Spoiling("bad-date") {
            $0.answers["wages/owed"]?.reviewed = day.next.next
        },
        Spoiling("reviewed-ahead", .warning) {
            $0.answers["wages/owed"]?.reviewed = day.next
        },
        Spoiling("review-too-far", .warning) {
            $0.answers["wages/owed"]?.reviewBy = CivilDate(daysSince1970: day.daysSince1970 + 732)
        },
        Spoiling("citation-amended", .warning) {
            $0.answers["wages/owed"]?.reviewed = CivilDate(daysSince1970: day.daysSince1970 - 1)
        },
        Spoiling("unknown-service") { $0.answers["wages/owed"]?.next = [Located("bank", at: place)] },
        Spoiling("unknown-placeholder") {
            $0.answers["wages/owed"]?.placeholders = [Located("adviser.age", at: place)]
        },
        Spoiling("reply-missing") { $0.replies[.pointer] = nil },
        Spoiling("reply-missing") { $0.staffReplies[.taken] = nil },
        Spoiling("unknown-placeholder") { $0.staffReplies[.taken] = "{{adviser.name}}" },
    ])
    func `each rule notices what it is for, and no other does`(_ spoiling: Spoiling) throws {
        var catalog = Self.sound()
        spoiling.spoil(&catalog)
        let findings = Self.findings(catalog)

        #expect(findings.map(\.rule) == [spoiling.rule])
        #expect(findings.map(\.severity) == [spoiling.severity])
    }

    @Test(arguments: [
        ("service.court.name", true), ("service.court.phone", true), ("service.court.hours", true),
        ("township.name", true), ("service.court", false), ("service.court.fax", false), ("service.bank.phone", false),
        ("service.court.phone.x", false), ("", false), ("case.number", false),
    ])
    func `an answer may name what the directory can fill`(_ placeholder: String, _ isKnown: Bool) {
        var catalog = Self.sound()
        catalog.answers["wages/owed"]?.placeholders = [Located(placeholder, at: Self.place)]

        #expect(Self.findings(catalog).isEmpty == isKnown)
    }

    @Test func `blanks do not count towards the length of a short answer`() {
        var catalog = Self.sound()
        catalog.answers["wages/owed"]?.short += " \n　 "

        #expect(Self.findings(catalog).isEmpty)
    }

    @Test(arguments: [Rule.Meaning.command(.human), .signal(.question)])
    func `commands and signals need no topic, but sentences like everything else`(meaning: Rule.Meaning) {
        var catalog = Self.sound()
        var rule = Self.rule("c")
        rule.meaning = meaning
        catalog.rules.append(rule)

        #expect(Self.findings(catalog).isEmpty)

        rule.examples = []
        rule.counterexamples = []
        catalog.rules[catalog.rules.count - 1] = rule
        #expect(Self.findings(catalog).map(\.rule) == ["few-examples", "no-counterexamples"])
    }

    @Test func `a finding stands where the mistake was written`() {
        var catalog = Self.sound()
        catalog.answers["wages/owed"]?.cites = Self.cites("没有法 1")

        #expect(Self.findings(catalog).map(\.location) == [Self.place])
    }

    @Test func `a draft says what it lacks, and nothing about days`() throws {
        var catalog = Self.sound()
        var draft = Self.answer("wages/owed")
        draft.isDraft = true
        (draft.reviewed, draft.reviewBy) = (CivilDate(daysSince1970: 0), CivilDate(daysSince1970: 0))
        draft.cites = []
        draft.short = "\(Answer.unwritten)）"
        catalog.answers = [draft.id: draft]

        let findings = Self.findings(catalog)

        #expect(findings.map(\.rule) == ["answer-draft"])
        #expect(findings.map(\.severity) == [.warning])
        let message = try #require(findings.first?.message)
        #expect(message.contains("短答") && message.contains("依据 cites") && message.contains("reviewed"))
    }

    @Test func `a department is referred topics that exist`() {
        let log = FindingLog()
        let department = Department(
            id: "police", name: "公安局", topics: ["labor.wages", "none"].map { Located($0, at: Self.place) },
            location: Self.place)
        CatalogReview(Self.sound(), services: ["court"], departments: [department], on: Self.day, into: log).run()
        #expect(log.findings.map(\.rule) == ["unknown-topic"])
        #expect(log.findings.first?.message.contains("none") == true)
    }
}
