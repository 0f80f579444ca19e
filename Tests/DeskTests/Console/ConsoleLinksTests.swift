import Desk
import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Every number of the console opens into its rows.
struct ConsoleLinksTests {
    /// A link with the number that stands on it; nil where it carries none.
    private struct Link: Hashable {
        let from: String
        let number: Int?
        let href: String
    }

    private static func links(_ sheet: ConsoleSheet) -> [Link] {
        sheet.sections.flatMap { section -> [Link] in
            let name = "\(sheet.heading)"
            switch section {
            case .figures(let figures): return figures.map { Link(from: name, number: $0.number, href: $0.href) }
            case .facts(_, let facts):
                return facts.compactMap { $0.href.map { Link(from: name, number: nil, href: $0) } }
            case .table(let table):
                return table.rows.joined().compactMap { cell in
                    cell.href.map { Link(from: "\(name) \(table.title)", number: cell.number, href: $0) }
                }
            case .week(let chart):
                return chart.fields.joined().compactMap { field in
                    field.href.map { Link(from: "\(name) \(chart.title)", number: Int(field.text) ?? 0, href: $0) }
                }
            case .talk, .timeline, .paste: return []
            }
        }
    }

    /// What an address leads to.
    private static func follow(_ href: String, _ office: TwoTownships, _ viewer: Viewer) async throws -> ConsolePage
        .Body?
    {
        let address = try #require(URLComponents(string: href))
        let fields = Dictionary(uniqueKeysWithValues: (address.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        let whole = ConsoleMenu.pages.first { !$0.hasSubject && $0.path.text == address.path }
        let part = ConsoleMenu.pages.first { $0.hasSubject && address.path.hasPrefix($0.path.text + "/") }
        let page = try #require(whole ?? part, "no page at \(href)")
        let subject = whole == nil ? String(address.path.dropFirst(page.path.text.count + 1)) : ""
        return try await office.desk.content(of: page, for: viewer, subject: subject, fields)
    }

    private static func total(_ sheet: ConsoleSheet) -> Int? {
        sheet.sections.lazy.compactMap { section -> Int? in
            guard case .table(let table) = section else { return nil }
            return table.window?.total
        }.first
    }

    /// What a page is opened with besides nothing: places and days, and each list and subject that an address can name.
    private static let openings: [[String: String]] = [
        [:], ["village": "e-1", "from": "2026-11-16", "to": "2026-11-20"], ["township": "west", "from": "2026-10-01"],
        ["village": "-"], ["stage": "open"], ["state": "dead"], ["month": "2026-10"], ["show": "waiting"],
    ]

    /// One user's walk: from every page along every link, and from where it leads along the links there.
    private struct Walk {
        let office: TwoTownships
        let viewer: Viewer
        var seen: [String: ConsolePage.Body] = [:]
        /// Numbers by the page on which they stand.
        var walked: [String: Int] = [:]
        var pages: Set<String> = []

        mutating func open(_ href: String) async throws -> ConsolePage.Body? {
            if let known = seen[href] { return known }
            let content = try await ConsoleLinksTests.follow(href, office, viewer)
            seen[href] = content
            return content
        }

        mutating func go(_ content: ConsolePage.Body?, deeper: Int) async throws {
            guard case .sheet(let sheet) = content else { return }
            for link in Set(ConsoleLinksTests.links(sheet)) {
                let isNew = seen[link.href] == nil
                let target = try #require(try await open(link.href), "\(link)")
                if isNew, deeper > 0 { try await go(target, deeper: deeper - 1) }
                guard let number = link.number else { continue }
                guard case .sheet(let rows) = target else {
                    Issue.record("a number that leads to no rows: \(link)")
                    continue
                }
                #expect(ConsoleLinksTests.total(rows) == number, "\(viewer.user): \(link)")
                walked[sheet.heading, default: 0] += 1
            }
        }
    }

    @Test(arguments: TwoTownships.users.map(\.name))
    func `each number on each page is the number of the rows behind it`(_ user: String) async throws {
        let office = try await TwoTownships(weeks: 9, questions: 600, cases: 110)
        var walk = Walk(office: office, viewer: try office.viewer(user))
        for page in ConsoleMenu.pages where page.roles.contains(walk.viewer.role) && !page.hasSubject {
            for fields in Self.openings {
                let content = try await office.desk.content(of: page, for: walk.viewer, fields)
                try await walk.go(content, deeper: 1)
            }
        }
        let numbered = walk.walked.filter { !$0.key.contains("：") && $0.value > 0 }
        #expect(walk.walked.values.reduce(0, +) > 200, "\(walk.walked)")
        #expect(numbered.count >= 7, "\(numbered)")
    }

    @Test func `the rows of all pages of a list are as many as it says`() async throws {
        let office = try await TwoTownships(cases: 80)
        let viewer = try office.viewer("bureau")
        for page in [ConsolePage.questions, .cases] {
            var seen: Set<[String]> = []
            var total = 1
            while seen.count < total {
                let content = try await office.desk.content(
                    of: page, for: viewer, ["offset": "\(seen.count)", "from": "2026-01-01"])
                guard case .sheet(let sheet) = content, case .table(let table) = sheet.sections.first else {
                    Issue.record("no table")
                    return
                }
                total = try #require(table.window?.total)
                try #require(!table.rows.isEmpty)
                seen.formUnion(table.rows.map { $0.map { $0.text + ($0.href ?? "") } + ["\(seen.count)"] })
            }
            #expect(seen.count == total)
            #expect(total > 60)
        }
    }

    @Test(arguments: [ConsolePage.Path.villages, .topics])
    func `a list that was made as a whole shows the part that is asked for`(_ path: ConsolePage.Path) async throws {
        let office = try await TwoTownships()
        let page = try #require(ConsoleMenu.pages.first { $0.path == path })
        func table(_ offset: Int) async throws -> ConsoleTable {
            let content = try await office.desk.content(
                of: page, for: try office.viewer("bureau"), ["offset": "\(offset)"])
            guard case .sheet(let sheet) = content, case .table(let table) = sheet.sections.first else {
                throw CocoaError(.coderValueNotFound)
            }
            return table
        }
        let whole = try await table(0)
        #expect(whole.rows.count > 2 && whole.window?.total == whole.rows.count)
        let rest = try await table(2)
        #expect(rest.rows == Array(whole.rows.dropFirst(2)) && rest.window?.total == whole.rows.count)
        #expect(try await table(1_000).rows.isEmpty)
    }

    @Test func `the fields of the week hold every question once, and show where the service was away`() async throws {
        let office = try await TwoTownships()
        let viewer = try office.viewer("bureau")
        guard case .sheet(let sheet) = try await office.desk.content(of: .hours, for: viewer),
            case .week(let chart) = sheet.sections.first
        else {
            Issue.record("no chart")
            return
        }
        let sum = chart.fields.joined().compactMap { Int($0.text) }.reduce(0, +)
        guard case .sheet(let list) = try await office.desk.content(of: .questions, for: viewer) else {
            Issue.record("no list")
            return
        }
        #expect(sum == Self.total(list))
        #expect(chart.fields.count == 7 && chart.fields.allSatisfy { $0.count == 24 })
        // Monday at noon, an hour before the last beat.
        #expect(chart.fields[0][12].isDown)
        #expect(chart.fields[0][12].words.contains("停机"))
    }
}
