import Channels
import Content
import Desk
import Domain
import Foundation
import Testing

@testable import counsel

/// What others rely on: the commands' JSON on the project's own catalog and directory.
struct ContractTests {
    private func ask(_ text: String, _ setting: Rehearsal.Setting = .private) throws -> JSONValue {
        let knowledge = ProjectFiles.holder.current
        let result = Rehearsal(knowledge).ask(text, in: setting, village: nil, at: ProjectFiles.moment)
        return try JSONReader.read(Array(try jsonText(AskOutput(result, digest: knowledge.digest)).utf8))
    }

    @Test func `the project's files have no errors`() {
        let findings = ProjectFiles.holder.current.findings.filter { $0.severity == .error }
        #expect(findings.map(\.line) == [])
    }

    @Test func `a boss who ran off with the wages is answered`() throws {
        let answer = try ask("老板欠我工钱跑路了咋个办")
        #expect(answer["decision"]?.string == "answer")
        #expect(answer["topic"]?.string == "labor.wages")
        #expect(answer["reply"]?.string?.contains("依据：") == true)
    }

    @Test func `market talk is met with silence`() throws {
        let answer = try ask("今天赶场猪肉好贵", .overheard)
        #expect(answer["decision"]?.string == "silent")
        #expect(answer["reply"] == .null)
    }

    @Test func `ask prints exactly the contract's keys`() throws {
        let keys = try ask("离婚冷静期是好久").object?.map(\.key)
        #expect(
            keys == [
                "answer", "candidates", "catalogDigest", "decision", "intent", "normalized", "reason", "reply", "score",
                "topic",
            ])
        let candidate = try ask("离婚冷静期是好久")["candidates"]?[0]?.object?.map(\.key)
        #expect(candidate == ["evidence", "intent", "score", "topic"])
    }

    @Test func `evaluate prints the contract's keys`() throws {
        let lines = #"{"id":"1","text":"老板欠我工钱跑路了咋个办","topics":["labor.wages"],"expect":"answer"}"#
        let evaluation = Evaluation(Rehearsal(ProjectFiles.holder.current), stopwatch: System.stopwatch)
        let outcomes = evaluation.run(try Evaluation.read(lines), at: ProjectFiles.moment)
        let report = try JSONReader.read(Array(try jsonText(EvaluationReport(outcomes)).utf8))
        for key in [
            "questions", "decisions", "inScope", "answered", "answeredCorrectly", "answerPrecision", "answerCoverage",
            "top1", "top3", "falseReplies", "missedEmergencies", "falseEmergencies", "expectationAccuracy",
            "nanosecondsPerMessage",
        ] {
            #expect(report[key] != nil, "\(key)")
        }
        #expect(report["answeredCorrectly"]?.integer == 1)
    }

    @Test func `every township has its office, every village its adviser and its groups`() {
        let directory = ProjectFiles.holder.current.directory
        #expect(directory.townships.count == 12)
        #expect(directory.villages.count == 139)
        for village in directory.villages.values {
            #expect(directory.chain(for: village).count >= 3, "\(village.id)")
            #expect(!village.groups.isEmpty, "\(village.id)")
        }
    }
}
