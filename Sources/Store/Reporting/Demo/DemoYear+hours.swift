import Domain
import GRDB

/// What every hour leaves behind, even a silent one: the service's beat, who was on duty, how much was talked.
extension DemoYear {
    mutating func writeHours(_ db: Database) throws {
        let overheard = try db.makeStatement(
            sql: "INSERT INTO overheard (hour, channel, conversation, messages) VALUES (?, ?, ?, ?)")
        let duty = try db.makeStatement(sql: "INSERT INTO dutyHour (village, hour, minutes) VALUES (?, ?, ?)")
        let beat = try db.makeStatement(sql: "INSERT INTO heartbeat (hour, beats, lastAt) VALUES (?, ?, ?)")
        let liveliness = plan.places.map { place in place.groups.map { _ in 1 + random.below(5) } }
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
            for (place, lively) in zip(plan.places, liveliness) {
                try duty.execute(arguments: [place.village.text, hour, minutes[place.village] ?? 0])
                for (group, liveliness) in zip(place.groups, lively) {
                    // An hour in which nobody said a word has no row.
                    let messages = random.below(weight * liveliness + 1)
                    if messages > 0 {
                        try overheard.execute(arguments: [hour, group.channel.text, group.id.text, messages])
                    }
                }
            }
        }
    }

    mutating func writeServices(_ db: Database) throws {
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
