import Domain
import GRDB

/// What the service remembers between two messages, and what the people at the console leave behind.
extension DemoYear {
    /// Greeted groups, and the menus and last answers that are not old enough to be forgotten.
    mutating func writeMemory(_ db: Database) throws {
        for place in plan.places {
            for group in place.groups {
                try db.cachedStatement(sql: "INSERT INTO groupNotice (channel, conversation, at) VALUES (?, ?, ?)")
                    .execute(arguments: [
                        group.channel.text, group.id.text,
                        plan.start.adding(minutes: random.below(600)).milliseconds,
                    ])
            }
        }
        let since = kept(Self.dialogueDays).milliseconds
        try db.execute(
            sql: """
                INSERT INTO lastAnswer (channel, conversation, isGroup, answer, at)
                SELECT channel, conversation, isGroup, answer, max(receivedAt) FROM interaction
                WHERE receivedAt >= ? AND answer IS NOT NULL GROUP BY 1, 2, 3, 4
                """, arguments: [since])
        // Whoever was asked something back and has not said anything since.
        try db.execute(
            sql: """
                INSERT INTO dialogue (channel, conversation, isGroup, asker, menu, menuExpiresAt, askedBackAt)
                SELECT channel, conversation, isGroup, sender, replace(choices, char(10), ' '),
                    iif(choices IS NULL, NULL, receivedAt + 600000), iif(choices IS NULL, receivedAt, NULL)
                FROM (SELECT *, max(receivedAt) FROM interaction WHERE receivedAt >= ? AND decision <> 'silent'
                    GROUP BY channel, conversation, isGroup, sender)
                WHERE decision = 'clarify'
                """, arguments: [since])
    }

    /// Days at the console: who logged in, who looked at a case, who took the month's cases away in a list.
    mutating func writeOffice(_ db: Database) throws {
        let days = plan.start.chinaDate.daysSince1970..<plan.end.chinaDate.daysSince1970
        for user in plan.users {
            for day in days where CivilDate(daysSince1970: day).weekday.rawValue < 5 {
                let start = Timestamp(china: CivilDate(daysSince1970: day), hour: 8).adding(minutes: random.below(120))
                if random.percent(6) { try writeLogin(user.name, at: start.adding(minutes: -1), succeeded: false, db) }
                try writeLogin(user.name, at: start, succeeded: true, db)
                try writeLooks(of: user, on: start, db)
            }
            try writeExports(of: user, db)
        }
    }

    private func writeLogin(_ user: String, at: Timestamp, succeeded: Bool, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO loginAttempt (at, user, address, succeeded) VALUES (?, ?, ?, ?)")
            .execute(arguments: [at.milliseconds, user, "192.0.2.1", succeeded])
    }

    /// A few of the cases of the last days, one after the other.
    private mutating func writeLooks(of user: DemoPlan.User, on start: Timestamp, _ db: Database) throws {
        let numbers = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT number FROM legalCase WHERE openedAt >= ? AND openedAt < ?
                        AND village IN (SELECT value FROM json_each(?)) ORDER BY number
                    """),
            arguments: [
                start.adding(minutes: -4_320).milliseconds, start.milliseconds, jsonArray(user.villages.map(\.text)),
            ])
        var at = start
        for number in numbers where random.percent(15) {
            at = at.adding(seconds: random.seconds(70..<400))
            try writeLook(at: at, by: "@\(user.name)", .console, number, db)
        }
    }

    /// The cases of each month that is over, taken on one of the first days of the next.
    private mutating func writeExports(of user: DemoPlan.User, _ db: Database) throws {
        var month = CivilMonth(of: plan.start.chinaDate)
        while month.span.upperBound < plan.end {
            let at = month.span.upperBound.adding(minutes: 1_440 + 540 + random.below(3_000))
            if at < plan.end {
                try db.execute(
                    sql: """
                        INSERT INTO caseAccess (at, viewer, way, caseNumber)
                        SELECT ?, ?, 'export', number FROM legalCase WHERE openedAt >= ? AND openedAt < ?
                            AND village IN (SELECT value FROM json_each(?)) ORDER BY number
                        """,
                    arguments: [
                        at.milliseconds, "@\(user.name)", month.span.lowerBound.milliseconds,
                        month.span.upperBound.milliseconds, jsonArray(user.villages.map(\.text)),
                    ])
            }
            month = CivilMonth(of: month.span.upperBound.chinaDate)
        }
    }
}
