import Content
import Domain
import Testing

@testable import Understanding

struct ProseReviewTests {
    private static let whom = Answer.Section(title: "找谁", text: "- {{service.court.name}}")

    private func findings(
        short: String = "好", sections: [(String, String)]? = nil, terms: [GlossaryTerm] = [], source: String? = nil
    ) throws -> [Finding] {
        var catalog = CatalogFixture.catalog([CatalogFixture.intent("a", keywords: ["甲"])])
        let id: AnswerID = "answer-a"
        catalog.answers[id]?.short = short
        catalog.answers[id]?.sections = (sections ?? [("怎么办", "1. 去"), ("带什么", "- 证")]).map {
            Answer.Section(title: $0.0, text: $0.1)
        }
        if sections == nil { catalog.answers[id]?.sections.append(Self.whom) }
        catalog.glossary = terms
        if let source, let path = catalog.answers[id]?.location.path {
            catalog.sources = [SourceFile(path: path, text: source)]
        }
        let log = FindingLog()
        ProseReview(catalog, into: log).run()
        return log.findings
    }

    private func term(_ also: [String] = [], except: [String] = []) -> GlossaryTerm {
        GlossaryTerm(term: "支付令", gloss: "催款文书", also: also, except: except, location: CatalogFixture.place)
    }

    @Test func `an answer with all its parts is passed over`() throws {
        #expect(try findings(terms: [term()]).map(\.line) == [])
    }

    @Test(arguments: ProseReview.parts)
    func `a part that is missing or empty is told`(_ part: String) throws {
        let whole = [("怎么办", "1. 去"), ("带什么", "- 证"), ("找谁", "- {{office.name}}")]

        #expect(try findings(sections: whole.filter { $0.0 != part }).map(\.rule) == ["answer-part"])
        #expect(
            try findings(sections: whole.map { $0.0 == part ? (part, "") : $0 }).contains { $0.rule == "answer-part" })
    }

    @Test func `an address that no placeholder fills is told`() throws {
        let found = try findings(sections: [("怎么办", "1. 去"), ("带什么", "- 证"), ("找谁", "- 法院，电话12368")])

        #expect(found.map(\.rule) == ["answer-contact"])
    }

    @Test func `an answer that the narrowest platform cannot carry is told`() throws {
        let long = String(repeating: "长", count: ProseReview.carried / 3 + 1)

        #expect(try findings(short: long).map(\.rule) == ["answer-overlong"])
    }

    @Test func `a hard word that nothing explains is told, with what would`() throws {
        let found = try findings(short: "可以申请支付令。", terms: [term()])

        #expect(found.map(\.rule) == ["jargon"])
        #expect(found.first?.message.contains("支付令（催款文书）") == true)
    }

    @Test(arguments: [
        "可以申请支付令（法院催他）。", "支付令就是催款文书。", "支付令，由法院替你催。", "支付令状不是一回事。", "没有难词。",
    ])
    func `a hard word that is explained, or inside another, is not`(_ short: String) throws {
        #expect(try findings(short: short, terms: [term(["替你催"], except: ["支付令状"])]).map(\.line) == [])
    }

    @Test func `a hard word is shown where it stands in the file, below its head`() throws {
        let source = "---\ntitle: 支付令\n---\n先谈。\n再申请支付令。\n"
        let found = try findings(short: "再申请支付令。", terms: [term()], source: source)

        #expect(found.map(\.location.line) == [5])
        #expect(found.map(\.location.column) == [4])
    }
}
