import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

struct InboundCommitTests {
    let database: CounselDatabase

    init() throws { database = try .inMemory() }

    private func commit(
        _ record: InboundRecord, _ decision: Decision = .wages, _ effects: InboundEffects = .reply("工资要得回来")
    ) async throws -> Acknowledgement {
        try await database.commitInbound(record, decide: { _ in decision }, compose: { _, _, _ in effects })
    }

    private func count(_ table: String) throws -> Int {
        try database.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    }

    @Test func `an answered message is one row with decision, intent, digest and reply`() async throws {
        let acknowledgement = try await commit(.sample())

        #expect(acknowledgement.interaction == 1)
        #expect(acknowledgement.reply?.text == "工资要得回来")
        let stored = try database.writer.read { try Row.fetchOne($0, sql: "SELECT * FROM interaction") }
        let row = try #require(stored)
        #expect(row["decision"] == "answer")
        #expect(row["reason"] == "clear")
        #expect(row["intent"] == "labor.wages")
        #expect(row["catalogDigest"] == "d-1")
        #expect(row["reply"] == "工资要得回来")
        #expect(row["village"] == "v-1")
    }

    @Test func `a repeated message gets its first reply again and writes nothing`() async throws {
        let first = try await commit(.sample())
        let second = try await database.commitInbound(
            .sample(),
            decide: { _ in
                Issue.record("a repeat is not decided again")
                return .overheard
            }, compose: { _, _, _ in InboundEffects() })

        #expect(second.isDuplicate)
        #expect(second.reply == first.reply)
        #expect(second.interaction == first.interaction)
        #expect(try count("interaction") == 1)
    }

    @Test func `the same message id of another sender is another message`() async throws {
        _ = try await commit(.sample())
        let other = try await commit(.sample(sender: "u-2"))

        #expect(!other.isDuplicate)
        #expect(try count("interaction") == 2)
    }

