import Domain
import Testing

@testable import Content

struct PreventionReaderTests {
    private let log = FindingLog()

    private static let people = """
        townships: [{id: t, name: 大滩镇, office: o}]
        villages:
          - {id: v1, name: 一村, township: t, groups: [onebot/1], adviser: a, screener: o}
          - {id: v2, name: 二村, township: t, groups: [onebot/2], adviser: a}
        people:
          - {id: a, role: adviser, name: 顾问, contacts: [{channel: r, to: t}]}
          - {id: o, role: office, name: 司法所, contacts: [{channel: r, to: t}]}
          - {id: d, role: duty, name: 值班, contacts: [{channel: r, to: t}]}

        """

    private func load(_ text: String) throws -> Directory {
        try TemporaryFolder.with(["people.yaml": Self.people, "more.yaml": text]) {
            DirectoryLoader(folder: $0).load(into: log)
        }
    }

    @Test func `a rule is read with all its conditions`() throws {
        let directory = try load(
            """
            warnings:
              - id: land
                name: 争地界
                level: orange
                topics: [land]
                townships: [t]
                kinds: [escalated, unsolved]
                words: [堵 路]
                not: [电视]
                days: 14
                count: 2
                askers: 2
                growth: 2.5
                sides: {one: [占了我], other: [说我占]}
                by: topic
            """)
        var rule = WarningRule(id: "land", name: "争地界", level: .orange)
        rule.topics = ["land"]
        rule.villages = ["v1", "v2"]
        rule.kinds = [.escalated, .unsolved]
        (rule.words, rule.not) = (["堵路"], ["电视"])
        (rule.days, rule.count, rule.askers, rule.growth) = (14, 2, 2, 2.5)
        rule.sides = [["占了我"], ["说我占"]]
        rule.isByTopic = true
        #expect(directory.warnings.map(\.value) == [rule])
        #expect(log.findings.isEmpty)
    }

    @Test(arguments: [
        ("level: pink, words: [堵路]", "unknown-value 2:29"), ("level: red", "warning-too-broad 2:5"),
        ("level: red, words: [a], days: 0", "yaml-shape 2:52"),
        ("level: red, words: [a], growth: 1", "yaml-shape 2:54"),
        ("level: red, kinds: [angry]", "unknown-value 2:42"),
        ("level: red, words: [a], by: week", "unknown-value 2:50"),
        ("level: red, sides: {one: [a]}", "missing-key 2:41"),
        ("level: red, words: [a], villages: [v9]", "unknown-village 2:57"),
        ("level: red, words: [a], townships: [x]", "unknown-township 2:58"),
    ])
    func `a mistake is found where it stands`(_ fields: String, _ finding: String) throws {
        _ = try load("warnings:\n  - {id: r, name: 名, \(fields)}\n")
        #expect(log.brief.contains(finding))
    }

    @Test func `topics that nobody knows and rules of the same name are found`() throws {
        let directory = try load(
            """
            warnings:
              - {id: r, name: 名, level: red, topics: [land, lnad.boundary]}
              - {id: r, name: 名, level: red, words: [堵路]}
            """)
        var catalog = Catalog()
        catalog.topics = ["land.boundary": "地界"]
        PreventionReview.run(directory, catalog, into: log)
        #expect(log.rules == ["unknown-topic", "duplicate-id"])
    }

    @Test func `rounds, circles and seasons are read, and who looks for disputes is the adviser unless written`() throws
    {
        let directory = try load(
            """
            screenings: {village: {every: week, remind-days: 1}, district: {every: month}}
            circles: [{id: mediators, name: 调解员群, groups: [onebot/9]}]
            seasons: [{name: 春耕, from: 04-01, to: 05-15}, {name: 冬闲, from: 12-01, to: 02-10}]
            """)
        #expect(
            directory.screenings == [
                ScreeningRule(.village, .week, remindDays: 1), ScreeningRule(.district, .month, remindDays: 2),
            ])
        #expect(directory.circles.first?.groups.map(\.value) == ["onebot/9"])
        #expect(directory.villages["v1"]?.screener == "o")
        #expect(directory.villages["v2"]?.screener == "a")
        let winter = try #require(directory.seasons.last)
        #expect(["2026-12-01", "2027-01-05", "2027-02-10"].compactMap { CivilDate($0) }.allSatisfy(winter.contains))
        #expect(!winter.contains(try #require(CivilDate("2027-02-11"))))
        #expect(log.findings.isEmpty)
    }

    @Test(arguments: [
        ("screenings: {village: {every: day}}", "unknown-value"),
        ("screenings: {village: {every: week, remind-days: 9}}", "yaml-shape"),
        ("circles: [{id: m, name: 群, groups: [九群]}]", "group-shape"),
        ("seasons: [{name: 春, from: 4-1, to: 05-01}]", "bad-date"),
    ])
    func `what cannot be read is found`(_ text: String, _ rule: String) throws {
        _ = try load(text + "\n")
        #expect(log.rules == [rule])
    }
}
