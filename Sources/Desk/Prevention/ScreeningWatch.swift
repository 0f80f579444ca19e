import Content
import Domain
import Store

/// Writes down the rounds of looking for disputes when their days begin, and reminds each person once, in working hours.
package struct ScreeningWatch: Sendable {
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let mail: PersonMail

    init(knowledge: KnowledgeHolder, database: CounselDatabase, mail: PersonMail) {
        self.knowledge = knowledge
        self.database = database
        self.mail = mail
    }

    /// One look; returns how many people were reminded.
    func look(at now: Timestamp) async throws -> Int {
        let directory = knowledge.current.directory
        guard !directory.screenings.isEmpty else { return 0 }
        let today = now.chinaDate
        let plan = ScreeningPlan(directory)
        try await database.plan(plan.rounds(on: today))
        guard Daytime.contains(now) else { return 0 }
        let waiting = try await database.unremindedScreenings(on: today).filter {
            plan.isTimeToRemind(of: $0, on: today)
        }
        var reminded = 0
        for (id, screenings) in Dictionary(grouping: waiting, by: \.person).sorted(by: { $0.key < $1.key }) {
            guard let person = directory.people[id] else { continue }
            // Who does not work until the end is reminded on the last day all the same.
            let isLast = screenings.contains { $0.period.upperBound == today }
            guard isLast || person.hours.contains(now, calendar: directory.calendar),
                let message = mail.parts(Self.reminder(screenings, plan), to: person)
            else { continue }
            try await database.remind(screenings, with: message.parts, at: now)
            reminded += 1
        }
        return reminded
    }

    /// What a person reads: which places are still to be looked at, by when, and what to write.
    static func reminder(_ screenings: [Screening], _ plan: ScreeningPlan) -> String {
        let names = screenings.map { plan.name($0) }
        let due = screenings.map(\.period.upperBound).min().map { day in "\(day.parts.month)月\(day.parts.day)日" } ?? ""
        let example = screenings.count == 1 ? "" : " \(names[0])"
        var lines = [
            "【排查提醒】矛盾纠纷排查，\(due)前要看一遍：\(names.joined(separator: "、"))。",
            "看完发：已排查\(example) 没有发现；有纠纷的发：已排查\(example) 发现2起 争地界",
        ]
        if screenings.count > 1 { lines.append("都看过、都没有的，发：已排查 全部 没有发现") }
        return lines.joined(separator: "\n")
    }
}
