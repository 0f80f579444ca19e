import Domain
import Testing

@testable import Content

struct DirectoryLoaderTests {
    private let log = FindingLog()

    private static let people = """
        people:
          - id: adviser-li
            role: adviser
            name: 李顾问
            phone: "13800138000"
            contacts: [{channel: wecom, to: chaotian, mention: li}]
            hours: {mon: "14:00-18:00, 09:00-12:00", tue: "09:00-12:00,14:00-18:00"}
            leave: [2026-10-08]
            senders: [onebot/100]
            conflicts: [供销社]
          - id: deputy-wang
            role: adviser
            name: 王顾问
            contacts: [{channel: wecom, to: chaotian}]
          - {id: office, role: office, name: 司法所, contacts: [{channel: wecom, to: chaotian}]}
          - {id: duty, role: duty, name: 区值班, contacts: [{channel: wecom, to: district}], hours: {mon: "00:00-24:00", \
        tue: "00:00-24:00", wed: "00:00-24:00", thu: "00:00-24:00", fri: "00:00-24:00", sat: "00:00-24:00", \
        sun: "00:00-24:00"}}
        """

    private static let villages = """
        townships: [{id: chaotian, name: 朝天镇, office: office}]
        villages:
          - id: v1
            name: 一村
            township: chaotian
            groups: [onebot/1, neutral/g-1]
            adviser: adviser-li
            deputies: [deputy-wang]
        """

    private func load(_ files: [String: String]) throws -> Directory {
        try TemporaryFolder.with(files) { DirectoryLoader(folder: $0).load(into: log) }
    }

    /// The sound directory, changed in one place.
    private func load(replacing from: String, with to: String) throws -> Directory {
        try load([
            "people.yaml": Self.people.replacing(from, with: to),
            "villages.yaml": Self.villages.replacing(from, with: to),
        ])
    }

    @Test func `villages, groups, people and senders find one another`() throws {
        let directory = try load(replacing: "", with: "")
        #expect(log.findings.map(\.line) == [])

        let group = Conversation(channel: "neutral", id: "g-1", kind: .group)
        let village = try #require(directory.village(of: group))
        #expect(village.id == "v1")
        #expect(directory.village(of: Conversation(channel: "onebot", id: "g-1", kind: .group)) == nil)
        #expect(directory.person(behind: "100", on: "onebot")?.id == "adviser-li")
        #expect(directory.person(behind: "100", on: "neutral") == nil)
        #expect(directory.chain(for: village).map(\.id) == ["adviser-li", "deputy-wang", "office", "duty"])
        #expect(directory.chain(for: nil).map(\.id) == ["duty"])
    }

