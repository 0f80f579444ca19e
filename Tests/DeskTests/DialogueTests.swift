import Desk
import Domain
import TestSupport
import Testing

struct DialogueTests {
    private static let talk = """
        {"id":"1","turns":[{"from":"villager-a","text":"老板欠我工资怎么办","mentioned":true,"gap_seconds":0},\
        {"from":"bot-expected","text":"answer[labor,debt]: what to do","gap_seconds":5},\
        {"from":"villager-b","text":"今天猪肉好贵","gap_seconds":20},{"from":"bot-expected","text":"silent: chat"},\
        {"from":"villager-a","text":"转人工","mentioned":true,"gap_seconds":30},{"from":"bot-expected","text":"escalate"},\
        {"from":"adviser","text":"我来看哈","gap_seconds":60},{"from":"bot-expected","text":"silent"},\
        {"from":"villager-a","text":"谢谢","gap_seconds":9},{"from":"bot-expected","text":"remind: nothing to judge"}]}
        """

    private func report(_ lines: String) async throws -> DialogueReport {
        let office = try SmallOffice()
        let play = try #require(
            DialoguePlay(office.channels, office.knowledge, policy: ServicePolicy(), on: "neutral"))
        let dialogues = try Dialogue.read(lines)
        return DialogueReport(try await play.run(dialogues, at: office.clock.now), of: dialogues.count)
    }

    @Test func `a line becomes turns with what is expected of the bot after each`() throws {
        let turns = try #require(try Dialogue.read(Self.talk).first).turns

        #expect(turns.map(\.speaker) == ["villager-a", "villager-b", "villager-a", "adviser", "villager-a"])
        #expect(turns.map(\.expect) == [.answer, .silent, .escalate, nil, nil])
        #expect(turns.map(\.gapSeconds) == [0, 25, 30, 60, 9])
        #expect(turns.map(\.topics) == [["labor", "debt"], [], [], [], []])
        #expect(turns.map(\.isMentioned) == [true, false, true, false, false])
    }

    @Test func `a dialogue that goes as it should meets every expectation`() async throws {
        let report = try await report(Self.talk)

        #expect(report.dialogues == 1)
        #expect(report.dialoguesMet == 1)
        #expect(report.turns == 3)
        #expect(report.turnsMet == 3)
        #expect(report.turnAccuracy == 1)
        #expect(report.answered == 1)
        #expect(report.answeredCorrectly == 1)
        #expect(report.decisions == ["answer": 1, "silent": 1, "escalate": 1])
    }

    @Test func `what goes otherwise is counted by how bad it is`() async throws {
        let report = try await report(
            """
            {"id":"1","turns":[{"from":"a","text":"老板欠我工资怎么办","mentioned":true},{"from":"bot-expected","text":"answer[marriage]"}]}
            {"id":"2","turns":[{"from":"a","text":"转人工","mentioned":true},{"from":"bot-expected","text":"silent"}]}
            {"id":"3","turns":[{"from":"a","text":"今天猪肉好贵"},{"from":"bot-expected","text":"emergency[x]"}]}
            {"id":"4","turns":[{"from":"a","text":"快来正在打人"},{"from":"bot-expected","text":"silent"}]}
            """)

        #expect(report.dialogues == 4)
        #expect(report.dialoguesMet == 0)
        #expect(report.turnsMet == 0)
        #expect(report.answeredCorrectly == 0)
        #expect(report.falseReplies == 2)
        #expect(report.missedEmergencies == 1)
        #expect(report.falseEmergencies == 1)
    }

    @Test func `a case that is taken in one dialogue does not reach into the next`() async throws {
        let twice = Self.talk.replacing("\"id\":\"1\"", with: "\"id\":\"2\"")

        #expect(try await report(Self.talk + "\n" + twice).dialoguesMet == 2)
    }

    @Test func `files of questions and of dialogues are told apart, and a bad line by its number`() throws {
        #expect(Dialogue.isFile(Self.talk))
        #expect(!Dialogue.isFile("{\"id\":\"1\",\"text\":\"a\",\"topics\":[]}"))
        #expect(!Dialogue.isFile(""))
        do {
            _ = try Dialogue.read(Self.talk + "\n{\"id\":2}")
            Issue.record("a line without turns was read")
        } catch {
            #expect("\(error)".hasPrefix("line 2:"))
        }
    }
}
