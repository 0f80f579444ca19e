import Channels
import Content
import Domain
import Store
import Synchronization

/// Looks for disputes that may be coming wherever something was asked since the last look, and tells the justice office.
///
/// By night only red rules speak. Each rule is quiet for its own days after it fired in a village.
package final class WarningWatch: Sendable {
    private struct Seen {
        var knowledge: Timestamp?
        /// The newest row of the log that every rule has seen, and that the red ones have.
        var all: Int64?
        var red: Int64?
    }

    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let mail: PersonMail
    private let seen = Mutex(Seen())

    /// At the first look, and after a change of the rules, villages that asked within so many seconds are looked at.
    private static let lookBackSeconds: Int64 = 86_400

    init(knowledge: KnowledgeHolder, database: CounselDatabase, mail: PersonMail) {
        self.knowledge = knowledge
        self.database = database
        self.mail = mail
    }

    /// One look; returns the numbers of the new warnings.
    func look(at now: Timestamp) async throws -> [Int64] {
        let knowledge = knowledge.current
        let isDay = Daytime.contains(now)
        let rules = knowledge.directory.warnings.map(\.value).filter { isDay || $0.level == .red }
        guard let longest = rules.map(\.days).max() else { return [] }
        let since = seen.withLock { seen -> Int64? in
            if seen.knowledge != knowledge.loadedAt { seen = Seen(knowledge: knowledge.loadedAt) }
            return isDay ? seen.all : seen.red
        }
        let asking = try await database.villagesAsking(since: since, from: now.adding(seconds: -Self.lookBackSeconds))
        let start = now.adding(seconds: -Int64(longest) * 2 * 86_400)
        var found: [DisputeWarning] = []
        for village in asking.villages.sorted() {
            let signals = try await database.signals(in: village, since: start)
            found += rules.flatMap { $0.warnings(in: village, signals, at: now) }
        }
        let numbers = found.isEmpty ? [] : try await store(found, knowledge, at: now)
        seen.withLock { seen in
            seen.red = asking.newest
            if isDay { seen.all = asking.newest }
        }
        return numbers
    }

    /// Sends warnings that did not arrive another way: the person's next, then the district's duty desk.
    func lookForLost(at now: Timestamp) async throws -> Bool {
        let lost = try await database.lostWarnings()
        let directory = knowledge.current.directory
        for lost in lost {
            var drafts: [WarningDraft] = []
            if let words = lost.message?.text, let person = directory.people[lost.person] {
                if let next = mail.parts(words, to: person, from: lost.way + 1) {
                    drafts = [WarningDraft(parts: next.parts, person: person.id, way: next.way)]
                } else if person.role != .duty {
                    drafts = drafting(words, to: directory.duty)
                }
            }
            try await database.resend(lost, as: drafts, at: now)
        }
        return !lost.isEmpty
    }

    private func store(
        _ found: [DisputeWarning], _ knowledge: Knowledge, at now: Timestamp
    ) async throws -> [Int64] {
        let text = WarningText(knowledge)
        let directory = knowledge.directory
        return try await database.commit(found.sorted { $0.rule.level > $1.rule.level }, at: now) { warning, number in
            let office = directory.villages[warning.village].flatMap { directory.townships[$0.township]?.office }
            let words = warning.signals.map(\.words).joined(separator: " ")
            let excluded = ConflictOfInterest(directory).excluded(
                from: words, topic: warning.topic, village: directory.villages[warning.village])
            var people = [office].compactMap { $0.flatMap { directory.people[$0] } }.filter {
                !excluded.contains($0.id)
            }
            if people.isEmpty || warning.rule.level == .red { people += directory.duty }
            let drafts = self.drafting(text.ping(warning, number: number), to: people)
            return drafts.isEmpty ? self.drafting(text.ping(warning, number: number), to: directory.duty) : drafts
        }
    }

    private func drafting(_ words: String, to people: [Person]) -> [WarningDraft] {
        people.compactMap { person in
            mail.parts(words, to: person).map { WarningDraft(parts: $0.parts, person: person.id, way: $0.way) }
        }
    }
}

extension Directory {
    /// The district's duty desks, by id.
    var duty: [Person] { people.values.filter { $0.role == .duty }.sorted { $0.id < $1.id } }
}
