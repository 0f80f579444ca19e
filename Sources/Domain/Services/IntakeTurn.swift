/// What one message does to a service's questions.
package enum IntakeTurn: Sendable, Equatable {
    /// Somebody wants something registered, but does not say what: which services there are.
    case list
    /// The next question; with `begins` the first.
    case ask(IntakeDialogue, IntakeForm, begins: Bool)
    /// The answer was not understood: the same question again.
    case again(IntakeDialogue, IntakeForm)
    /// All is answered.
    case done(CaseIntake, IntakeForm, IntakeForm.Verdict?)
    /// The asker does not want to go on.
    case cancelled(IntakeForm)
}

/// Leads an asker through a service's questions; pure.
package struct IntakeGuide: Sendable {
    /// What the services ask.
    let forms: [IntakeForm]
    /// Whether neighbours read along.
    let isGroup: Bool
    /// When an unanswered question is forgotten.
    let expiresAt: Timestamp

    /// Takes the services' forms, where it happens, and until when an answer is waited for.
    package init(_ forms: [IntakeForm], isGroup: Bool, expiresAt: Timestamp) {
        self.forms = forms
        self.isGroup = isGroup
        self.expiresAt = expiresAt
    }

    /// The turn of somebody who asks for a service by name (`登记调解`), nil when the message does not.
    package func request(in normalized: String) -> IntakeTurn? {
        guard let wish = IntakeWords.wish(normalized) else { return nil }
        guard !wish.isEmpty else { return .list }
        guard let form = forms.first(where: { $0.names.contains(String(wish)) }) else { return nil }
        return next(IntakeDialogue(service: form.service, step: 0, expiresAt: expiresAt), form, begins: true)
    }

    /// The turn of somebody who was asked; nil when there is no such service or question any more.
    ///
    /// `said` are the words as they came; what is kept of them is masked.
    package func answer(_ dialogue: IntakeDialogue, with normalized: String, _ said: String) -> IntakeTurn? {
        guard let form = forms.first(where: { $0.service == dialogue.service }),
            form.questions.indices.contains(dialogue.step)
        else { return nil }
        if IntakeWords.isCancel(normalized) { return .cancelled(form) }
        let question = form.questions[dialogue.step]
        var dialogue = dialogue
        dialogue.expiresAt = expiresAt
        guard let answer = IntakeWords.answer(to: question, normalized, said) else { return .again(dialogue, form) }
        dialogue.answers.append(answer)
        dialogue.step += 1
        return next(dialogue, form, begins: false)
    }

    /// The turn of somebody who takes it all back; nil when there is no such service any more.
    package func leave(_ dialogue: IntakeDialogue) -> IntakeTurn? {
        forms.first { $0.service == dialogue.service }.map { .cancelled($0) }
    }

    private func next(_ dialogue: IntakeDialogue, _ form: IntakeForm, begins: Bool) -> IntakeTurn {
        guard let step = form.question(from: dialogue.step, isGroup: isGroup) else {
            let verdict = form.verdict(on: dialogue.answers)
            let intake = CaseIntake(service: form.service, answers: dialogue.answers, verdict: verdict?.id)
            return .done(intake, form, verdict)
        }
        var dialogue = dialogue
        dialogue.step = step
        return .ask(dialogue, form, begins: begins)
    }
}

/// The words with which people ask for a service, answer its questions, or leave them.
enum IntakeWords {
    private static let polite = ["麻烦", "请", "我想要", "我想", "我要", "想要", "要", "帮我", "帮忙", "给我", "替我"]
    private static let tails = ["。", ".", "!", "~", ",", "，", "谢谢", "一下", "下", "吧", "嘛", "噻", "哈", "啊", "呀", "呢"]

    /// What stands behind `登记`, without politeness; empty for the bare word, nil for other talk.
    static func wish(_ text: String) -> Substring? {
        var rest = stripped(text)
        for word in polite where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
        guard rest.hasPrefix("登记") else { return nil }
        rest = rest.dropFirst(2)
        for word in ["一下", "个", ":", "：", " "] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
        return rest
    }

    private static let cancels: Set<String> = [
        "算了", "取消", "不办了", "不登记了", "不登了", "不弄了", "不要了", "不填了", "退出", "停", "取消登记", "算了不办了", "算了不登记了",
    ]

    static func isCancel(_ text: String) -> Bool {
        cancels.contains(String(stripped(text).filter { !",， ".contains($0) }))
    }

    private static func stripped(_ text: String) -> Substring {
        var rest = text[...]
        while let tail = tails.first(where: { rest.hasSuffix($0) }) { rest = rest.dropLast(tail.count) }
        return rest
    }

    /// The most characters of an answer that are kept.
    private static let longest = 300

    /// The answer to the question, nil when the words are none.
    static func answer(to question: IntakeForm.Question, _ normalized: String, _ said: String) -> IntakeAnswer? {
        let line = said.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard !line.isEmpty else { return nil }
        let words = Masking.summary(line, characters: longest)
        func answer(_ words: String, choice: Int? = nil) -> IntakeAnswer {
            IntakeAnswer(question: question.id, label: question.label, choice: choice, words: words)
        }
        switch question.kind {
        case .choice(let names):
            let number =
                MenuNumber.read(normalized, upTo: names.count) ?? MenuWord.read(normalized, among: names).map { $0 + 1 }
            return number.map { answer(names[$0 - 1], choice: $0) }
        case .name:
            // Masking knows a name by what stands before it.
            return answer(String(Masking.summary("我叫" + line, characters: 30).dropFirst(2)))
        case .place, .words: return answer(words)
        case .phone:
            let digits = said.unicodeScalars.count { MaskingPage.digit($0) != nil }
            if digits >= 7 { return answer(Masking.summary(line, characters: 40)) }
            return ["不留", "没有", "不方便", "不想留", "无", "不说"].contains { said.contains($0) } ? answer("没有留") : nil
        }
    }
}
