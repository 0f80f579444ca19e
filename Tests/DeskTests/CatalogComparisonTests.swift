import Content
import Domain
import Store
import TestSupport
import Testing

@testable import Desk

struct CatalogComparisonTests {
    private typealias Question = CatalogComparison.Question
    private let office: SmallOffice
    private let other: TemporaryFolder

    init() throws {
        office = try SmallOffice()
        other = try TemporaryFolder()
        try SmallOffice.writeFiles(to: other)
    }

    /// What changes when the other folder's catalog takes the place of the office's.
    private func changes(_ questions: [Question]) -> [CatalogComparison.Change] {
        let new = KnowledgeFiles(settings(of: other)).load(at: office.clock.now)
        return CatalogComparison(old: Rehearsal(office.knowledge.current), new: Rehearsal(new))
            .run(questions, at: office.clock.now)
    }

    private let wages = Question(text: "老板欠我工资怎么办", setting: .mentioned, times: 3)
    private let divorce = Question(text: "想离婚怎么办手续", setting: .private, times: 1)

    @Test func `the same catalog changes nothing`() {
        #expect(changes([wages, divorce]).isEmpty)
    }

    @Test func `a question that goes elsewhere is told with both ends and how often it was put`() throws {
        let intents = try other.read("intents/intents.yaml")
        try other.write(intents.replacing("answer: a/wages", with: "answer: a/divorce"), to: "intents/intents.yaml")

        let found = changes([divorce, wages, Question(text: "怎么讨薪", setting: .mentioned, times: 5)])

        #expect(found.count == 1)
        #expect(found.first?.before.answer == "a/wages")
        #expect(found.first?.after.answer == "a/divorce")
        #expect(found.first?.isWording == false)
        #expect(found.first?.questions.map(\.text) == ["怎么讨薪", "老板欠我工资怎么办"])
        #expect(found.first?.times == 8)
    }

    @Test func `an answer that is only worded otherwise is told apart`() throws {
        let answer = try other.read("faq/a/wages.md")
        try other.write(answer.replacing("短答wages", with: "新的短答"), to: "faq/a/wages.md")

        let found = changes([wages, divorce])

        #expect(found.map(\.isWording) == [true])
        #expect(found.first?.before.answer == "a/wages")
    }

    @Test func `questions are read as words or objects, a line each`() throws {
        let read = try CatalogComparison.read(
            """
            # 上个月的
            老板欠我工资怎么办

            {"text":"想离婚","private":true,"times":4}
            {"text":"工资不发","mentioned":false}
            """)

        #expect(
            read == [
                Question(text: "老板欠我工资怎么办", setting: .mentioned, times: 1),
                Question(text: "想离婚", setting: .private, times: 4),
                Question(text: "工资不发", setting: .overheard, times: 1),
            ])
        #expect(throws: CatalogComparison.BadLine(number: 2)) { try CatalogComparison.read("好\n{\"words\":1}") }
    }

    @Test func `logged questions are put as they were`() {
        let logged = LoggedQuestion(text: "甲", isGroup: true, isAddressed: false, times: 2)

        #expect(CatalogComparison.question(logged) == Question(text: "甲", setting: .overheard, times: 2))
    }
}
