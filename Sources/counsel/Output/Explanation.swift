import Content
import Desk
import Domain
import Understanding

/// How a text was read and why the bot does what it does, for `counsel ask --explain`.
struct Explanation {
    let lines: [String]

    init(_ text: String, _ result: Rehearsal.Result, _ knowledge: Knowledge, policy: ServicePolicy) {
        let heard = result.interpretation
        let catalog = knowledge.compiled.catalog
        lines =
            Self.reading(text, heard, knowledge.compiled) + Self.meaning(heard, catalog)
            + Self.ranked(heard.candidates).enumerated()
            .flatMap { Self.candidate($1, number: $0 + 1, in: catalog) }
            + ["决定：\(Self.name(result.decision.kind))（\(result.decision.reason.rawValue)）"]
            + DecisionGrounds(result.decision, heard, policy).sentences.map { "   因为\($0)" } + [""]
    }

    /// What normalising made of the words.
    private static func reading(_ text: String, _ heard: Interpretation, _ compiled: CompiledCatalog) -> [String] {
        let changes = compiled.normalizer.normalize(text).changes(from: text)
            .filter { $0.was.filter { !$0.isWhitespace && !$0.isPunctuation } != $0.now.filter { !$0.isPunctuation } }
            .map { "\($0.was.isEmpty ? "（空）" : $0.was)→\($0.now)" }
        let lines = ["原话：\(text)", "规范化：\(heard.normalized)"]
        return changes.isEmpty ? lines : lines + ["   改写：" + changes.joined(separator: "，")]
    }

    /// How it is meant, by the names that the rules have in the files.
    private static func meaning(_ heard: Interpretation, _ catalog: Catalog) -> [String] {
        func names(_ isMeant: (Rule.Meaning) -> Bool) -> String {
            catalog.rules.filter { isMeant($0.meaning) }.map { "\($0.name)（\($0.id)）" }.joined(separator: "、")
        }
        var lines: [String] = []
        let signals = names { if case .signal(let signal) = $0 { heard.signals.contains(signal) } else { false } }
        lines.append("语气：" + (signals.isEmpty ? "没有听出来" : signals))
        if let emergency = heard.emergency { lines.append("紧急：\(emergency.kind.rawValue)（\(emergency.rule)）") }
        if let command = heard.command { lines.append("命令：" + names { $0 == .command(command) }) }
        if !heard.overruns.isEmpty {
            lines.append("失控的模式（当作没碰上）：" + heard.overruns.joined(separator: "、"))
        }
        if heard.candidates.isEmpty { lines.append("没有碰上哪个意图") }
        return lines
    }

    /// The strongest first; deciding itself looks at the best of each topic before the rest of that topic.
    private static func ranked(_ candidates: [Candidate]) -> [Candidate] {
        candidates.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(
            \.element)
    }

    private static func candidate(_ candidate: Candidate, number: Int, in catalog: Catalog) -> [String] {
        let topic = catalog.topics[candidate.topic] ?? candidate.topic.text
        let head = "\(number). \(candidate.intent) 得 \(hundredths(candidate.score))（轻重 \(hundredths(candidate.weight))）"
        let privacy = candidate.sensitivity == .private ? "，只能私聊答" : ""
        return [head + " \(candidate.name)｜\(topic)\(privacy)"]
            + candidate.evidence.map { evidence in
                let words = evidence.words.isEmpty ? "" : "：" + evidence.words.map { "“\($0)”" }.joined(separator: " ")
                return "   \(name(evidence.source)) \(evidence.rule)\(words) +\(hundredths(evidence.weight))"
            }
    }

    private static func name(_ source: Evidence.Source) -> String {
        switch source {
        case .keyword: "关键词"
        case .pattern: "模式"
        case .likeness: "相似"
        }
    }

    private static func name(_ kind: Decision.Kind) -> String {
        switch kind {
        case .answer: "回答"
        case .clarify: "追问"
        case .escalate: "转人"
        case .emergency: "紧急"
        case .silent: "不说话"
        }
    }

    static func hundredths(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
