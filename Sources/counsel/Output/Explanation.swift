import Content
import Desk
import Domain
import Understanding

/// How a text was read, for `counsel ask --explain`.
struct Explanation {
    let lines: [String]

    init(_ result: Rehearsal.Result, _ knowledge: Knowledge) {
        let heard = result.interpretation
        var lines = ["规范化：\(heard.normalized)"]
        if !heard.signals.isEmpty {
            lines.append("语气：" + heard.signals.map(\.rawValue).sorted().joined(separator: "、"))
        }
        if let emergency = heard.emergency { lines.append("紧急：\(emergency.kind.rawValue)（\(emergency.rule)）") }
        if let command = heard.command { lines.append("指令：\(command.rawValue)") }
        for (number, candidate) in heard.candidates.enumerated() {
            let topic = knowledge.compiled.catalog.topics[candidate.topic] ?? candidate.topic.text
            lines.append(
                "\(number + 1). \(candidate.intent) \(Self.hundredths(candidate.score)) \(candidate.name)｜\(topic)")
            for evidence in candidate.evidence {
                let words = evidence.words.isEmpty ? "" : "：" + evidence.words.map { "“\($0)”" }.joined(separator: " ")
                lines.append(
                    "   \(Self.name(evidence.source)) \(evidence.rule)\(words) +\(Self.hundredths(evidence.weight))")
            }
        }
        lines.append("决定：\(result.decision.kind.rawValue)（\(result.decision.reason.rawValue)）")
        lines.append("")
        self.lines = lines
    }

    private static func name(_ source: Evidence.Source) -> String {
        switch source {
        case .keyword: "关键词"
        case .pattern: "模式"
        case .likeness: "相似"
        }
    }

    private static func hundredths(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
