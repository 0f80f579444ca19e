import Domain

/// The figures of played dialogues, as `counsel evaluate --json` prints them.
package struct DialogueReport: Sendable, Encodable {
    /// Dialogues played.
    package var dialogues: Int
    /// Dialogues in which every turn came out as it had to.
    package var dialoguesMet: Int
    /// Turns that had to come out some way.
    package var turns: Int
    /// Turns by what the bot did.
    package var decisions: [String: Int]
    /// Turns that came out as they had to, with an answer about the right subject.
    package var turnsMet: Int
    /// Those among all, nil without any.
    package var turnAccuracy: Double?
    /// Turns answered from the catalog.
    package var answered: Int
    /// Answers about a right subject.
    package var answeredCorrectly: Int
    /// Turns expecting silence that got anything else.
    package var falseReplies: Int
    /// Emergencies that were not seen.
    package var missedEmergencies: Int
    /// Emergencies that were none.
    package var falseEmergencies: Int

    /// Counts outcomes of so many dialogues.
    package init(_ outcomes: [DialoguePlay.Outcome], of dialogues: Int) {
        self.dialogues = dialogues
        dialoguesMet = dialogues - Set(outcomes.filter { !$0.isMet }.map(\.dialogue)).count
        turns = outcomes.count
        decisions = Dictionary(grouping: outcomes) { $0.decision?.rawValue ?? "refused" }.mapValues(\.count)
        turnsMet = outcomes.count(where: \.isMet)
        turnAccuracy = turns == 0 ? nil : Double(turnsMet) / Double(turns)
        answered = outcomes.count { $0.decision == .answer }
        answeredCorrectly = outcomes.count(where: \.isRightAnswer)
        falseReplies = outcomes.count { $0.turn.expect == .silent && $0.decision != .silent }
        missedEmergencies = outcomes.count { $0.turn.expect == .emergency && $0.decision != .emergency }
        falseEmergencies = outcomes.count { $0.turn.expect != .emergency && $0.decision == .emergency }
    }
}
