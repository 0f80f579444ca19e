/// The questions with which a service takes up a matter, as its entry under `intakes:` has them.
package struct IntakeForm: Sendable, Hashable {
    /// One question.
    package struct Question: Sendable, Hashable {
        /// How it is answered.
        package enum Kind: Sendable, Hashable {
            /// By the number or the words of one of these.
            case choice([String])
            /// In free words.
            case words
            /// By what the asker is called; all but the surname is masked.
            case name
            /// By the village, which decides whose matter it is.
            case place
            /// By a telephone number, masked; or by declining.
            case phone
        }

        /// The name by which verdicts speak of it.
        package var id: String
        /// The few words under which the answer stands in the case.
        package var label: String
        /// What is asked.
        package var ask: String
        /// How it is answered.
        package var kind: Kind
        /// Whether it is left out where neighbours read along.
        package var isPrivate: Bool

        /// Takes the parts.
        package init(id: String, label: String, ask: String, kind: Kind, isPrivate: Bool = false) {
            self.id = id
            self.label = label
            self.ask = ask
            self.kind = kind
            self.isPrivate = isPrivate
        }
    }

    /// What the answers amount to: the first whose conditions hold.
    package struct Verdict: Sendable, Hashable {
        /// The name under which it is stored.
        package var id: String
        /// The numbers, from 1, one of which must have been chosen, by question; all must hold.
        package var when: [String: Set<Int>]
        /// What the asker is told, and the owner reads; never a promise.
        package var say: String

        /// Takes the parts.
        package init(id: String, when: [String: Set<Int>], say: String) {
            self.id = id
            self.when = when
            self.say = say
        }
    }

    /// The service, by its id in `directory/services.yaml`.
    package var service: String
    /// What it is called in `登记…`, the first one in hints and lists.
    package var names: [String]
    /// The topic of its cases.
    package var topic: TopicID
    /// What is said before the first question.
    package var opening: String
    /// The questions in order.
    package var questions: [Question]
    /// What the answers can amount to; none where a human only has to read them.
    package var verdicts: [Verdict]

    /// Takes the parts.
    package init(
        service: String, names: [String], topic: TopicID, opening: String, questions: [Question],
        verdicts: [Verdict] = []
    ) {
        self.service = service
        self.names = names
        self.topic = topic
        self.opening = opening
        self.questions = questions
        self.verdicts = verdicts
    }

    /// The place of the first question from `place` on that may be asked there; nil behind the last.
    func question(from place: Int, isGroup: Bool) -> Int? {
        questions.indices.first { $0 >= place && !(isGroup && questions[$0].isPrivate) }
    }

    /// What the answers amount to.
    func verdict(on answers: [IntakeAnswer]) -> Verdict? {
        verdicts.first { verdict in
            verdict.when.allSatisfy { id, numbers in
                answers.contains { $0.question == id && $0.choice.map(numbers.contains) == true }
            }
        }
    }
}

/// What was answered to one question, masked.
package struct IntakeAnswer: Sendable, Hashable, Codable {
    /// The question's id.
    package var question: String
    /// The question's label, as it was then.
    package var label: String
    /// The number chosen, from 1, where there were choices.
    package var choice: Int?
    /// The words.
    package var words: String

    /// Takes the parts.
    package init(question: String, label: String, choice: Int? = nil, words: String) {
        self.question = question
        self.label = label
        self.choice = choice
        self.words = words
    }
}

/// A service's questions that one asker is being asked, as they stand between two messages.
package struct IntakeDialogue: Sendable, Hashable {
    /// The service.
    package var service: String
    /// The place of the question that waits for its answer.
    package var step: Int
    /// What was answered so far.
    package var answers: [IntakeAnswer]
    /// When it is forgotten.
    package var expiresAt: Timestamp

    /// Takes the parts.
    package init(service: String, step: Int, answers: [IntakeAnswer] = [], expiresAt: Timestamp) {
        self.service = service
        self.step = step
        self.answers = answers
        self.expiresAt = expiresAt
    }
}

/// What a service learned when it took up a case, masked.
package struct CaseIntake: Sendable, Hashable {
    /// The service.
    package var service: String
    /// What was asked and answered.
    package var answers: [IntakeAnswer]
    /// The name of what the answers amounted to.
    package var verdict: String?

    /// Takes the parts.
    package init(service: String, answers: [IntakeAnswer], verdict: String? = nil) {
        self.service = service
        self.answers = answers
        self.verdict = verdict
    }

    /// The answers in one line, `事项：…；地方：…`.
    package var line: String { answers.map { "\($0.label)：\($0.words)" }.joined(separator: "；") }

    /// The answer to the first question of that kind.
    package func answer(to kind: IntakeForm.Question.Kind, of form: IntakeForm) -> String? {
        let ids = Set(form.questions.filter { $0.kind == kind }.map(\.id))
        return answers.first { ids.contains($0.question) }?.words
    }
}
