import Content
import Domain

/// What a service says while it takes up a matter: its questions one by one, and what came of them.
struct ServiceTalk {
    private let composer: ReplyComposer

    init(_ composer: ReplyComposer) { self.composer = composer }

    /// The words of a turn; `file` is the case that the answers went into.
    func words(for turn: IntakeTurn, _ decision: Decision, _ file: LegalCase?) -> String? {
        switch turn {
        case .list: return composer.fixed(.serviceList, decision, nil)
        case .ask(let dialogue, let form, let begins):
            let question = question(dialogue, form)
            return begins ? fill(form.opening) + "\n" + question : question
        case .again(let dialogue, let form):
            return composer.fixed(.serviceAgain, decision, nil).map { $0 + "\n" + question(dialogue, form) }
        case .cancelled: return composer.fixed(.serviceCancelled, decision, nil)
        case .done(_, _, let verdict):
            let line: Decision.Line =
                // A case that was there before has seen changes.
                file.map { $0.version > 1 } == true
                ? .serviceAdded : composer.isPutOff(file) ? .serviceTakenOffHours : .serviceTaken
            let parts = [verdict.map { fill($0.say) }, composer.fixed(line, decision, file)]
            return parts.compactMap(\.self).joined(separator: "\n")
        }
    }

    /// What becomes of the questions after a decision.
    static func update(after decision: Decision) -> IntakeUpdate {
        if case .service(let turn) = decision.speech {
            switch turn {
            case .ask(let dialogue, _, _), .again(let dialogue, _): return .put(dialogue)
            case .done, .cancelled: return .end
            case .list: return .keep
            }
        }
        // Danger breaks through, and whoever wants a human does not want questions.
        return decision.kind == .emergency || decision.reason == .askedForHuman ? .end : .keep
    }

    /// `（2/5）在哪个村？` with the choices below it.
    private func question(_ dialogue: IntakeDialogue, _ form: IntakeForm) -> String {
        let isGroup = composer.message.conversation.kind == .group
        let asked = form.questions.indices.filter { !(isGroup && form.questions[$0].isPrivate) }
        let question = form.questions[dialogue.step]
        let number = (asked.firstIndex(of: dialogue.step) ?? dialogue.step) + 1
        var lines = ["（\(number)/\(asked.count)）" + fill(question.ask)]
        if case .choice(let names) = question.kind {
            lines += names.enumerated().map { "\($0 + 1). \($1)" }
        }
        return lines.joined(separator: "\n") + (isGroup ? ReplyComposer.mentionHint : "")
    }

    private func fill(_ text: String) -> String {
        let facts = VillageFacts(composer.village, composer.knowledge.directory)
        return Placeholder.fill(text) { facts[$0] }
    }
}
