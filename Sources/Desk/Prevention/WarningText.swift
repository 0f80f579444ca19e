import Content
import Domain
import Understanding

/// What a justice office reads in a warning: where, what, why, and how to say what came of it.
struct WarningText {
    private let directory: Directory
    private let topics: [TopicID: String]

    init(_ knowledge: Knowledge) {
        directory = knowledge.directory
        topics = knowledge.compiled.catalog.topics
    }

    /// The ping of a warning with its number.
    func ping(_ warning: DisputeWarning, number: Int64) -> String {
        let rule = warning.rule
        let village = directory.villages[warning.village]?.name ?? warning.village.text
        var lines = ["【\(rule.level.name)预警 W\(number)】\(village)：\(rule.name)", "原因：\(reason(warning))。"]
        lines += quoted(warning).map { "群众说：\(Masking.summary($0.words, characters: 40))" }
        lines.append(rule.level == .red ? "请马上联系村上，先把人稳住；正在动手的先报110。" : "请到村里看一看，两边都听一听。")
        lines.append("看过以后引用本条回“属实”或“误报”，也可以发：属实 W\(number)、误报 W\(number)")
        return lines.joined(separator: "\n")
    }

    /// `7天内6条、4个人问“土地权属与地界”，前7天2条`.
    func reason(_ warning: DisputeWarning) -> String {
        let rule = warning.rule
        let topic = (warning.topic ?? commonTopic(warning)).flatMap { topics[$0] }
        var text = "\(rule.days)天内\(warning.signals.count)条"
        if warning.askers > 1 { text += "、\(warning.askers)个人" }
        if let topic { text += "问“\(topic)”" }
        if rule.growth != nil { text += "，前\(rule.days)天\(warning.before)条" }
        let words = rule.words.filter { word in warning.signals.contains { $0.words.contains(word) } }
        if !words.isEmpty { text += "，话里有“\(words.prefix(4).joined(separator: "”“"))”" }
        if !rule.sides.isEmpty { text += "，两边都在问" }
        return text
    }

    /// The newest questions that show why, at most two: of a rule with words those that hold one.
    private func quoted(_ warning: DisputeWarning) -> [DisputeSignal] {
        let rule = warning.rule
        guard rule.sides.count == 2 else { return warning.signals.suffix(2) }
        return rule.sides.compactMap { side in
            warning.signals.last { signal in side.contains(where: signal.words.contains) }
        }
    }

    /// The topic of all questions, where they have one in common.
    private func commonTopic(_ warning: DisputeWarning) -> TopicID? {
        let all = Set(warning.signals.map(\.topic))
        return all.count == 1 ? all.first ?? nil : nil
    }
}
