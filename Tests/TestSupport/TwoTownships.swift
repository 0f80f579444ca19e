package import Desk
package import Domain
import Sealing
import Store
import Synchronization

/// An office with two townships, three villages and weeks of made-up questions and cases behind it.
package struct TwoTownships: Sendable {
    /// Files, database and clock.
    package let office: SmallOffice
    /// Who may log in, all with `password`.
    package let reception: Reception
    /// What is shown to them.
    package let desk: ConsoleDesk

    /// Everybody's password.
    package static let password = "a password for tests"
    private static let hash =
        "$scrypt$ln=10,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$CiqAvfSjxI29ZCkqMHRstL_NmbFlPxk7eVFRNg9UVtQ"
    /// The users: name, role and scope.
    package static let users: [(name: String, role: Role, scope: String)] = [
        ("bureau", .district, ""), ("audit", .auditor, ""), ("east", .office, "east"), ("west", .office, "west"),
        ("east-1", .adviser, "adviser-east"),
    ]
    /// Words that only people of the western township may see, and the numbers of its cases.
    package static let secret = "西镇的秘密"

    /// Makes it with so many weeks, questions and cases behind it; the same every time.
    package init(weeks: Int = 4, questions: Int = 240, cases: Int = 60) async throws {
        office = try SmallOffice(directory: Self.directory)
        try office.folder.write(Self.campaigns, to: "campaigns/a.yaml")
        guard office.knowledge.reload(at: office.clock.now).replaced else { preconditionFailure("bad campaigns") }
        let file = UserFile(path: office.folder.path + "/users")
        // Of less work than a real one, so that tests are not slow.
        guard let hash = PasswordHash(stored: Self.hash) else { preconditionFailure("no hash") }
        try file.save(
            Dictionary(
                uniqueKeysWithValues: Self.users.map {
                    ($0.name, ConsoleUser(name: $0.name, role: $0.role, scope: $0.scope, password: hash))
                }))
        reception = Reception(
            users: file, seal: FormSeal(secret: Secret("a secret for forms")), knowledge: office.knowledge,
            database: office.database, random: countingBytes(), clock: office.clock.clock)
        desk = ConsoleDesk(
            casework: office.casework, knowledge: office.knowledge, database: office.database,
            clock: office.clock.clock)
        try await fill(weeks, questions, cases)
    }

    /// The way in.
    package var door: ConsoleDoor { ConsoleDoor(reception: reception, desk: desk, isSecure: false) }

    /// What a user may see.
    package func viewer(_ name: String) throws -> Viewer {
        guard let viewer = try reception.viewer(named: name) else { preconditionFailure("no user \(name)") }
        return viewer
    }

    /// Logs a user in, and returns what their browser keeps.
    package func token(_ name: String) async throws -> String {
        guard case .begun(let attempt) = try await reception.begin(name, from: "127.0.0.1") else {
            preconditionFailure("too many logins")
        }
        return try await reception.enter(name, attempt: attempt)
    }

    private func fill(_ weeks: Int, _ questions: Int, _ cases: Int) async throws {
        let end = office.clock.now
        func place(_ village: VillageID, _ group: ConversationID, _ adviser: PersonID) -> DemoPlan.Place {
            DemoPlan.Place(
                village: village, groups: [Conversation(channel: "neutral", id: group, kind: .group)], adviser: adviser)
        }
        let places = [
            place("e-1", "g-1", "adviser-east"), place("e-2", "g-2", "adviser-east"),
            place("w-1", "g-3", "adviser-west"),
        ]
        var plan = DemoPlan(
            places: places,
            questions: [
                .init(intent: "labor.wages", topic: "labor", answer: "a/wages", words: ["老板欠我工资怎么办"]),
                .init(intent: "marriage.divorce", topic: "marriage", answer: "a/divorce", words: ["怎么离婚"]),
            ], start: end.adding(minutes: (1 - weeks * 7) * 1_440), end: end, digest: "0123456789ab",
            duty: { $0 % 24 > 8 ? ["e-1": 60, "e-2": 30, "w-1": 60] : [:] })
        plan.interactions = questions
        plan.cases = cases
        var rule = WarningRule(id: "any", name: "问得多", level: .yellow)
        rule.count = 2
        plan.rules = [rule]
        plan.rounds = Self.rounds(before: end.chinaDate, weeks)
        plan.publications = Self.publications(places, before: end.chinaDate, weeks)
        try await office.database.fill(plan, seed: 7)
        for (number, group) in ["g-1", "g-3", "g-3", "g-9"].enumerated() {
            let words = group == "g-3" ? "\(Self.secret) 我要转人工" : "我要转人工"
            try await office.say(words, id: "t-\(number)", sender: "u-\(number)", conversation: group)
        }
        // Three hours later nobody has come, and the service was away for a while.
        office.clock.advance(seconds: 3 * 3_600)
        try await office.database.beat(at: office.clock.now.adding(minutes: -60))
        try await office.database.beat(at: office.clock.now)
        for (person, village) in [("adviser-east", "e-1"), ("adviser-west", "w-1")] {
            let record = ServiceRecord(
                person: PersonID(person), village: VillageID(village), kind: .lecture,
                day: office.clock.now.chinaDate, minutes: 90, title: village == "w-1" ? Self.secret : "讲座",
                recordedAt: office.clock.now)
            _ = try await office.database.record(record, source: person)
        }
    }

    /// Weeks of rounds in every village, and the townships' own.
    private static func rounds(before day: CivilDate, _ weeks: Int) -> [Screening] {
        (0..<weeks).flatMap { week in
            let first = CivilDate(daysSince1970: day.daysSince1970 - 7 * week - 6)
            let period = first...CivilDate(daysSince1970: first.daysSince1970 + 6)
            return ["e-1", "e-2", "w-1"].map {
                Screening(.village, place: $0, period: period, person: $0 == "w-1" ? "adviser-west" : "adviser-east")
            }
                + ["east", "west"].map {
                    Screening(.township, place: $0, period: period, person: PersonID("office-\($0)"))
                }
        }
    }

    /// One text a week in every village.
    private static func publications(
        _ places: [DemoPlan.Place], before day: CivilDate, _ weeks: Int
    ) -> [DemoPlan.Publication] {
        (0..<weeks).map { week in
            DemoPlan.Publication(
                campaign: "wages", day: CivilDate(daysSince1970: day.daysSince1970 - 7 * week - 1), title: "拖欠工资怎么要",
                text: "普法", targets: places.map { ($0.groups[0].address, $0.village) })
        }
    }

    private static let campaigns = """
        campaigns:
          - id: wages
            theme: 讨薪
            months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
            days: [5, 15, 25]
            items: [{answer: a/wages}]

        """

    private static let directory = """
        townships:
          - {id: east, name: 东镇, office: office-east}
          - {id: west, name: 西镇, office: office-west}
        villages:
          - {id: e-1, name: 东一村, township: east, groups: [neutral/g-1], adviser: adviser-east, deputies: []}
          - {id: e-2, name: 东二村, township: east, groups: [neutral/g-2], adviser: adviser-east, deputies: []}
          - {id: w-1, name: 西一村, township: west, groups: [neutral/g-3], adviser: adviser-west, deputies: []}
        people:
          - {id: adviser-east, role: adviser, name: 东顾问, contacts: [{channel: robot, to: town}], hours: {mon: "09:00-18:00"}}
          - {id: adviser-west, role: adviser, name: 西顾问, contacts: [{channel: robot, to: town}], hours: {mon: "09:00-18:00"}}
          - {id: office-east, role: office, name: 东镇司法所, contacts: [{channel: robot, to: town}], hours: {mon: "09:00-17:00"}}
          - {id: office-west, role: office, name: 西镇司法所, contacts: [{channel: robot, to: town}], hours: {mon: "09:00-17:00"}}
        services:
          - {id: hotline, name: 热线, phone: "12348", hours: 全天, kind: hotline}
          - {id: mediation, name: 调解室, phone: "12348", hours: 全天, kind: mediation}
        """
}

/// Bytes that are different each time, and the same in each run.
private func countingBytes() -> RandomBytes {
    let calls = Counter()
    return { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ calls.next()) } }
}

private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
