package import Domain

/// One entry under `intakes:`: what a service asks before it takes up a matter, and the statutes behind its questions.
package struct IntakeEntry: Sendable {
    /// The questions.
    package var form: IntakeForm
    /// The statutes behind them.
    package var cites: [Located<Citation>]
    /// Where it was written.
    package var location: Location
}

/// Reads the entries under `intakes:`.
struct IntakeReader {
    let log: FindingLog

    func read(_ entry: YAMLMap) -> IntakeEntry? {
        entry.allow("service", "names", "topic", "opening", "cites", "questions", "verdicts")
        guard let service = entry.text("service"), let topic = entry.text("topic"), let opening = entry.text("opening")
        else { return nil }
        let form = IntakeForm(
            service: service, names: entry.texts("names").map(\.value), topic: TopicID(topic), opening: opening.trimmed,
            questions: entry.maps("questions").compactMap(question),
            verdicts: entry.maps("verdicts").compactMap(verdict))
        let cites = entry.texts("cites").compactMap { cite -> Located<Citation>? in
            if let citation = Citation(cite.value) { return Located(citation, at: cite.location) }
            log.error(cite.location, "依据要写成“法律名 条号”，现在是 \(cite.value)", rule: "citation-shape")
            return nil
        }
        return IntakeEntry(form: form, cites: cites, location: entry.location)
    }

    private func question(_ entry: YAMLMap) -> IntakeForm.Question? {
        entry.allow("id", "label", "ask", "kind", "choices", "private")
        guard let id = entry.text("id"), let label = entry.text("label"), let ask = entry.text("ask") else {
            return nil
        }
        let choices = entry.texts("choices").map(\.value)
        let kind: IntakeForm.Question.Kind
        switch entry.optionalText("kind") ?? (choices.isEmpty ? "words" : "choice") {
        case "choice": kind = .choice(choices)
        case "words": kind = .words
        case "name": kind = .name
        case "place": kind = .place
        case "phone": kind = .phone
        case let other:
            log.error(
                entry.location("kind"), "kind 不认识 \(other)，可用的有：choice、words、name、place、phone",
                rule: "unknown-value")
            return nil
        }
        if case .choice = kind, !(2...9).contains(choices.count) {
            log.error(entry.location, "选项要有 2 到 9 个，现在有 \(choices.count) 个", rule: "intake-choices")
        }
        return IntakeForm.Question(
            id: id, label: label, ask: ask.trimmed, kind: kind, isPrivate: entry.optionalBool("private") ?? false)
    }

    private func verdict(_ entry: YAMLMap) -> IntakeForm.Verdict? {
        entry.allow("id", "when", "say")
        guard let id = entry.text("id"), let say = entry.text("say") else { return nil }
        var when: [String: Set<Int>] = [:]
        if let conditions = entry.map("when") {
            for (question, place, _) in conditions.fields {
                let numbers = conditions.texts(question).compactMap { Int($0.value) }
                if numbers.isEmpty { log.error(place, "\(question) 后面应当是选项的号码，例如 [1, 2]", rule: "yaml-shape") }
                when[question] = Set(numbers)
            }
        }
        return IntakeForm.Verdict(id: id, when: when, say: say.trimmed)
    }
}
