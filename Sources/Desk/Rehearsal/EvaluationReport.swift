import Domain

/// The figures of an evaluation, as `counsel evaluate --json` prints them.
package struct EvaluationReport: Sendable, Encodable {
    /// Lines put.
    package var questions: Int
    /// Lines by what the bot would do.
    package var decisions: [String: Int]
    /// Lines whose primary topic is not `other.*`.
    package var inScope: Int
    /// Lines answered from the catalog.
    package var answered: Int
    /// Answers whose topic is among the line's.
    package var answeredCorrectly: Int
    /// Right answers among the answers, nil without answers.
    package var answerPrecision: Double?
    /// Right answers among the lines in scope, nil without any.
    package var answerCoverage: Double?
    /// Lines in scope whose first candidate has a right topic.
    package var top1: Double?
    /// Lines in scope with a right topic among the first three candidates.
    package var top3: Double?
    /// Menus that offer a right topic, nil without menus.
    package var clarifyHit: Double?
    /// Lines expecting silence that got anything else.
    package var falseReplies: Int
    /// Emergencies that were not seen.
    package var missedEmergencies: Int
    /// Emergencies that were none.
    package var falseEmergencies: Int
    /// Lines with an expectation that was met, nil without any.
    package var expectationAccuracy: Double?
    /// The median time for one message, normalising, matching, deciding and composing, in nanoseconds.
    package var nanosecondsPerMessage: Int

    /// Counts outcomes.
    package init(_ outcomes: [Evaluation.Outcome]) {
        func share(_ part: Int, of whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }
        questions = outcomes.count
        decisions = Dictionary(grouping: outcomes) { $0.result.decision.kind.rawValue }.mapValues(\.count)
        let inScopeLines = outcomes.filter(\.isInScope)
        inScope = inScopeLines.count
        let answers = outcomes.filter { $0.answeredTopic != nil }
        answered = answers.count
        answeredCorrectly = answers.count { $0.question.topics.contains($0.answeredTopic ?? "") }
        answerPrecision = share(answeredCorrectly, of: answered)
        answerCoverage = share(answeredCorrectly, of: inScope)
        top1 = share(
            inScopeLines.count { $0.hasRightTopic($0.result.interpretation.candidates.prefix(1)) }, of: inScope)
        top3 = share(
            inScopeLines.count { $0.hasRightTopic($0.result.interpretation.candidates.prefix(3)) }, of: inScope)
        let menus = outcomes.filter { $0.result.decision.kind == .clarify && !$0.result.decision.choices.isEmpty }
        clarifyHit = share(menus.count { $0.hasRightTopic($0.result.decision.choices) }, of: menus.count)
        let expected = outcomes.compactMap { outcome in
            outcome.question.expect.map { ($0, outcome.result.decision.kind) }
        }
        falseReplies = expected.count { $0 == .silent && $1 != .silent }
        missedEmergencies = expected.count { $0 == .emergency && $1 != .emergency }
        falseEmergencies = outcomes.count {
            $0.result.decision.kind == .emergency && $0.question.expect != .emergency
        }
        expectationAccuracy = share(expected.count { $0 == $1 }, of: expected.count)
        nanosecondsPerMessage = outcomes.map(\.nanoseconds).sorted().dropFirst(outcomes.count / 2).first ?? 0
    }
}
