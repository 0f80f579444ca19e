import Domain
import Testing

@testable import Content

struct AskBackTests {
    private func load(_ text: String) throws -> Catalog {
        try TemporaryFolder.with(["intents/a.yaml": text, "faq/a.txt": ""]) { folder in
            CatalogLoader(intents: folder + "/intents", faq: folder + "/faq").load(into: FindingLog())
        }
    }

    @Test func `a topic's own question goes before that of its group`() throws {
        let catalog = try load("ask-back:\n  labor: 签合同没有？\n  labor.injury: 怎么伤的？\n")

        #expect(catalog.askBack(on: "labor.wages") == "签合同没有？")
        #expect(catalog.askBack(on: "labor.injury") == "怎么伤的？")
        #expect(catalog.askBack(on: "debt.loan") == nil)
    }

    @Test func `a question on no topic is an error at its place`() throws {
        var catalog = try load("topics:\n  - {id: labor.wages, name: 欠薪}\nask-back:\n  labor: 好\n  labour: 好\n")
        for line in Decision.Line.allCases { catalog.replies[line] = "好" }
        for line in StaffReply.allCases { catalog.staffReplies[line] = "好" }
        let log = FindingLog()
        CatalogReview(catalog, services: [], on: CivilDate(daysSince1970: 20_780), into: log).run()

        #expect(log.brief == ["unknown-topic 5:3"])
    }
}
