import Domain
import Foundation
import GRDB
import Sealing

extension CounselDatabase {
    /// Fills an empty database with a made-up stretch of time; the same plan and seed give the same rows.
    package func fill(_ plan: DemoPlan, seed: UInt64) async throws {
        let vault = vault
        try await writer.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = OFF")
            // The log's indexes are made anew behind the rows, which is much faster than keeping them up.
            let indexes = try Row.fetchAll(
                db,
                sql: """
                    SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
                        AND tbl_name IN ('interaction', 'legalCase', 'caseEvent', 'promise')
                    """)
            try db.inTransaction {
                for index in indexes { try db.execute(sql: "DROP INDEX \"\(index["name"] as String)\"") }
                var year = DemoYear(plan: plan, random: SplitMix(state: seed), vault: vault)
                try year.write(to: db)
                for index in indexes { try db.execute(sql: index["sql"] as String) }
                try year.writePrevention(to: db)
                return .commit
            }
            try db.execute(sql: "ANALYZE")
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        try await emptyLog()
    }
}

/// SplitMix64: small, fast, and the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// Picks earlier places more often, as questions and villages are not asked alike.
    mutating func skewed(_ bound: Int) -> Int { min(below(bound), below(bound)) }
}

/// Writes the rows of a made-up stretch of time.
struct DemoYear {
    let plan: DemoPlan
    var random: SplitMix
    let vault: Vault
    private var nextCase: Int64 = 1_001

    init(plan: DemoPlan, random: SplitMix, vault: Vault) {
        self.plan = plan
        self.random = random
        self.vault = vault
    }

    /// How much is said in each hour of the day, of a hundred or so.
    private static let byHour = [1, 1, 1, 1, 1, 2, 4, 6, 7, 7, 6, 5, 6, 5, 5, 5, 5, 6, 7, 9, 9, 7, 4, 2]

    mutating func write(to db: Database) throws {
        try writeHours(db)
        try writeQuestions(db)
        try writeServices(db)
    }

    private mutating func writeHours(_ db: Database) throws {
        let overheard = try db.makeStatement(
            sql: "INSERT INTO overheard (hour, channel, conversation, messages) VALUES (?, ?, ?, ?)")
        let duty = try db.makeStatement(sql: "INSERT INTO dutyHour (village, hour, minutes) VALUES (?, ?, ?)")
        let beat = try db.makeStatement(sql: "INSERT INTO heartbeat (hour, beats, lastAt) VALUES (?, ?, ?)")
        for hour in plan.start.chinaHour..<plan.end.chinaHour {
            let isDown = random.below(900) == 0
            let start = hour * 3_600_000 - Timestamp.chinaOffset
            let missing = isDown ? 5 + random.below(40) : 0
            try beat.execute(arguments: [hour, 60 - missing, start + 3_599_000])
            if isDown {
                try db.execute(
                    sql: "INSERT INTO outage (startedAt, endedAt) VALUES (?, ?)",
                    arguments: [start + 600_000, start + 600_000 + Int64(missing) * 60_000])
            }
            let minutes = plan.duty(hour)
            let weight = Self.byHour[Int(hour % 24)]
            for place in plan.places {
                try duty.execute(arguments: [place.village.text, hour, minutes[place.village] ?? 0])
                for group in place.groups {
                    try overheard.execute(
                        arguments: [hour, group.channel.text, group.id.text, random.below(weight * 3 + 1)])
                }
            }
        }
    }

