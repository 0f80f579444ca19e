import Desk
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Coming in, staying and going.
struct LoginTests {
    private func attempt(
        _ live: LiveOffice, _ user: String, _ password: String, seal: String? = nil, from address: String? = nil
    ) async throws -> HTTPReply {
        var hidden = seal
        if hidden == nil { hidden = try await live.get("/console/login").hidden("seal") }
        return try await live.submit(
            "/console/login", ["user": user, "password": password, "seal": hidden ?? ""],
            headers: address.map { ["X-Forwarded-For": $0] } ?? [:])
    }

    @Test func `the right password opens, a wrong one and an unknown name read alike`() async throws {
        try await LiveOffice.openConsole { live in
            #expect(try await attempt(live, "bureau", TwoTownships.password).status == 303)
            let wrong = try await attempt(live, "bureau", "wrong password")
            let unknown = try await attempt(live, "bureaux", TwoTownships.password)
            #expect(wrong.status == 401 && unknown.status == 401)
            #expect(wrong.text.contains("用户名或者密码不对"))
            #expect(!wrong.text.contains("wrong password"))
            #expect(try await attempt(live, "", "").status == 401)
            let evil = try await attempt(live, "\"><script>alert(1)</script>", "x")
            #expect(evil.status == 401 && !evil.text.contains("<script>"))
        }
    }

    @Test func `after five wrong passwords even the right one waits, there and for a quarter of an hour`() async throws
    {
        try await LiveOffice.openConsole { live in
            for _ in 0..<5 { #expect(try await attempt(live, "bureau", "wrong", from: "192.0.2.1").status == 401) }
            let late = try await attempt(live, "bureau", TwoTownships.password, from: "192.0.2.1")
            #expect(late.status == 429)
            #expect(late.text.contains("15分钟"))
            // Whoever tries passwords elsewhere does not lock the user out of their own desk.
            #expect(try await attempt(live, "bureau", TwoTownships.password, from: "192.0.2.2").status == 303)
            #expect(try await attempt(live, "audit", TwoTownships.password, from: "192.0.2.1").status == 303)
            live.office.clock.advance(seconds: 16 * 60)
            #expect(try await attempt(live, "bureau", TwoTownships.password, from: "192.0.2.1").status == 303)
        }
    }

    @Test func `one address cannot try many names`() async throws {
        try await LiveOffice.openConsole { live in
            for number in 0..<20 {
                _ = try await live.console.reception.begin("name-\(number)", from: "192.0.2.3")
            }
            #expect(try await attempt(live, "bureau", TwoTownships.password, from: "192.0.2.3").status == 429)
            // What a caller writes itself in front of what the proxy adds does not make it somebody else.
            let forged = try await attempt(live, "bureau", TwoTownships.password, from: "198.51.100.1, 192.0.2.3")
            #expect(forged.status == 429)
        }
    }

    @Test func `a form of somebody else's is refused`() async throws {
        try await LiveOffice.openConsole { live in
            #expect(try await attempt(live, "bureau", TwoTownships.password, seal: "").status == 403)
            #expect(try await attempt(live, "bureau", TwoTownships.password, seal: "1.abc").status == 403)
            let cookie = ["Cookie": "counsel_session=\(try await live.console.token("bureau"))"]
            let foreign = try await live.submit("/console/logout", ["seal": "1.abc"], headers: cookie)
            #expect(foreign.status == 403)
            // The seal of another session is none.
            let other = try await live.get("/console", cookie: try await live.console.token("audit"))
            let borrowed = try await live.submit(
                "/console/logout", ["seal": other.hidden("seal")], headers: cookie)
            #expect(borrowed.status == 403)
        }
    }

    @Test func `a session ends by logging out, by an idle hour, after twelve hours, and with its user`() async throws {
        try await LiveOffice.openConsole { live in
            let first = try await live.console.token("bureau")
            let page = try await live.get("/console", cookie: first)
            #expect(page.status == 200)
            #expect(page.text.contains("bureau（区司法局）"))
            let out = try await live.submit(
                "/console/logout", ["seal": page.hidden("seal")], headers: ["Cookie": "counsel_session=\(first)"])
            #expect(out.status == 303)
            #expect(try await live.get("/console", cookie: first).isLogin)

            let idle = try await live.console.token("bureau")
            live.office.clock.advance(seconds: 59 * 60)
            #expect(try await !live.get("/console", cookie: idle).isLogin)
            live.office.clock.advance(seconds: 61 * 60)
            #expect(try await live.get("/console", cookie: idle).isLogin)

            let busy = try await live.console.token("bureau")
            for _ in 0..<13 {
                live.office.clock.advance(seconds: 55 * 60)
                #expect(try await !live.get("/console", cookie: busy).isLogin)
            }
            live.office.clock.advance(seconds: 55 * 60)
            #expect(try await live.get("/console", cookie: busy).isLogin)

            let removed = try await live.console.token("audit")
            let file = UserFile(path: live.office.folder.path + "/users")
            var users = try file.load()
            users["audit"] = nil
            try file.save(users)
            #expect(try await live.get("/console", cookie: removed).isLogin)
        }
    }

    @Test func `a users file with a bad line opens to nobody, and shows nothing of itself`() async throws {
        try await LiveOffice.openConsole { live in
            let token = try await live.console.token("bureau")
            try live.office.folder.write("bureau:district::$scrypt$broken\n", to: "users")
            let page = try await live.get("/console", cookie: token)
            #expect(page.status == 500)
            #expect(page.text.contains("后台暂时打不开"))
            #expect(!page.text.contains("scrypt"))
            #expect(try await attempt(live, "bureau", TwoTownships.password).status == 500)
        }
    }
}