    @Test func `two hundred deliveries of one message at once are one row and one reply`() async throws {
        let database = database
        let replies = try await withThrowingTaskGroup(of: Acknowledgement.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await database.commitInbound(
                        .sample(), decide: { _ in .wages }, compose: { _, _, _ in .reply("工资要得回来") })
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(replies.count { !$0.isDuplicate } == 1)
        #expect(Set(replies.compactMap(\.reply)).count == 1)
        #expect(try count("interaction") == 1)
    }

    @Test func `overheard talk leaves a count and not a word`() async throws {
        for number in 1...3 {
            let acknowledgement = try await commit(
                .sample("今天猪肉好贵", id: MessageID("m-\(number)")), .overheard, InboundEffects())
            #expect(acknowledgement.interaction == nil)
        }

        #expect(try count("interaction") == 0)
        let messages = try await database.writer.read { try Int.fetchAll($0, sql: "SELECT messages FROM overheard") }
        #expect(messages == [3])
    }

    @Test func `an escalation opens a case with its promise, its history and its ping in the same transaction`()
        async throws
    {
        let acknowledgement = try await database.commitInbound(
            .sample(), decide: { _ in .human }, compose: { _, reference, _ in .opening(reference?.number) })

        #expect(acknowledgement.caseNumber == 1001)
        #expect(acknowledgement.reply?.text == "编号1001")
        #expect(try count("promise") == 1)
        let (state, events, outbox) = try await database.writer.read { db in
            (
                try String.fetchOne(db, sql: "SELECT state FROM legalCase WHERE number = 1001"),
                try String.fetchAll(db, sql: "SELECT kind FROM caseEvent ORDER BY id"),
                try String.fetchAll(db, sql: "SELECT destination FROM outbox WHERE caseNumber = 1001")
            )
        }
        #expect(state == "notified")
        #expect(events == ["opened", "notified"])
        #expect(outbox == ["robot/town"])
    }

    @Test func `an asker has one open case, and the next one gets the next number`() async throws {
        _ = try await commit(.sample(id: "m-1"), .human, .opening(1001))
        let again = try await commit(.sample(id: "m-2"), .human, .reply("还是1001"))
        let record = InboundRecord.sample(id: "m-3", sender: "u-2")
        let other = try await commit(record, .human, .opening(1002, record: record))

        #expect(again.caseNumber == 1001)
        #expect(other.caseNumber == 1002)
        #expect(try count("legalCase") == 2)
        #expect(try count("promise") == 2)
    }

    @Test func `a group and a person of the same number are different conversations`() async throws {
        _ = try await commit(.sample(id: "m-1"), .human, .opening(1001))
        let record = InboundRecord.sample(id: "m-2", kind: .private)
        let alone = try await commit(record, .human, .opening(1002, record: record))

        #expect(alone.caseNumber == 1002)
    }

    @Test func `a solved case is closed and its promise kept`() async throws {
        _ = try await commit(.sample(id: "m-1"), .human, .opening(1001))
        _ = try await database.commitInbound(
            .sample(id: "m-2"), decide: { _ in Decision(.answer, because: .solved, say: .line(.solved)) },
            compose: { _, reference, _ in
                let file = try #require(reference?.file)
                let change = try CaseMachine(CaseChain([])).apply(.resolved, to: file, at: file.openedAt)
                return InboundEffects(steps: [CaseStep(change)])
            })

        let (state, outcomes) = try await database.writer.read { db in
            (
                try String.fetchOne(db, sql: "SELECT state FROM legalCase"),
                try String.fetchAll(db, sql: "SELECT outcome FROM promise")
            )
        }
        #expect(state == "resolved")
        #expect(outcomes == ["kept"])
    }

    @Test func `a menu waits for its asker alone, and is gone after the next answer`() async throws {
        var menu = InboundEffects.reply("1. 甲\n2. 乙")
        menu.menu = DialogueState.Menu(choices: ["a.one", "a.two"], expiresAt: Timestamp(seconds: 1_795_400_600))
        _ = try await commit(.sample(id: "m-1"), Decision(.clarify, because: .close, say: .line(.clarify)), menu)

        let states = StateLog()
        _ = try await database.commitInbound(
            .sample(id: "m-2", sender: "u-2"), decide: states.answering, compose: { _, _, _ in .reply("好") })
        _ = try await database.commitInbound(
            .sample(id: "m-3"), decide: states.answering, compose: { _, _, _ in .reply("好") })
        _ = try await database.commitInbound(
            .sample(id: "m-4"), decide: states.answering, compose: { _, _, _ in .reply("好") })

        #expect(states.all.map { $0.menu?.choices } == [nil, ["a.one", "a.two"], nil])
    }

    @Test func `the store tells when an answer was last given in this conversation`() async throws {
        _ = try await commit(.sample(id: "m-1", at: 1_795_400_000))
        let states = StateLog()
        _ = try await database.commitInbound(
            .sample(id: "m-2", sender: "u-2", at: 1_795_400_100), decide: states.answering,
            compose: { _, _, _ in .reply("好") })

        #expect(states.all.first?.recentAnswers["a/wages"] == Timestamp(seconds: 1_795_400_000))
    }

    @Test func `numbers that identify people are not stored`() async throws {
        _ = try await commit(.sample("我电话13912345678 身份证510802199001011234"))

        let text = try await database.writer.read { try String.fetchOne($0, sql: "SELECT text FROM interaction") }
        #expect(text == "我电话139****5678 身份证**************1234")
    }

    @Test func `a decision that fails leaves nothing behind`() async throws {
        await #expect(throws: (any Error).self) {
            var broken = InboundEffects.opening(1001)
            broken.steps = []
            // Without its opening the interaction refers to a case that does not exist.
            let effects = broken
            _ = try await database.commitInbound(
                .sample(), decide: { _ in .human }, compose: { _, _, _ in effects })
        }
        #expect(try count("interaction") == 0)
        #expect(try count("caseEvent") == 0)
    }

    @Test func `deduplication survives closing and opening the file`() async throws {
        let folder = try TemporaryFolder()
        let first = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
        _ = try await first.commitInbound(.sample(), decide: { _ in .wages }, compose: { _, _, _ in .reply("好") })
        try first.close()

        let second = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
        let again = try await second.commitInbound(
            .sample(), decide: { _ in .overheard }, compose: { _, _, _ in InboundEffects() })
        #expect(again.isDuplicate)
        #expect(again.reply?.text == "好")
    }
}
