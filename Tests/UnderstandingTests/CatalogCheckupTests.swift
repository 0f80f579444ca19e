import Content
import Domain
import Testing

@testable import Understanding

struct CatalogCheckupTests {
    @Test func `every review takes part`() async {
        let bad = CatalogFixture.intent(
            "bad", keywords: ["热", "热"], patterns: ["(热+)+钱$"], examples: ["没有这回事"])
        let chat = (1...6).map { Located("今天\($0)度，热", at: Location(path: "chat.txt", line: $0)) }
        let good = CatalogFixture.intent("good", keywords: ["没有这回"], examples: ["没有这回"])
        let catalog = CatalogFixture.catalog([bad, good])
        let checkup = CatalogCheckup(CatalogFixture.compile(catalog), policy: ServicePolicy())

        let rules = Set(await checkup.run(on: chat).map(\.rule))

        #expect(rules == ["example-overlap", "clause-too-broad", "keyword-duplicate", "pattern-nested", "answer-part"])
    }
}
