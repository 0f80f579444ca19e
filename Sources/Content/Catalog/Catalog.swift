package import Domain

/// Everything that the bot knows and says, as values.
package struct Catalog: Sendable {
    /// The subjects and their names.
    package var topics: [TopicID: String] = [:]
    /// The rules: intents, emergencies, commands and signals.
    package var rules: [Rule] = []
    /// The answers.
    package var answers: [AnswerID: Answer] = [:]
    /// The words.
    package var lexicon = Lexicon()
    /// Hard words and their explanations.
    package var glossary: [GlossaryTerm] = []
    /// The statutes.
    package var laws = LawRegister([])
    /// The fixed lines.
    package var replies: [Decision.Line: String] = [:]
    /// The fixed lines for the office's own people.
    package var staffReplies: [StaffReply: String] = [:]
    /// What services ask before they take up a matter.
    package var intakes: [IntakeEntry] = []
    /// What to ask back when a message is vague, by topic (`labor.injury`) or group of topics (`labor`).
    package var askBack: [String: Located<String>] = [:]
    /// The files it was read from, in the order of their paths.
    package var sources: [SourceFile] = []

    /// Starts empty.
    package init() {}

    /// What to ask back on a topic: its own question, or that of its group.
    package func askBack(on topic: TopicID) -> String? {
        let group = topic.text.split(separator: ".").first.map(String.init) ?? topic.text
        return (askBack[topic.text] ?? askBack[group])?.value
    }
}
