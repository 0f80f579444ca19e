import Content
package import Domain
package import Store
import Understanding

/// Finds out what the FAQ lacks, from the log alone.
package struct GapDesk: Sendable {
    private let database: CounselDatabase
    private let knowledge: Knowledge

    /// Takes the log and the catalog that it is held against.
    package init(database: CounselDatabase, knowledge: Knowledge) {
        self.database = database
        self.knowledge = knowledge
    }

    /// The three lists for a span of moments and the villages that may be seen; only groups of `atLeast` questions,
    /// and nothing of cases that `person` is kept out of.
    package func report(
        in span: Range<Timestamp>, scope: ServiceScope, seenBy person: PersonID? = nil, atLeast: Int = 1
    ) async throws -> GapReport {
        let questions = try await database.gapQuestions(in: span, scope: scope, seenBy: person)
        var clusters = group(questions).filter { $0.rows.count >= atLeast }
        let answers = Dictionary(
            grouping: try await database.humanAnswers(in: Set(questions.compactMap(\.caseNumber)).sorted()),
            by: \.caseNumber)
        for place in clusters.indices {
            clusters[place].answers = Self.answers(to: clusters[place].rows, answers)
        }
        return GapReport(
            span: span, clusters: clusters, popular: try await lines(.popular, span, scope),
            stale: try await lines(.stale, span, scope))
    }

    /// A draft for each of these groups.
    package func drafts(of clusters: [GapReport.Cluster]) -> [GapDraft] {
        let words = ClusterWords(knowledge.compiled)
        return clusters.map { GapDraft($0, keywords: words.keywords(of: $0.wordings), names: knowledge.names) }
    }

    /// The questions in groups; the same wording is one point however often it came.
    private func group(_ questions: [GapQuestion]) -> [GapReport.Cluster] {
        let byText = Dictionary(grouping: questions, by: \.text)
        let texts = byText.keys.sorted()
        let groups = knowledge.questions.groups(
            of: texts, times: texts.map { byText[$0]?.count ?? 0 }, by: knowledge.compiled)
        return groups.map { group in
            let wordings = group.map { texts[$0] }
            let rows = wordings.flatMap { byText[$0] ?? [] }.sorted { $0.id < $1.id }
            return GapReport.Cluster(
                question: wordings[0], wordings: wordings, rows: rows, villages: Self.counts(rows.map(\.village)),
                kinds: Self.counts(rows.map(\.kind)), topic: Self.topic(of: rows), answers: [])
        }
    }

    private static func counts<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
        Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// The topic of half of them or more.
    private static func topic(of rows: [GapQuestion]) -> TopicID? {
        let most = counts(rows.compactMap(\.topic)).max { ($0.value, $1.key) < ($1.value, $0.key) }
        return most.flatMap { $0.value * 2 >= rows.count ? $0.key : nil }
    }

    private static func answers(to rows: [GapQuestion], _ known: [Int64: [HumanAnswer]]) -> [HumanAnswer] {
        var seen: Set<String> = []
        return Set(rows.compactMap(\.caseNumber)).flatMap { known[$0] ?? [] }
            .sorted { ($1.at, $1.caseNumber) < ($0.at, $0.caseNumber) }
            .filter { seen.insert($0.words).inserted }
    }

    private func lines(
        _ query: FigureQuery, _ span: Range<Timestamp>, _ scope: ServiceScope
    ) async throws -> [GapReport.Line] {
        let catalog = knowledge.compiled.catalog
        let rules = Dictionary(catalog.rules.map { ($0.id, $0) }) { first, _ in first }
        return try await database.figures(query, in: span, scope: scope, all: []).map { tally in
            var line = GapReport.Line(
                intent: IntentID(tally.keys[0]), name: rules[tally.keys[0]]?.name ?? tally.keys[0],
                questions: tally.values[0])
            if case .intent(let topic, let answer) = rules[tally.keys[0]]?.meaning {
                (line.topic, line.answer, line.reviewBy) = (topic, answer, catalog.answers[answer]?.reviewBy)
            }
            return line
        }
    }
}
