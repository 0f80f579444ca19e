package import Domain

/// Who answers for a village, stretch by stretch, and when nobody does.
package struct Roster: Sendable {
    /// A stretch in which the same person answers.
    package struct Shift: Sendable, Equatable {
        /// From when.
        package var from: Timestamp
        /// Until when.
        package var to: Timestamp
        /// Who; nil when nobody on the chain works.
        package var person: PersonID?
        /// As what.
        package var place: CaseChain.Place?
    }

    /// The village.
    package var village: VillageID
    /// The stretches of the days asked for, in order, without holes.
    package var shifts: [Shift]

    /// The stretches in which nobody on the chain works.
    package var gaps: [Shift] { shifts.filter { $0.person == nil } }

    /// The roster of a village for so many days; people who cannot be reached do not count.
    package init(_ village: Village, _ directory: Directory, from day: CivilDate, days: Int = 7) {
        let chain = directory.caseChain(for: village)
        var shifts: [Shift] = []
        for number in 0..<days {
            let date = CivilDate(daysSince1970: day.daysSince1970 + number)
            let midnight = Timestamp(china: date)
            let blocks = chain.links.map { link in
                link.isReachable ? link.hours.blocks(on: date, calendar: chain.calendar) : []
            }
            let edges = Set([0, 1_440] + blocks.joined().flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
            for (start, end) in zip(edges, edges.dropFirst()) {
                let index = blocks.firstIndex { $0.contains { $0.contains(start) } }
                let link = index.map { chain.links[$0] }
                let from = midnight.adding(minutes: start)
                let to = midnight.adding(minutes: end)
                if let last = shifts.last, last.person == link?.person {
                    shifts[shifts.count - 1].to = to
                } else {
                    shifts.append(Shift(from: from, to: to, person: link?.person, place: link?.place))
                }
            }
        }
        self.village = village.id
        self.shifts = shifts
    }
}

/// What a directory's rosters lack, as findings.
package enum RosterReview {
    /// Days ahead that are looked at.
    package static let days = 14

    /// Notes hours with nobody on the chain, villages of whose own people nobody works, and people without hours.
    package static func run(_ directory: Directory, on day: CivilDate, into log: FindingLog) {
        for village in directory.villages.values.sorted(by: { $0.id < $1.id }) {
            let roster = Roster(village, directory, from: day, days: days)
            if let gap = roster.gaps.first {
                log.warning(
                    village.location,
                    "\(village.name)从\(gap.from.chinaDate) \(gap.from.clock)起没有人值守（\(roster.gaps.count)段）",
                    rule: "roster-gap")
            }
            if !roster.shifts.contains(where: { $0.place == .adviser || $0.place == .deputy || $0.place == .office }) {
                log.warning(
                    village.location, "\(village.name)今后\(days)天只有区值班，顾问、替补和司法所都不上班", rule: "roster-only-duty")
            }
        }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            if person.hours.week.allSatisfy(\.isEmpty) {
                log.warning(person.location, "\(person.name)没有写上班时间，不会被叫到", rule: "person-without-hours")
            }
        }
    }
}
