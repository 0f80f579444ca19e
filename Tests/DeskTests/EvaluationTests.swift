import Desk
import Domain
import TestSupport
import Testing

struct EvaluationTests {
    private func report(_ lines: String) throws -> EvaluationReport {
        let office = try SmallOffice()
        let evaluation = Evaluation(Rehearsal(office.knowledge.current), stopwatch: { 0 })
        return EvaluationReport(evaluation.run(try Evaluation.read(lines), at: office.clock.now))
    }

    @Test func `figures count what came out`() throws {
        let report = try report(
            """
            {"id":"1","text":"老板欠我工资怎么办","topics":["labor"]}
            {"id":"2","text":"老板欠我工资怎么办","topics":["marriage","other.legal"]}
            {"id":"3","text":"想离婚怎么办手续","topics":["marriage"]}
            {"id":"4","text":"今天猪肉好贵","topics":["other.nonlegal"],"mentioned":false,"expect":"silent"}
            {"id":"5","text":"老板欠我工资怎么办","topics":["other.nonlegal"],"mentioned":false,"expect":"silent"}
            {"id":"6","text":"快来正在打人","topics":["other.legal"],"mentioned":false,"expect":"emergency"}
            {"id":"7","text":"猪肉多少钱一斤","topics":["labor"],"expect":"emergency"}
            """)

        #expect(report.questions == 7)
        #expect(report.inScope == 4)
        #expect(report.answered == 4)
        #expect(report.answeredCorrectly == 2)
        #expect(report.answerPrecision == 0.5)
        #expect(report.answerCoverage == 0.5)
        #expect(report.top1 == 0.5)
        #expect(report.falseReplies == 1)
        #expect(report.missedEmergencies == 1)
        #expect(report.falseEmergencies == 0)
        #expect(report.expectationAccuracy == 0.5)
        #expect(report.decisions["emergency"] == 1)
    }

    @Test func `a line that is no question is named by its number`() {
        #expect(throws: Evaluation.BadLine.self) {
            try Evaluation.read("{\"id\":\"1\",\"text\":\"a\",\"topics\":[]}\n{\"id\":2}")
        }
        do {
            _ = try Evaluation.read("{\"id\":\"1\",\"text\":\"a\",\"topics\":[]}\n{\"id\":2}")
        } catch {
            #expect("\(error)".hasPrefix("line 2:"))
        }
    }
}
