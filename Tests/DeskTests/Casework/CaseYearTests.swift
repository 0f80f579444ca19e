import Content
import Desk
import Domain
import Store
import TestSupport
import Testing

/// A year of cases with Spring Festival, leave, a make-up day, and a clock that is made anew at every look.
struct CaseYearTests {
    private static let directory = """
        townships: [{id: town, name: 试验镇, office: office}]
        villages: [{id: v-1, name: 试验村, township: town, groups: [neutral/g-1], adviser: adviser}]
        people:
          - id: adviser
            role: adviser
            name: 顾问
            contacts: [{channel: robot, to: town, mention: adviser}]
            hours: {mon: "08:30-12:00,14:00-17:30", tue: "08:30-12:00,14:00-17:30", wed: "08:30-12:00", thu: "08:30-12:00", fri: "08:30-12:00,14:00-17:30"}
            leave: [2026-03-02..2026-03-06, 2026-07-20..2026-08-07]
            substitutes: [{days: 2026-03-02..2026-03-06, person: helper}]
          - id: helper
            role: adviser
            name: 替班
            contacts: [{channel: robot, to: town, mention: helper}]
            hours: {mon: "09:00-17:00", tue: "09:00-17:00", wed: "09:00-17:00", thu: "09:00-17:00", fri: "09:00-17:00"}
          - id: office
            role: office
            name: 司法所
            contacts: [{channel: robot, to: town, mention: office}]
            hours: {mon: "09:00-12:00,14:00-18:00", tue: "09:00-12:00,14:00-18:00", wed: "09:00-12:00,14:00-18:00", thu: "09:00-12:00,14:00-18:00", fri: "09:00-12:00,14:00-18:00"}
          - id: duty
            role: duty
            name: 值班
            contacts: [{channel: robot, to: town, mention: duty}]
            hours: {mon: "00:00-24:00", tue: "00:00-24:00", wed: "00:00-24:00", thu: "00:00-24:00", fri: "00:00-24:00", sat: "00:00-24:00", sun: "00:00-24:00"}
        services:
          - {id: hotline, name: 热线, phone: "12348", hours: 全天, kind: hotline}
          - {id: mediation, name: 调解室, phone: "12348", hours: 工作日, kind: mediation}
        holidays:
          - {name: 春节, from: 2026-02-15, to: 2026-02-23}
          - {name: 国庆节, from: 2026-10-01, to: 2026-10-07}
        workdays: [2026-02-14, 2026-02-28, 2026-10-10]
        """

    @Test(arguments: [UInt64(1), 2])
    func `nobody is disturbed out of hours, nothing is late, and every case is told to somebody`(
        seed: UInt64
    ) async throws {
        let office = try SmallOffice(clock: ManualClock("2026-01-01T00:00:00+08:00"))
        #expect(try office.use(directory: Self.directory))
        let year = Year(office, seed: seed)
        try await year.run()
        // Only what was closed again before anybody's opening hour was told to nobody.
        #expect(year.told.count + year.closedUntold == year.opened)
        #expect(year.pings > year.opened)
    }

    /// Somebody asks about every second day at any hour, and somebody closes it up to three days later.
    private final class Year {
        private let office: SmallOffice
        private var random: SeededGenerator
        private var closing: [(at: Timestamp, number: Int64)] = []
        private(set) var opened = 0
        private(set) var told: Set<Int64> = []
        private(set) var closedUntold = 0
        private(set) var pings = 0

        init(_ office: SmallOffice, seed: UInt64) {
            self.office = office
            random = SeededGenerator(seed: seed)
        }

        func run() async throws {
            let end = try #require(Timestamp(iso8601: "2027-01-01T00:00:00+08:00"))
            var asking = later(hours: 1...60)
            while office.clock.now < end {
                let due = try await office.database.nextDue() ?? end
                let next = ([asking, due, end] + closing.map(\.at)).min() ?? end
                if office.clock.now < next { advance(to: next) }
                if asking <= office.clock.now {
                    opened += 1
                    _ = try await office.say("转人工", id: "m-\(opened)", sender: "u-\(opened)")
                    closing.append((later(hours: 1...72), Int64(1_000 + opened)))
                    asking = later(hours: 1...60)
                }
                for (_, number) in closing.filter({ $0.at <= office.clock.now }) {
                    if !told.contains(number) { closedUntold += 1 }
                    try await office.casework.act(.close, on: number, by: "duty")
                }
                closing.removeAll { $0.at <= office.clock.now }
                await office.caseClock.tick()
                try await look()
            }
        }

        /// What was sent went to somebody who works now, and nothing is overdue.
        private func look() async throws {
            let now = office.clock.now
            let directory = office.knowledge.current.directory
            let village = directory.villages["v-1"]
            for message in try await office.database.sendAll(at: now) where message.channel == "robot" {
                pings += 1
                told.formUnion((1_001...1_000 + Int64(opened)).filter { message.text.contains("\($0)") })
                for person in message.mentions {
                    let works = directory.caseChain(for: village).works(PersonID(person), at: now)
                    #expect(works, "\(person) is pinged at \(now.iso8601)")
                }
            }
            let due = try await office.database.nextDue()
            #expect(due.map { now < $0 } ?? true, "something is late at \(now.iso8601)")
            for file in try await office.database.cases(CaseFilter(isOpen: true)) {
                #expect(!file.promises.isEmpty, "\(file.number) is open and nothing is due on it")
            }
        }

        private func later(hours: ClosedRange<Int64>) -> Timestamp {
            office.clock.now.adding(seconds: Int64.random(in: hours, using: &random) * 3_600 + 137)
        }

        private func advance(to next: Timestamp) {
            office.clock.advance(seconds: (next.milliseconds - office.clock.now.milliseconds + 999) / 1_000)
        }
    }
}
