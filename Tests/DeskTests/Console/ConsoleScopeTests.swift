import Desk
import Domain
import Store
import TestSupport
import Testing

/// Who may see what, page by page.
struct ConsoleScopeTests {
    /// What a viewer may have put into an address to see more.
    private static let tricks: [[String: String]] = [
        [:], ["village": "w-1"], ["township": "west"], ["village": "-"], ["village": "w-1", "township": "east"],
        ["person": "adviser-west"], ["person": "-"], ["stage": "open"], ["overdue": "1"], ["village": "w-1' OR '1'='1"],
        ["from": "0001-01-01", "to": "9999-12-31"], ["offset": "-5"], ["offset": "99999999999999"], ["hour": "-1"],
        ["weekday": "99", "topic": "-"], ["topic": "labor", "fate": "x"], ["kind": "lecture"],
    ]

    @Test(arguments: ["east", "east-1"])
    func `nothing of another township is on any page, whatever the address says`(_ user: String) async throws {
        let office = try await TwoTownships()
        let viewer = try office.viewer(user)
        for page in ConsoleMenu.pages where !page.hasSubject {
            for fields in Self.tricks {
                let content = try await office.desk.content(of: page, for: viewer, fields)
                #expect((content != nil) == page.roles.contains(viewer.role), "\(page.path)")
                let text = try await content?.text() ?? ""
                #expect(!text.contains(TwoTownships.secret), "\(page.path) \(fields)")
                #expect(!text.contains("西一村"), "\(page.path) \(fields)")
            }
        }
    }

    @Test(arguments: ["east", "east-1"])
    func `another's report, export and list are refused, and one's own hold nothing of theirs`(_ user: String)
        async throws
    {
        let office = try await TwoTownships()
        let viewer = try office.viewer(user)
        func body(_ fields: [String: String]) async throws -> ConsolePage.Body? {
            try await office.desk.content(of: .reports, for: viewer, fields)
        }
        for more in [
            [:], ["format": "csv"], ["format": "html"], ["export": "cases"],
            ["export": "interactions", "format": "json"],
            ["referrals": "hr"],
        ] {
            for of in ["district", "township:west", "village:w-1", "village:none"] {
                let fields = more.merging(["of": of]) { $1 }
                #expect(try await body(fields) == nil, "\(fields)")
            }
            let own = try await body(more.merging(["month": "2026-11"]) { $1 })?.text()
            // There is no neighbouring department in this directory.
            #expect((own == nil) == (more["referrals"] != nil), "\(more)")
            #expect(own?.contains(TwoTownships.secret) != true, "\(more)")
            #expect(own?.contains("西一村") != true, "\(more)")
        }
        #expect(try await body(["export": "cases", "month": "2026-11"]) != nil)
        #expect(try await office.desk.content(of: .gaps, for: viewer, ["cluster": "gap-000000"]) == nil)
        #expect(try await office.desk.content(of: .gaps, for: viewer, ["draft": "gap-000000"]) == nil)
    }

    @Test func `the bureau sees what the township does not`() async throws {
        let office = try await TwoTownships()
        let content = try await office.desk.content(of: .questions, for: try office.viewer("bureau"))
        #expect("\(String(describing: content))".contains(TwoTownships.secret))
        let own = try await office.desk.content(of: .questions, for: try office.viewer("west"))
        #expect("\(String(describing: own))".contains(TwoTownships.secret))
    }

    @Test func `a case opens to its own township only, and every look is on record`() async throws {
        let office = try await TwoTownships()
        let cases = try await office.office.database.caseList(CaseListFilter(try office.viewer("west")))
        let number = try #require(cases.first?.number)
        func page(_ user: String) async throws -> ConsolePage.Body? {
            try await office.desk.content(of: .caseFile, for: try office.viewer(user), subject: "\(number)")
        }
        #expect(try await page("east") == nil)
        #expect(try await page("east-1") == nil)
        #expect(try await office.office.database.accesses(to: number).isEmpty)
        #expect(try await page("west") != nil)
        #expect(try await page("audit") != nil)
        #expect(try await office.office.database.accesses(to: number).map(\.viewer) == ["@audit", "@west"])
        for subject in ["", "0", "-1", "abc", "99999999999999999999"] {
            #expect(
                try await office.desk.content(of: .caseFile, for: try office.viewer("bureau"), subject: subject) == nil)
        }
    }

    @Test func `who is kept out of a case for conflict of interest sees it in no list and no number`() async throws {
        let office = try await TwoTownships()
        let viewer = try office.viewer("east-1")
        let before = try await office.office.database.caseCount(CaseListFilter(viewer))
        let outcome = try await office.office.say("我要告东顾问，转人工", id: "c-1", sender: "u-c", conversation: "g-1")
        let number = try #require(outcome.acknowledgement?.caseNumber)
        let file = try #require(try await office.office.casework.view(of: number)?.file)
        guard file.excluded.contains("adviser-east") else {
            Issue.record("the case keeps nobody out")
            return
        }
        #expect(try await office.office.database.caseCount(CaseListFilter(viewer)) == before)
        #expect(try await office.desk.content(of: .caseFile, for: viewer, subject: "\(number)") == nil)
        let mine = try await office.desk.content(of: .questions, for: viewer)
        #expect(!"\(String(describing: mine))".contains("我要告"))
        let offices = try await office.desk.content(of: .questions, for: try office.viewer("east"))
        #expect("\(String(describing: offices))".contains("我要告"))
    }

    @Test func `an auditor presses no button, and a township has none to press`() async throws {
        let office = try await TwoTownships()
        for user in ["audit", "east", "east-1"] {
            let outcome = try await office.desk.act(on: .outbox, for: try office.viewer(user), form: ["again": "1"])
            #expect(outcome == .forbidden)
        }
        let bureau = try office.viewer("bureau")
        #expect(try await office.desk.act(on: .outbox, for: bureau, form: ["again": "1"]) != .done)
        #expect(try await office.desk.act(on: .topics, for: bureau, form: [:]) == .forbidden)
    }
}
