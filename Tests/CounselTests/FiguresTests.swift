import Content
import Desk
import Foundation
import Testing

/// Keeps what understanding reached on the project's own labelled messages.
///
/// The floors stand a little under the figures, so that a change that costs more than a few lines is seen. Whoever
/// raises the figures raises the floors.
struct FiguresTests {
    private func report(_ name: String) throws -> EvaluationReport {
        let file = URL(filePath: ProjectFiles.root + "evaluation/\(name).jsonl")
        let questions = try Evaluation.read(String(decoding: try Data(contentsOf: file), as: UTF8.self))
        let knowledge = ProjectFiles.holder.current
        let evaluation = Evaluation(Rehearsal(knowledge, policy: ProjectFiles.settings.policy), stopwatch: { 0 })
        return EvaluationReport(evaluation.run(questions, at: ProjectFiles.moment))
    }

    @Test(arguments: ["questions-tuned", "questions-held"])
    func `formal questions are understood`(name: String) throws {
        let report = try report(name)

        #expect(report.questions > 200)
        #expect(try #require(report.answerPrecision) >= 0.91)
        #expect(try #require(report.answerCoverage) >= 0.72)
        #expect(try #require(report.top1) >= 0.85)
        #expect(try #require(report.top3) >= 0.94)
        #expect(try #require(report.clarifyHit) >= 0.85)
        #expect(report.falseEmergencies == 0)
    }

    @Test(arguments: ["village-tuned", "village-held"])
    func `villagers' questions are understood`(name: String) throws {
        let report = try report(name)

        #expect(report.questions > 100)
        #expect(try #require(report.answerPrecision) >= 0.91)
        #expect(try #require(report.answerCoverage) >= 0.57)
        #expect(try #require(report.top1) >= 0.80)
        #expect(try #require(report.top3) >= 0.93)
        #expect(report.missedEmergencies <= 1)
        #expect(report.falseEmergencies == 0)
    }

    @Test(arguments: ["silence-tuned", "silence-held"])
    func `talk is left alone`(name: String) throws {
        let report = try report(name)

        #expect(report.questions > 150)
        #expect(report.falseReplies <= 1)
        #expect(report.falseEmergencies == 0)
    }

    @Test(arguments: ["emergencies-tuned", "emergencies-held"])
    func `emergencies are heard, and talk about them is not`(name: String) throws {
        let report = try report(name)

        #expect(report.questions >= 20)
        #expect(report.missedEmergencies <= 4)
        #expect(report.falseEmergencies == 0)
    }

    // The held ones show how much is still missed; what they hold is that nothing else rings the alarm.
    @Test(arguments: [("alarms-tuned", 10), ("alarms-held", 48)])
    func `near misses ring no alarm`(name: String, missed: Int) throws {
        let report = try report(name)

        #expect(report.questions >= 119)
        #expect(report.missedEmergencies <= missed)
        #expect(report.falseEmergencies == 0)
    }
}
