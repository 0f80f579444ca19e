/// How many days each kind of record is kept; nil keeps it for good.
///
/// What is taken away are words and persons; that somebody asked about a topic stays, so that old reports stay true.
package struct RetentionPolicy: Sendable, Equatable {
    /// The kinds of records, by the names that the config file uses.
    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// The words as they came, where masking had changed them.
        case rawText = "raw-text"
        /// Where to send an answer, counted from the closing of the case.
        case askerAddress = "asker-address"
        /// Sent and given-up messages, and those that waited in vain for their asker.
        case outbox
        /// The keyed hash that tells which interactions are of one person.
        case personLink = "person-link"
        /// The masked words of an interaction, and the reply.
        case maskedText = "masked-text"
        /// The masked summary and history of a case, counted from its closing.
        case caseText = "case-text"
        /// The counts of overheard talk.
        case overheard
        /// Menus that nobody answered, and which answer a group heard last.
        case dialogue
    }

    /// The days by kind.
    package var days: [Kind: Int] = [
        .rawText: 30, .askerAddress: 30, .outbox: 30, .personLink: 365, .maskedText: 1_095, .caseText: 1_825,
        .overheard: 1_095, .dialogue: 7,
    ]

    /// Days after its closing in which a case can be reopened: until they are over it keeps its words, whatever the rules.
    package var reopenDays = CasePolicy().reopenDays

    /// The rules as shipped.
    package init() {}

    /// Before which moment a kind is taken away at that one; nil when it is kept for good.
    package func cutoff(of kind: Kind, at now: Timestamp) -> Timestamp? {
        days[kind].map { now.adding(seconds: -Int64($0) * 86_400) }
    }
}
