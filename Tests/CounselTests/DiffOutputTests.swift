import Content
import Domain
import TestSupport
import Testing

@testable import Desk
@testable import counsel

struct DiffOutputTests {
    @Test func `changes are counted in questions and messages, decisions before wording`() throws {
        typealias Outcome = CatalogComparison.Outcome
        let question = CatalogComparison.Question(text: "工资不发", setting: .mentioned, times: 7)
        let other = CatalogComparison.Question(text: "想离婚", setting: .mentioned, times: 2)
        let wages = Outcome(decision: .answer, answer: "a/wages", choices: [])
        let menu = Outcome(decision: .clarify, answer: nil, choices: ["a/wages", "a/divorce"])
        let office = try SmallOffice()
        let catalog = CatalogLoader(intents: office.folder.path + "/intents", faq: office.folder.path + "/faq")
            .load(into: FindingLog())
        let output = DiffOutput(
            [
                CatalogComparison.Change(before: wages, after: wages, questions: [question]),
                CatalogComparison.Change(before: wages, after: menu, questions: [other]),
            ], of: [question, other], from: catalog, to: catalog, digests: ("1", "2"))

        #expect(output.messages == 9)
        #expect(output.changedMessages == 2)
        #expect(output.rewordedMessages == 7)
        #expect(output.changes.map(\.kind) == ["decision", "wording"])
        #expect(
            output.text == """
                问了 2 个不同的问题（9 条消息），旧版 1，新版 2
                回法变了：1 个（2 条）；回法没变、只是字句变了：1 个（7 条）
                1 个（2 条）  答《拖欠工资怎么要》 → 给选项《拖欠工资怎么要》《怎么离婚》
                    想离婚
                1 个（7 条）  答《拖欠工资怎么要》：字句变了
                    工资不发
                """)
    }
}
