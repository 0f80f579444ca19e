import Domain
import Testing

@testable import Content

struct CampaignTests {
    private let log = FindingLog()

    private func load(_ text: String) throws -> [Campaign] {
        try TemporaryFolder.with(["a.yaml": text]) { CampaignLoader(folder: $0).load(into: log) }
    }

    private static let year = """
        campaigns:
          - {id: wages, theme: 讨薪, months: [12], targets: [villages], items: [{answer: a/1}, {answer: a/2, lead: 看看}]}
          - {id: sowing, theme: 春耕, season: 春耕, items: [{answer: a/3}, {answer: a/4}]}
          - {id: circle, theme: 调解, months: [1, 2, 3], days: [10], targets: [mediators], items: [{answer: a/1}, {answer: a/2}]}
        """

    private var directory: Directory {
        var directory = Directory()
        directory.standards.pushDays = [5, 15, 25]
        if let from = Season.Day("04-01"), let to = Season.Day("05-10") {
            directory.seasons = [Season(name: "春耕", from: from, to: to)]
        }
        directory.circles = [Circle(id: "mediators", name: "调解员群", groups: [])]
        return directory
    }

    private func plan(_ month: String) throws -> [String] {
        let plan = CampaignPlan(try load(Self.year), directory)
        return plan.pushes(in: try #require(CivilMonth(month))).map { push in
            guard case .answer(let id, _) = push.item else { return "" }
            return "\(push.day.parts.day) \(id)"
        }
    }

    @Test func `texts take turns on the days of the standards`() throws {
        #expect(try plan("2026-12") == ["5 a/1", "15 a/2", "25 a/1"])
        #expect(try plan("2026-11").isEmpty)
    }

    @Test func `a season goes on with its texts over the months, and ends on its day`() throws {
        #expect(try plan("2026-04") == ["5 a/3", "15 a/4", "25 a/3"])
        #expect(try plan("2026-05") == ["5 a/4"])
    }

    @Test func `one text a month takes turns from month to month`() throws {
        #expect(try plan("2027-01") == ["10 a/1"])
        #expect(try plan("2027-02") == ["10 a/2"])
        #expect(try plan("2027-03") == ["10 a/1"])
    }

    @Test func `targets are read by their form`() throws {
        let campaigns = try load(
            """
            campaigns:
              - {id: a, theme: 题, months: [1], targets: [villages, township/t, village/v, mediators], items: [{answer: a}]}
            """)
        #expect(campaigns[0].targets.map(\.value) == [.villages, .township("t"), .village("v"), .circle("mediators")])
    }

    @Test(arguments: [
        ("months: [1], items: []", "missing-key"), ("items: [{answer: a}]", "campaign-when"),
        ("months: [1], season: 春, items: [{answer: a}]", "campaign-when"),
        ("months: [13, 1], items: [{answer: a}]", "bad-date"),
        ("months: [1], items: [{lead: 只有一句}]", "missing-key"),
        ("months: [1], items: [{title: 案, text: 文, cites: [民法典]}]", "citation-shape"),
    ])
    func `what cannot be read is found`(_ fields: String, _ rule: String) throws {
        _ = try load("campaigns:\n  - {id: a, theme: 题, \(fields)}\n")
        #expect(Set(log.rules) == [rule])
    }

    @Test func `a folder that is not there publishes nothing`() {
        #expect(CampaignLoader(folder: "/nowhere/at/all").load(into: log).isEmpty)
        #expect(log.findings.isEmpty)
    }

    @Test func `answers, laws, targets and seasons that nobody knows are found`() throws {
        let campaigns = try load(
            """
            campaigns:
              - {id: a, theme: 题, months: [1], targets: [township/t, village/v, nobody], items: [{answer: a/none}]}
              - {id: b, theme: 题, season: 秋收, items: [{title: 案, text: 文, cites: [没有的法 1]}]}
            """)
        CampaignReview.run(campaigns, Catalog(), directory, on: CivilDate(daysSince1970: 20_780), into: log)
        #expect(
            Set(log.rules) == [
                "unknown-township", "unknown-village", "unknown-circle", "answer-missing", "unknown-season",
                "citation-unknown-law",
            ])
    }
}
