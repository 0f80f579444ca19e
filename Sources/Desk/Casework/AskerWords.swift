import Content
import Domain
import Understanding

/// What the asker of a case reads from the office, in the catalog's own lines.
struct AskerWords {
    private let desk: CaseDesk

    init(_ desk: CaseDesk) { self.desk = desk }

    /// The message to where the case was asked; nil when the catalog has no such line.
    func message(_ word: CaseChange.Word, about file: LegalCase) -> OutboundMessage? {
        let line: Decision.Line
        var values: [String: String] = ["case.number": "\(file.number)"]
        switch word {
        case .taken(let person, let answerBy):
            line = .caseTaken
            values["case.person"] = name(person)
            values["case.when"] = WhenText.of(answerBy, from: desk.now)
        case .answer(let person, let text):
            line = .caseAnswer
            values["case.person"] = name(person)
            values["case.words"] = text
        case .question(let person, let text):
            line = .caseQuestion
            values["case.person"] = name(person)
            values["case.words"] = text
        case .handedOver(let person):
            line = .caseHandedOver
            values["case.person"] = name(person)
        case .closed: line = .caseClosed
        case .lapsed: line = .caseLapsed
        }
        guard let template = desk.knowledge.compiled.catalog.replies[line] else { return nil }
        let facts = VillageFacts(file.village.flatMap { desk.directory.villages[$0] }, desk.directory)
        let text = Placeholder.fill(template) { values[$0] ?? facts[$0] }
        let isGroup = file.conversation.kind == .group
        return OutboundMessage(
            channel: file.conversation.channel, to: file.conversation.id.text, kind: file.conversation.kind, text: text,
            mentions: isGroup ? [file.asker.text] : [], asker: file.asker)
    }

    private func name(_ person: PersonID) -> String { desk.directory.people[person]?.name ?? "法律顾问" }
}
