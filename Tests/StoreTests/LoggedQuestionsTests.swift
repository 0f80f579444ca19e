import Domain
import Testing

@testable import Store

struct LoggedQuestionsTests {
    private let database: CounselDatabase

    init() throws { database = try .inMemory() }

    private func log(_ text: String, _ id: MessageID, kind: Conversation.Kind = .group, at seconds: Int64 = 100)
        async throws
    {
        _ = try await database.commitInbound(
            .sample(text, id: id, kind: kind, at: seconds), decide: { _ in .wages }, compose: { _, _, _ in .reply("好") }
        )
    }

    @Test func `questions come once each, the most frequent first`() async throws {
        try await log("离婚", "m-1")
        try await log("工资", "m-2")
        try await log("工资", "m-3")
        try await log("工资", "m-4", kind: .private)
        try await log("[image]", "m-5")

        let questions = try await database.loggedQuestions(since: nil, limit: 10)

        #expect(
            questions == [
                LoggedQuestion(text: "工资", isGroup: true, isAddressed: true, times: 2),
                LoggedQuestion(text: "离婚", isGroup: true, isAddressed: true, times: 1),
                LoggedQuestion(text: "工资", isGroup: false, isAddressed: true, times: 1),
            ])
        #expect(try await database.loggedQuestions(since: nil, limit: 1).map(\.text) == ["工资"])
    }

    @Test func `older questions can be left out`() async throws {
        try await log("旧", "m-1", at: 100)
        try await log("新", "m-2", at: 200)

        #expect(try await database.loggedQuestions(since: Timestamp(seconds: 200), limit: 9).map(\.text) == ["新"])
    }
}
