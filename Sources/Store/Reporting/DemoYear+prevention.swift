import Domain
import GRDB

/// What the office did on its own in a made-up stretch of time: warnings, rounds, pushes.
extension DemoYear {
    /// Writes it behind the questions, whose indexes it needs.
    mutating func writePrevention(to db: Database) throws {
        try writeWarnings(db)
        try writeRounds(db)
        try writePushes(db)
    }

    private mutating func writeWarnings(_ db: Database) throws {
        guard !plan.rules.isEmpty else { return }
        let days = Int((plan.end.milliseconds - plan.start.milliseconds) / 86_400_000)
        for place in plan.places {
            // About one in five weeks; the first fortnight has nothing to look back on.
            for day in stride(
                from: min(14, days / 2) + random.below(max(1, days / 8)), to: days, by: 20 + random.below(30))
            {
                let rule = plan.rules[random.skewed(plan.rules.count)]
                let at = plan.start.adding(minutes: day * 1_440 + 480 + random.below(720))
                try writeWarning(rule, place, at: at, db)
            }
        }
    }

    private mutating func writeWarning(
        _ rule: WarningRule, _ place: DemoPlan.Place, at: Timestamp, _ db: Database
    ) throws {
        let questions = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, topic, sender FROM interaction WHERE village = ? AND receivedAt > ? AND receivedAt <= ?
                    ORDER BY receivedAt DESC LIMIT ?
                    """),
            arguments: [
                place.village.text, rule.quietSince(at).milliseconds, at.milliseconds,
                max(rule.count, 1) + random.below(4),
            ])
        guard questions.count >= max(rule.count, 1) else { return }
        let topic: String? = rule.isByTopic ? questions[0]["topic"] : nil
        let counted = rule.isByTopic ? questions.filter { $0["topic"] == topic } : questions
        let roll = random.below(100)
        let verdict: String? = roll < 60 ? "real" : roll < 85 ? "false" : nil
        try db.cachedStatement(
            sql: """
                INSERT INTO warning (rule, level, village, topic, period, at, questions, askers, before, verdict, judge,
                    judgedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [
            rule.id, rule.level.rawValue, place.village.text, topic, at.chinaDate.daysSince1970, at.milliseconds,
            counted.count, Set(counted.map { $0["sender"] as String }).count, random.below(3), verdict,
            verdict == nil ? nil : place.office?.text,
            verdict == nil ? nil : at.adding(minutes: 30 + random.below(2_000)).milliseconds,
        ])
        guard db.changesCount == 1 else { return }
        let warning = db.lastInsertedRowID
        for question in counted {
            try db.cachedStatement(sql: "INSERT INTO warningQuestion (warning, interaction) VALUES (?, ?)")
                .execute(arguments: [warning, question["id"] as Int64])
        }
    }

    private mutating func writeRounds(_ db: Database) throws {
        for round in plan.rounds {
            let last = Timestamp(china: round.period.upperBound, hour: 16)
            let roll = random.below(100)
            // A few are reported late, a few never.
            let done: Timestamp? =
                roll < 88
                ? last.adding(minutes: -random.below(4_000)) : roll < 95 ? last.adding(minutes: 1_440) : nil
            let isDone = done.map { $0 < plan.end } ?? false
            try db.cachedStatement(
                sql: """
                    INSERT INTO screening (level, place, startsOn, dueOn, person, remindedAt, doneAt, doneBy, found)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """
            ).execute(arguments: [
                round.level.rawValue, round.place, round.period.lowerBound.daysSince1970,
                round.period.upperBound.daysSince1970, round.person.text,
                last.adding(minutes: -2 * 1_440 - 420).milliseconds, isDone ? done?.milliseconds : nil,
                isDone ? round.person.text : nil, isDone ? max(0, random.below(8) - 5) : nil,
            ])
        }
    }

    private mutating func writePushes(_ db: Database) throws {
        for publication in plan.publications {
            for (target, village) in publication.targets {
                let failed = random.below(200) == 0
                try db.cachedStatement(
                    sql: """
                        INSERT INTO push (campaign, target, village, dueOn, title, text, approvedBy, approvedAt, sentAt,
                            failure)
                        VALUES (?, ?, ?, ?, ?, ?, 'demo', ?, ?, ?) ON CONFLICT DO NOTHING
                        """
                ).execute(arguments: [
                    publication.campaign, target, village?.text, publication.day.daysSince1970, publication.title,
                    publication.text, Timestamp(china: publication.day, hour: 9).milliseconds,
                    failed
                        ? nil
                        : Timestamp(china: publication.day, hour: 10).adding(seconds: Int64(random.below(900)))
                            .milliseconds, failed ? "演示：机器人不在群里" : nil,
                ])
            }
        }
    }

    /// The messages of a case and who looked at it: its ping, what the asker was told, two looks at the phone page.
    func writeDeliveries(_ number: Int64, _ place: DemoPlan.Place, told: [Int64], at: Int64, _ db: Database) throws {
        let outbox = try db.cachedStatement(
            sql: """
                INSERT INTO outbox (destination, purpose, createdAt, notBefore, state, attempts, settledAt, caseNumber)
                VALUES (?, ?, ?, ?, 'sent', 1, ?, ?)
                """)
        try outbox.execute(arguments: ["demo/\(place.adviser)", "ping", at, at, at + 900, number])
        try db.cachedStatement(
            sql: """
                INSERT INTO ping (outbox, caseNumber, person, reason, way, at, endedAt) VALUES (?, ?, ?, 'new', 0, ?, ?)
                """
        ).execute(arguments: [db.lastInsertedRowID, number, place.adviser.text, at, at + 900])
        let group = place.groups.first?.address ?? place.village.text
        for moment in told {
            try outbox.execute(arguments: [group, "word", moment, moment, moment + 700, number])
            try db.cachedStatement(
                sql: "INSERT INTO caseAccess (at, viewer, way, caseNumber) VALUES (?, ?, 'link', ?)"
            ).execute(arguments: [moment - 5_000, place.adviser.text, number])
        }
    }
}
