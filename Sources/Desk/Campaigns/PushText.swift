import Content
import Domain

/// The words of a push: the theme, a line that leads up to it, the reviewed answer in short, and where to ask on.
struct PushText {
    private let knowledge: Knowledge

    init(_ knowledge: Knowledge) { self.knowledge = knowledge }

    /// The title that lists show.
    func title(of push: PlannedPush) -> String {
        switch push.item {
        case .answer(let id, _): knowledge.answers.title(of: id) ?? id.text
        case .story(let title, _): title
        }
    }

    /// The words as a village reads them, or a circle; nil when the answer does not exist.
    func text(of push: PlannedPush, for village: Village?) -> String? {
        var lines = ["【普法·\(push.campaign.theme)】"]
        switch push.item {
        case .answer(let id, let lead):
            // No room for sections: a push that fills the screen is not read.
            guard let answer = knowledge.answers.text(id, for: village, limit: 0) else { return nil }
            if let lead { lines.append(lead) }
            lines.append(answer)
        case .story(let title, let text): lines += ["【以案说法：\(title)】", text]
        }
        if village != nil { lines.append("想细问，在群里@我说一句就行，白天晚上都答。") }
        return lines.joined(separator: "\n")
    }
}