    @Test func `nobody stands in the chain twice`() throws {
        let directory = try load(
            replacing: "deputies: [deputy-wang]", with: "deputies: [deputy-wang, adviser-li, duty]")

        #expect(
            directory.chain(for: directory.villages["v1"]).map(\.id) == ["adviser-li", "deputy-wang", "duty", "office"])
    }

    @Test func `a person's hours, leave and ways are read`() throws {
        let directory = try load(replacing: "", with: "")
        let person = try #require(directory.people["adviser-li"])

        #expect(person.hours.week[0] == [540..<720, 840..<1_080])
        #expect(person.hours.week[1] == person.hours.week[0])
        #expect(person.hours.week[2...].joined().isEmpty)
        #expect(person.hours.leave.map(\.description) == ["2026-10-08"])
        #expect(person.phone == "13800138000")
        #expect(person.contacts.map(\.to) == ["chaotian"])
        #expect(person.contacts.map(\.mention) == ["li"])
        #expect(person.conflicts == ["供销社"])
        #expect(directory.people["duty"]?.hours.isAlways == true)
        #expect(directory.people["duty"]?.hoursText == "每天 全天")
        #expect(directory.people["office"]?.hoursText == "")
    }

    @Test(arguments: [
        ("adviser: adviser-li", "adviser: nobody", "unknown-person"),
        ("deputies: [deputy-wang]", "deputies: [nobody]", "unknown-person"),
        ("office: office", "office: nobody", "unknown-person"),
        ("township: chaotian", "township: nowhere", "unknown-township"),
        ("groups: [onebot/1, neutral/g-1]", "groups: [onebot/1, onebot/1]", "duplicate-group"),
        ("groups: [onebot/1, neutral/g-1]", "groups: [onebot-1]", "group-shape"),
        ("senders: [onebot/100]", "senders: [onebot/100, onebot/100]", "duplicate-sender"),
        ("id: deputy-wang", "id: office", "duplicate-id"),
        ("role: office", "role: king", "unknown-value"),
        ("role: duty", "role: mediator", "no-duty"),
        ("contacts: [{channel: wecom, to: chaotian, mention: li}]", "contacts: []", "person-unreachable"),
        ("contacts: [{channel: wecom, to: chaotian, mention: li}]", "contacts: [{channel: wecom}]", "missing-key"),
        ("leave: [2026-10-08]", "leave: [国庆]", "bad-date"),
        ("{mon: \"14:00-18:00, 09:00-12:00\"", "{mon: \"9点到12点\"", "bad-hours"),
        ("{mon: \"14:00-18:00, 09:00-12:00\"", "{mon: \"12:00-09:00\"", "bad-hours"),
        ("{mon: \"14:00-18:00, 09:00-12:00\"", "{mon: \"09:00-24:01\"", "bad-hours"),
        ("{mon: \"14:00-18:00, 09:00-12:00\"", "{mon: \"09:00-12:60\"", "bad-hours"),
        ("{mon: \"14:00-18:00, 09:00-12:00\"", "{mon: \"09:00-14:30,14:00-18:00\"", "bad-hours"),
        ("{mon: \"14:00-18:00, 09:00-12:00\"", "{monday: \"09:00-12:00\"", "unknown-key"),
    ])
    func `what leads nowhere or stands twice is told`(_ from: String, _ to: String, _ rule: String) throws {
        _ = try load(replacing: from, with: to)

        #expect(log.rules.contains(rule))
    }

    @Test func `the same village, township or service twice is told at the second`() throws {
        _ = try load([
            "people.yaml": Self.people,
            "villages.yaml": Self.villages
                + """

                  - {id: v1, name: 又一村, township: chaotian, groups: [], adviser: adviser-li}
                """.replacing("    ", with: ""),
            "x.yaml": "townships:\n  - {id: chaotian, name: 又, office: office}\n",
            "services.yaml": "services:\n  - &a {id: court, name: 法院, phone: '1', hours: 全天, kind: point}\n  - *a\n",
        ])

        #expect(log.rules == ["duplicate-id", "duplicate-id", "duplicate-id"])
    }

    @Test func `holidays span their days, make-up days and standards are read`() throws {
        let directory = try load([
            "people.yaml": Self.people,
            "calendar.yaml": """
            holidays: [{name: 春节, from: 2026-02-15, to: 2026-02-23}, {name: 元旦, from: 2027-01-01, to: 2027-01-01}]
            workdays: [2026-02-14, 2026-02-28]
            """,
            "standards.yaml": """
            visit-hours-per-month: 6
            push-days: [5, 25]
            first-response: {normal: 60, emergency: 5}
            """,
        ])

        #expect(log.findings.isEmpty)
        #expect(directory.calendar.holidays.count == 10)
        #expect(directory.calendar.makeUpDays.map(\.description).sorted() == ["2026-02-14", "2026-02-28"])
        #expect(directory.standards.visitHoursPerMonth == 6)
        #expect(directory.standards.lecturesPerQuarter == Standards().lecturesPerQuarter)
        #expect(directory.standards.pushDays == [5, 25])
        #expect(directory.standards.firstResponseMinutes == 60)
        #expect(directory.standards.emergencyMinutes == 5)
    }

    @Test(arguments: [
        ("holidays: [{name: 春节, from: 2026-02-23, to: 2026-02-15}]", "bad-date 1:12"),
        ("holidays: [{name: 春节, from: 2026-02-15, to: 2026-04-16}]", "bad-date 1:12"),
        ("holidays: [{name: 春节, from: 除夕, to: 2026-02-16}]", "bad-date 1:29"),
        ("holidays: [{name: 春节, from: 2026-02-15}]", "missing-key 1:12"),
        ("workdays: [2026-02-14, 2026-02-30]", "bad-date 1:24"),
        ("push-days: [5, 每周]", "bad-date 1:16"),
        ("push-days: [0, 32]", "bad-date 1:13"),
        ("first-response: {normal: soon}", "yaml-shape 1:26"),
        ("village: []", "unknown-key 1:1"),
    ])
    func `a mistake in the calendar or the standards is told at its place`(_ text: String, _ finding: String) throws {
        _ = try load(["people.yaml": Self.people, "x.yaml": text])

        #expect(log.brief.first == finding)
    }
}
