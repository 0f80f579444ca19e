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
                        AND reason NOT IN ('casework', 'staff') ORDER BY receivedAt DESC LIMIT ?
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
        guard let office = place.office else { return }
        let message = try writeMessage(DemoMessage(to: plan.address(office), purpose: .ping, at: at), db)
        try db.cachedStatement(
            sql: "INSERT INTO warningPing (outbox, warning, person, way, endedAt) VALUES (?, ?, ?, 0, ?)"
        ).execute(arguments: [message, warning, office.text, at.milliseconds + 2_000])
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
            let reminded = last.adding(minutes: -2 * 1_440 - 420)
            if reminded < plan.end {
                try writeMessage(DemoMessage(to: plan.address(round.person), purpose: .ping, at: reminded), db)
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO screening (level, place, startsOn, dueOn, person, remindedAt, doneAt, doneBy, found)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """
            ).execute(arguments: [
                round.level.rawValue, round.place, round.period.lowerBound.daysSince1970,
                round.period.upperBound.daysSince1970, round.person.text,
                reminded < plan.end ? reminded.milliseconds : nil, isDone ? done?.milliseconds : nil,
                isDone ? round.person.text : nil, isDone ? max(0, random.below(8) - 5) : nil,
            ])
        }
    }

    private mutating func writePushes(_ db: Database) throws {
        for publication in plan.publications {
            for (target, village) in publication.targets {
                let failed = random.below(200) == 0
                let sent = Timestamp(china: publication.day, hour: 10).adding(seconds: Int64(random.below(900)))
                let message =
                    failed ? nil : try writeMessage(DemoMessage(to: target, purpose: .notice, at: sent), db)
                try db.cachedStatement(
                    sql: """
                        INSERT INTO push (campaign, target, village, dueOn, title, text, approvedBy, approvedAt, sentAt,
                            outbox, failure)
                        VALUES (?, ?, ?, ?, ?, ?, 'demo', ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """
                ).execute(arguments: [
                    publication.campaign, target, village?.text, publication.day.daysSince1970, publication.title,
                    publication.text, Timestamp(china: publication.day, hour: 9).milliseconds,
                    failed ? nil : sent.milliseconds, message, failed ? "演示：机器人不在群里" : nil,
                ])
            }
        }
    }
}
