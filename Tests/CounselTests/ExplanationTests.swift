import Desk
import Domain
import TestSupport
import Testing

@testable import counsel

struct ExplanationTests {
    private func lines(_ text: String, _ setting: Rehearsal.Setting = .mentioned) throws -> [String] {
        let office = try SmallOffice()
        let result = Rehearsal(office.knowledge.current).ask(text, in: setting, village: nil, at: office.clock.now)
        return Explanation(text, result, office.knowledge.current, policy: ServicePolicy()).lines
    }

    @Test func `it shows what normalising made of the words`() throws {
        let lines = try lines("老板欠我工资咋个办，離婚")

        #expect(lines[0] == "原话：老板欠我工资咋个办，離婚")
        #expect(lines[1] == "规范化：老板欠我工资怎么办,离婚")
        #expect(lines[2] == "   改写：咋个→怎么，離→离")
    }

    @Test func `it shows every candidate with its evidence, the signals, and what decided`() throws {
        let text = try lines("老板欠我工资怎么办，我想离婚").joined(separator: "\n")

        #expect(text.contains("语气：问（signal.question）"))
        #expect(text.contains("1. labor.wages 得"))
        #expect(text.contains("2. marriage.divorce 得"))
        #expect(text.contains("关键词 想离婚：“想离婚”"))
        #expect(text.contains("领先"))
    }

    @Test(arguments: [
        ("老板欠我工资怎么办", Rehearsal.Setting.mentioned, "回答（clear）", "最像的 labor.wages 得"),
        ("老公打我怎么办", .mentioned, "（sensitive）", "private"),
        ("今天猪肉好贵", .overheard, "不说话（overheard）", "没有听出是在问问题"),
        ("今天猪肉好贵", .mentioned, "转人（unknown）", "没有碰上哪个意图"),
        ("我要告", .mentioned, "追问（vague）", "先追问一次"),
        ("转人工", .mentioned, "转人（asked-for-human）", "要求找人"),
        ("快来正在打人", .overheard, "紧急（danger）", "emergency.violence"),
        ("谢谢", .mentioned, "不说话（thanks）", "道谢"),
    ])
    func `each decision has its grounds`(
        _ words: String, _ setting: Rehearsal.Setting, _ decision: String, _ ground: String
    ) throws {
        let text = try lines(words, setting).joined(separator: "\n")

        #expect(text.contains(decision))
        #expect(text.contains(ground))
    }

    @Test func `candidates of one topic stand in the order of their weights among the others`() throws {
        let office = try SmallOffice()
        let knowledge = office.knowledge.current
        let heard = Candidate(
            intent: "a.first", topic: "a", name: "甲", answer: "a", score: 0.9, sensitivity: .public,
            staleFrom: .init(daysSince1970: 30_000))
        func other(_ intent: IntentID, _ topic: TopicID, weight: Double) -> Candidate {
            var one = heard
            (one.intent, one.topic, one.weight) = (intent, topic, weight)
            return one
        }
        var result = Rehearsal(knowledge).ask("今天猪肉好贵", in: .mentioned, village: nil, at: office.clock.now)
        result.interpretation.candidates = [
            other("a.first", "a", weight: 9), other("b.first", "b", weight: 4), other("a.second", "a", weight: 7),
            other("b.second", "b", weight: 4),
        ]
        let lines = Explanation("今天猪肉好贵", result, knowledge, policy: ServicePolicy()).lines

        #expect(
            lines.filter { $0.first?.isNumber == true }.compactMap { $0.split(separator: " ").dropFirst().first } == [
                "a.first", "a.second", "b.first", "b.second",
            ])
    }
}
