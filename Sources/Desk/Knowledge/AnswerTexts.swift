import Content
import Domain
import Synchronization

/// Answers as villagers read them, filled for a village once and then kept as long as this knowledge is in use.
final class AnswerTexts: Sendable {
    private struct Key: Hashable {
        let answer: AnswerID
        let village: VillageID?
        let limit: Int
        let leadsOn: Bool
    }

    private let catalog: Catalog
    private let directory: Directory
    private let filled = Mutex<[Key: String]>([:])

    init(catalog: Catalog, directory: Directory) {
        self.catalog = catalog
        self.directory = directory
    }

    /// The answer's text within so many UTF-8 bytes: short answer and statutes always, sections while they fit.
    ///
    /// With `leadsOn` it ends with where to go next, as far as the text has not said so, and how to have it registered.
    func text(_ answer: AnswerID, for village: Village?, limit: Int, leadsOn: Bool = true) -> String? {
        let key = Key(answer: answer, village: village?.id, limit: limit, leadsOn: leadsOn)
        if let known = filled.withLock({ $0[key] }) { return known }
        guard let answer = catalog.answers[answer] else { return nil }
        let facts = VillageFacts(village, directory)
        let hint = leadsOn ? hint(answer) : ""
        var text = render(answer, facts, limit: limit - hint.utf8.count)
        if leadsOn {
            let next = next(answer, after: text)
            if text.utf8.count + next.utf8.count + hint.utf8.count <= limit { text += next }
            if text.utf8.count + hint.utf8.count <= limit { text += hint }
        }
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

    /// The services to go to that the text does not name; a hotline whose number stands in it is named.
    private func next(_ answer: Answer, after text: String) -> String {
        let services = answer.next.compactMap { directory.services[$0.value] }.filter { service in
            !text.contains(service.name) && !(service.kind == "hotline" && text.contains(service.phone))
        }
        return line(.nextServices, services.map { "\($0.name)\($0.phone)" })
    }

    /// How to have the matter registered with a service of the answer that takes it up in chat.
    private func hint(_ answer: Answer) -> String {
        let forms = answer.next.compactMap { next in catalog.intakes.first { $0.form.service == next.value }?.form }
        return line(.serviceHint, forms.compactMap { $0.names.first.map { "登记\($0)" } })
    }

    private func line(_ line: Decision.Line, _ services: [String]) -> String {
        guard !services.isEmpty, let template = catalog.replies[line] else { return "" }
        return "\n" + Placeholder.fill(template) { $0 == "services" ? services.joined(separator: "、") : nil }
    }

    private func fill(_ text: String, _ facts: VillageFacts) -> String {
        Placeholder.fill(text) { facts[$0] }
    }
}
