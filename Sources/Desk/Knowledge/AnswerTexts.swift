import Content
import Domain
import Synchronization

/// Answers as villagers read them, filled for a village once and then kept as long as this knowledge is in use.
final class AnswerTexts: Sendable {
    private struct Key: Hashable {
        let answer: AnswerID
        let village: VillageID?
        let limit: Int
    }

    private let catalog: Catalog
    private let directory: Directory
    private let filled = Mutex<[Key: String]>([:])

    init(catalog: Catalog, directory: Directory) {
        self.catalog = catalog
        self.directory = directory
    }

    /// The answer's text within so many UTF-8 bytes: short answer and statutes always, sections while they fit.
    func text(_ answer: AnswerID, for village: Village?, limit: Int) -> String? {
        let key = Key(answer: answer, village: village?.id, limit: limit)
        if let known = filled.withLock({ $0[key] }) { return known }
        guard let answer = catalog.answers[answer] else { return nil }
        let text = render(answer, VillageFacts(village, directory), limit: limit)
        filled.withLock { filled in
            // 139 villages times 500 answers would be a hundred megabytes; starting over costs microseconds an answer.
            if filled.count >= Self.kept { filled.removeAll(keepingCapacity: true) }
            filled[key] = text
        }
        return text
    }

    /// How many filled texts are kept, at about 1.5 KB each.
    private static let kept = 4_096

    func title(of answer: AnswerID) -> String? { catalog.answers[answer]?.title }

    private func render(_ answer: Answer, _ facts: VillageFacts, limit: Int) -> String {
        var text = "【\(answer.title)】\n" + fill(answer.short, facts)
        if !answer.cites.isEmpty {
            text += "\n依据：" + answer.cites.map(\.value.description).joined(separator: "、")
        }
        for section in answer.sections {
            let more = "\n\(section.title)：\n" + fill(section.text, facts)
            if text.utf8.count + more.utf8.count <= limit { text += more }
        }
        return text
    }

    private func fill(_ text: String, _ facts: VillageFacts) -> String {
        Placeholder.fill(text) { facts[$0] }
    }
}
