import Content
package import Domain
import Store
import Understanding

/// What to publish next: what villages really asked and was not published of late.
package struct CampaignSuggestion: Sendable, Equatable {
    /// The answer.
    package var answer: AnswerID
    /// Its title.
    package var title: String
    /// How often it was asked for.
    package var questions: Int
    /// In how many villages.
    package var villages: Int
}

extension CampaignDesk {
    /// Days for which what was published is not suggested again.
    static let restDays = 90

    /// The answers that were asked for most in a span of time, without private and stale ones and what was published
    /// within 90 days before its end.
    package func suggestions(
        in span: Range<Timestamp>, scope: ServiceScope = .district, limit: Int = 10
    ) async throws -> [CampaignSuggestion] {
        let end = span.upperBound.chinaDate
        let recent = CivilDate(daysSince1970: end.daysSince1970 - Self.restDays)..<end.next
        let published = Set(
            try await database.pushes(in: recent, scope: .district).filter { $0.sentAt != nil }.map(\.title))
        let catalog = knowledge.compiled.catalog
        let answers = Dictionary(
            catalog.rules.compactMap { rule in rule.answer.map { (IntentID(rule.id), $0) } }, uniquingKeysWith: { $1 })
        var suggestions: [AnswerID: CampaignSuggestion] = [:]
        for asked in try await database.answeredIntents(in: span, scope: scope) {
            guard let id = answers[asked.intent], let answer = catalog.answers[id], answer.sensitivity == .public,
                answer.reviewBy > end, !published.contains(answer.title)
            else { continue }
            var suggestion =
                suggestions[id] ?? CampaignSuggestion(answer: id, title: answer.title, questions: 0, villages: 0)
            suggestion.questions += asked.questions
            // Several intents may lead to one answer; the villages of the most asked one are the fewest there can be.
            suggestion.villages = max(suggestion.villages, asked.villages)
            suggestions[id] = suggestion
        }
        return suggestions.values.sorted { ($1.questions, $0.answer) < ($0.questions, $1.answer) }.prefix(limit).map(
            \.self)
    }
}