    private mutating func writeQuestions(_ db: Database) throws {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO interaction (channel, conversation, isGroup, sender, messageId, village, receivedAt, isAddressed,
                    text, decision, reason, intent, topic, answer, score, evidence, catalogDigest, reply, mentionsAsker,
                    caseNumber)
                VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                """)
        let hours = Int(plan.end.chinaHour - plan.start.chinaHour)
        let total = Self.byHour.reduce(0, +) * max(1, hours / 24)
        var written = 0
        var done = 0
        for hour in 0..<hours {
            done += Self.byHour[hour % 24]
            let share = plan.interactions * done / max(1, total)
            let until = hour == hours - 1 ? plan.interactions : min(plan.interactions, share)
            let count = max(0, until - written)
            let start = plan.start.milliseconds + Int64(hour) * 3_600_000
            for number in 0..<count {
                let at = start + Int64(number) * 3_600_000 / Int64(count) + Int64(random.below(3_600_000 / count))
                try writeQuestion(written + number, at: at, insert, db)
            }
            written += count
        }
    }

    private mutating func writeQuestion(_ number: Int, at: Int64, _ insert: Statement, _ db: Database) throws {
        let place = plan.places[random.skewed(plan.places.count)]
        guard let group = place.groups.first else { return }
        let question = plan.questions[random.skewed(plan.questions.count)]
        let words = question.words.isEmpty ? question.intent.text : question.words[random.below(question.words.count)]
        let asker = vault.personKey(group.channel.text, "demo-\(place.village)-\(random.skewed(260))")
        let opensCase = number % max(1, plan.interactions / max(1, plan.cases)) == 0 && nextCase < 1_001 + plan.cases
        let roll = random.below(1_000)
        let (decision, reason): (String, String) =
            if opensCase {
                roll < 20 ? ("emergency", "danger") : roll < 300 ? ("escalate", "unsolved") : ("escalate", "unknown")
            } else if roll < 780 { ("answer", roll < 500 ? "clear" : "overheard-clear") } else if roll < 880 {
                ("answer", "already-answered")
            } else if roll < 980 { ("clarify", roll < 930 ? "close" : "vague") } else { ("silent", "taken-over") }
        let caseNumber = opensCase ? nextCase : nil
        if opensCase { try writeCase(place, group, asker, question, words, decision == "emergency", at: at, db) }
        try insert.execute(arguments: [
            group.channel.text, group.id.text, asker, "demo-\(number)", place.village.text, at, roll % 3 > 0, words,
            decision, reason, question.intent.text, question.topic.text,
            decision == "answer" ? question.answer.text : nil,
            Double(500 + roll / 2) / 1_000, "演示", plan.digest, decision == "silent" ? nil : "（演示答复）\(question.intent)",
            caseNumber,
        ])
    }

    private mutating func writeCase(
        _ place: DemoPlan.Place, _ group: Conversation, _ asker: String, _ question: DemoPlan.Question, _ words: String,
        _ isEmergency: Bool, at: Int64, _ db: Database
    ) throws {
        let number = nextCase
        nextCase += 1
        let taken = at + Int64(isEmergency ? random.below(900_000) : random.below(9_000_000))
        let answered = taken + Int64(random.below(7_200_000))
        let closed = answered + Int64(random.below(86_400_000))
        // Nearly everything older than three days is settled; an asker has one open case at a time.
        let isOpen = closed > plan.end.milliseconds
        let rating = random.below(3) == 0 ? 3 + random.below(3) : nil
        try db.cachedStatement(
            sql: """
                INSERT INTO legalCase (number, channel, conversation, isGroup, asker, village, openedAt, state, urgency,
                    topic, answer, summary, owner, reopenings, rating, closedAt, version)
                VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 3)
                """
        ).execute(arguments: [
            number, group.channel.text, group.id.text, isOpen ? "\(asker)-\(number)" : asker, place.village.text, at,
            isOpen ? "notified" : "resolved", isEmergency ? "emergency" : "normal", question.topic.text,
            question.answer.text, words, place.adviser.text, random.below(20) == 0 ? 1 : 0, isOpen ? nil : rating,
            isOpen ? nil : closed,
        ])
        var events: [(Int64, String, String?)] = [(at, "opened", nil), (at, "notified", place.adviser.text)]
        if !isOpen {
            events += [(taken, "acknowledged", place.adviser.text), (answered, "answered", place.adviser.text)]
            if rating != nil { events.append((answered + 1_000, "rated", nil)) }
            events.append((closed, "resolved", nil))
        }
        for (moment, kind, person) in events {
            try db.cachedStatement(sql: "INSERT INTO caseEvent (caseNumber, at, kind, person) VALUES (?, ?, ?, ?)")
                .execute(arguments: [number, moment, kind, person])
        }
        let due = at + (isEmergency ? 600_000 : 7_200_000)
        try db.cachedStatement(
            sql: """
                INSERT INTO promise (caseNumber, kind, person, madeAt, dueAt, endedAt, outcome)
                VALUES (?, 'acknowledge', ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            number, place.adviser.text, at, due, isOpen ? nil : min(taken, due),
            isOpen ? nil : taken <= due ? "kept" : "lapsed",
        ])
        try writeDeliveries(number, place, told: isOpen ? [] : [taken, answered, closed], at: at, db)
    }

    private mutating func writeServices(_ db: Database) throws {
        let first = plan.start.chinaDate.daysSince1970
        let last = plan.end.chinaDate.daysSince1970
        for place in plan.places {
            for day in stride(from: first + random.below(14), to: last, by: 14) {
                let isLecture = random.below(5) == 0
                try db.cachedStatement(
                    sql: """
                        INSERT INTO serviceRecord (person, village, kind, servedOn, minutes, title, recordedAt, source)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    place.adviser.text, place.village.text, isLecture ? "lecture" : "visit", day,
                    60 + 30 * random.below(5), isLecture ? "演示讲座" : "演示走访",
                    Timestamp(china: CivilDate(daysSince1970: day), hour: 17).milliseconds,
                    "demo/\(place.village)/\(day)",
                ])
            }
        }
    }
}
