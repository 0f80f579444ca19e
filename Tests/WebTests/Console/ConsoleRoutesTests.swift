import Desk
import Domain
import Foundation
import Hummingbird
import Store
import TestSupport
import Testing

@testable import Web

/// Every route of the console, for every role.
struct ConsoleRoutesTests {
    /// Who may open what. A route that is not listed here, or is listed and not there, fails the test.
    private static let allowed: [String: Set<Role>] = [
        "GET /console": [.district, .office, .adviser, .auditor],
        "GET /console/hours": [.district, .office, .adviser, .auditor],
        "GET /console/questions": [.district, .office, .adviser, .auditor],
        "GET /console/cases": [.district, .office, .adviser, .auditor],
        "GET /console/cases/{subject}": [.district, .office, .adviser, .auditor],
        "GET /console/gaps": [.district, .office, .adviser, .auditor],
        "GET /console/reports": [.district, .office, .adviser, .auditor],
        "GET /console/warnings": [.district, .office, .auditor],
        "POST /console/warnings": [.district, .office],
        "GET /console/warnings/{subject}": [.district, .office, .auditor],
        "GET /console/screenings": [.district, .office, .adviser, .auditor],
        "POST /console/screenings": [.district, .office, .adviser],
        "GET /console/pushes": [.district, .office, .adviser, .auditor],
        "POST /console/pushes": [.district, .office, .adviser],
        "GET /console/pushes/{subject}": [.district, .office, .adviser, .auditor],
        "GET /console/villages": [.district, .office, .adviser, .auditor],
        "GET /console/people": [.district, .office, .adviser, .auditor],
        "GET /console/topics": [.district, .office, .adviser, .auditor],
        "GET /console/ledger": [.district, .office, .adviser, .auditor],
        "GET /console/catalog": [.district, .auditor],
        "GET /console/looks": [.district, .auditor],
        "GET /console/outbox": [.district, .auditor],
        "POST /console/outbox": [.district],
    ]
    /// Open to everybody.
    private static let open: Set<String> = [
        "GET /console/login", "POST /console/login", "POST /console/logout",
        // Says that there is no such page.
        "GET /console/**",
    ]

    /// The routes of the running server.
    private static func routes(_ live: LiveOffice) throws -> Set<String> {
        let office = Office(
            intake: live.office.intake, knowledge: live.office.knowledge, database: live.office.database,
            registry: PrometheusRegistry(), clock: live.office.clock.clock)
        let router = buildRouter(office: office, console: try live.console.door, adminToken: nil)
        return Set(router.routes.map { "\($0.method) \($0.path)" }.filter { $0.contains("/console") })
    }

    /// What stands in the place of the address that changes.
    private static func subject(_ route: String, case number: Int64, warning: Int64) -> String {
        route.contains("/warnings/") ? "\(warning)" : route.contains("/pushes/") ? "wages@2026-11-22" : "\(number)"
    }

    /// A warning that the viewer may see.
    private static func warning(of viewer: Viewer, _ live: LiveOffice) async throws -> Int64 {
        let days = Timestamp(seconds: 0)..<Timestamp(seconds: 2_000_000_000)
        return try #require(try await live.office.database.warnings(WarningFilter(viewer, in: days)).first).number
    }

    @Test func `every route is listed with who may open it`() async throws {
        try await LiveOffice.openConsole { live in
            let routes = try Self.routes(live)
            #expect(routes == Set(Self.allowed.keys).union(Self.open))
        }
    }

    @Test func `without a session every route leads to the login`() async throws {
        try await LiveOffice.openConsole { live in
            for (route, _) in Self.allowed {
                for cookie in ["", "counsel_session=", "counsel_session=" + String(repeating: "A", count: 43)] {
                    let reply = try await live.request(route, "1001", cookie: cookie)
                    #expect(reply.isLogin, "\(route)")
                }
            }
        }
    }

    @Test func `each role opens its routes and no other`() async throws {
        try await LiveOffice.openConsole { live in
            for (name, role, _) in TwoTownships.users {
                let viewer = try live.console.viewer(name)
                let filter = CaseListFilter(viewer)
                let own = try #require(try await live.office.database.caseList(filter).first).number
                let warning = try await Self.warning(of: viewer, live)
                let cookie = "counsel_session=\(try await live.console.token(name))"
                for (route, roles) in Self.allowed {
                    let reply = try await live.request(
                        route, Self.subject(route, case: own, warning: warning), cookie: cookie)
                    // A form without its seal is refused for everybody, and tells nobody more.
                    let expected = route.hasPrefix("POST") ? 403 : roles.contains(role) ? 200 : 404
                    #expect(reply.status == expected, "\(name) \(route)")
                }
            }
        }
    }

    @Test func `an export comes whole, though piece by piece`() async throws {
        try await LiveOffice.openConsole { live in
            let cookie = "counsel_session=\(try await live.console.token("east"))"
            let viewer = try live.console.viewer("east")
            let month = try #require(CivilMonth("2026-11"))
            for (kind, format) in [(RowExport.Kind.cases, RowExport.Format.csv), (.interactions, .json)] {
                var whole = ""
                try await RowExport(
                    kind, month, for: viewer, database: live.office.database,
                    names: live.office.knowledge.current.names
                ).write(format, at: live.office.clock.now) { whole += $0 }
                let reply = try await live.request(
                    "GET /console/reports", "", cookie: cookie,
                    query: "?month=2026-11&export=\(kind.rawValue)&format=\(format.rawValue)")
                #expect(reply.status == 200)
                #expect(reply.text == whole && whole.count > 1_000)
            }
        }
    }

    @Test func `a township's user is refused another township's case and rows by every route`() async throws {
        try await LiveOffice.openConsole { live in
            let cookie = "counsel_session=\(try await live.console.token("east"))"
            let west = CaseListFilter(try live.console.viewer("west"))
            let other = try #require(try await live.office.database.caseList(west).first).number
            let warning = try await Self.warning(of: try live.console.viewer("west"), live)
            for route in Self.allowed.keys where route.hasPrefix("GET") {
                for query in ["", "?village=w-1", "?township=west", "?village=-", "?person=adviser-west"] {
                    let subject = Self.subject(route, case: other, warning: warning)
                    let reply = try await live.request(route, subject, cookie: cookie, query: query)
                    // A text is everybody's; where it went is not.
                    if route.contains("{subject}"), !route.contains("pushes") { #expect(reply.status == 404) }
                    #expect(!reply.text.contains(TwoTownships.secret), "\(route)\(query)")
                    #expect(!reply.text.contains("西一村"), "\(route)\(query)")
                }
            }
        }
    }
}

extension HTTPReply {
    /// Whether the caller was sent to the login; a GET is followed there.
    var isLogin: Bool { status == 303 && body.isEmpty || status == 200 && text.contains("登录后台") }
}
