import Desk
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

struct CasePageTests {
    /// A case of the small office, with links for those on its chain.
    private struct OpenCase: Sendable {
        let live: LiveOffice
        let number: Int64

        init(_ live: LiveOffice, says text: String = "我要转人工", sender: String = "u-1") async throws {
            self.live = live
            let outcome = try await live.office.say(text, id: "m-\(sender)", sender: sender)
            number = try #require(outcome.acknowledgement?.caseNumber)
        }

        func path(_ person: PersonID = "adviser") -> String {
            live.office.links.path(case: number, for: person, at: live.office.clock.now)
        }

        func page(_ person: PersonID = "adviser") async throws -> HTTPReply { try await live.get(path(person)) }

        /// Presses a button of the page as it is shown now, or as it was in `page`.
        func press(
            _ act: String, _ fields: [String: String] = [:], as person: PersonID = "adviser", on page: HTTPReply? = nil
        ) async throws -> HTTPReply {
            let shown: HTTPReply
            if let page { shown = page } else { shown = try await self.page(person) }
            var form = fields
            form["act"] = act
            form["seal"] = form["seal"] ?? shown.hidden("seal")
            form["version"] = form["version"] ?? shown.hidden("version")
            form["once"] = form["once"] ?? shown.hidden("once")
            return try await live.submit(path(person), form)
        }
    }

    @Test func `the page shows the case, and nothing of it may be kept or framed`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            let page = try await open.page()
            #expect(page.status == 200)
            #expect(page.contentType == "text/html; charset=utf-8")
            #expect(page.text.contains("\(open.number) 号咨询"))
            #expect(page.text.contains("试验村"))
            #expect(page.text.contains("已通知，等接单"))
            #expect(page.text.contains("开出"))
            #expect(!page.text.contains("nil"))
        }
    }

    @Test func `take, ask, answer, close`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            #expect(try await open.press("take").status == 303)
            #expect(try await open.page().text.contains("已接单"))
            #expect(try await open.press("ask", ["question": "哪年的事？"]).status == 303)
            #expect(try await open.page().text.contains("哪年的事？"))
            #expect(try await open.press("answer", ["answer": "可以去劳动监察大队。"]).status == 303)
            #expect(try await open.page().text.contains("可以去劳动监察大队。"))
            #expect(try await open.press("close").status == 303)
            let closed = try await open.page()
            #expect(closed.text.contains("已结案"))
            #expect(!closed.text.contains("发出答复"))
            #expect(try await open.press("again").status == 303)
            #expect(try await open.page().text.contains("已接单"))
        }
    }

    @Test func `handed over, the other one is asked`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            #expect(try await open.press("hand", ["to": "office"]).status == 303)
            let page = try await open.page("office")
            #expect(page.text.contains("已转出，等接单"))
            #expect(page.text.contains("试验镇司法所"))
        }
    }

    @Test func `of two who press at once one wins, and the other is told and loses no words`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            let old = try await open.page("office")
            #expect(try await open.press("take").status == 303)
            let late = try await open.press("answer", ["answer": "我写了很久的话"], as: "office", on: old)
            #expect(late.status == 409)
            #expect(late.text.contains("刚才的操作没有执行"))
            #expect(late.text.contains("试验村法律顾问"))
            let now = try await open.press("take", as: "office")
            #expect(now.status == 409)
            #expect(now.text.contains("试验村法律顾问已经接了这件"))
        }
    }

    @Test func `links that are wrong, old, taken back or of strangers all get the same page`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            let nothing = try await live.get("/c/9999/x")
            #expect(nothing.status == 404)
            let links = live.office.links
            let now = live.office.clock.now
            let token = open.path().split(separator: "/").last ?? ""
            for path in [
                "/c/\(open.number)/x", "/c/\(open.number + 1)/\(token)", "/c/abc/\(token)",
                links.path(case: open.number, for: "stranger", at: now),
                links.path(case: open.number, for: "adviser", at: now.adding(seconds: -15 * 86_400)),
            ] {
                let page = try await live.get(path)
                #expect(page.status == 404, "\(path)")
                #expect(page.body == nothing.body, "\(path)")
            }
            try await live.office.database.revokeLinks(to: open.number, of: "adviser", at: now)
            #expect(try await open.page().body == nothing.body)
            #expect(try await open.page("office").status == 200)
        }
    }

    @Test func `a form without our seal does nothing`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            let forged = try await open.press("close", ["seal": "1.00"])
            #expect(forged.status == 409)
            let stolen = try await open.page("office").hidden("seal")
            #expect(try await open.press("close", ["seal": stolen]).status == 409)
            #expect(try await open.page().text.contains("已通知，等接单"))
        }
    }

    @Test func `empty and endless answers are refused with words`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            #expect(try await open.press("answer", ["answer": "  "]).status == 409)
            let long = try await open.press("answer", ["answer": String(repeating: "字", count: 2_001)])
            #expect(long.status == 409)
            #expect(long.text.contains("最多2000字"))
            #expect(try await open.press("fly").status == 409)
        }
    }

    @Test func `what a villager writes is text and nothing else`() async throws {
        try await LiveOffice.open { live in
            let evil = "我要转人工 <script>alert(1)</script> \"onmouseover='x'"
            let open = try await OpenCase(live, says: evil)
            let page = try await open.page()
            #expect(!page.text.contains("<script>"))
            #expect(page.text.contains("&lt;script&gt;"))
        }
    }

    @Test func `a reviewed answer is put into the box for editing`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            let page = try await live.get(open.path() + "?faq=a%2Fwages")
            #expect(page.text.contains("短答wages，打12348。"))
        }
    }

    @Test func `a service is put on record once, and corrected by another`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            let fields = ["kind": "lecture", "hours": "1.5", "title": "防诈骗", "village": "v-1", "once": "1"]
            #expect(try await open.press("record", fields).status == 303)
            #expect(try await open.press("record", fields).status == 303)
            let records = try await live.office.door.services.records(of: "adviser")
            #expect(records.count == 1)
            #expect(records.first?.minutes == 90)
            var corrected = fields
            corrected["once"] = "2"
            corrected["hours"] = "2"
            corrected["corrects"] = "\(records.first?.id ?? 0)"
            #expect(try await open.press("record", corrected).status == 303)
            #expect(try await live.office.door.services.records(of: "adviser").map(\.minutes) == [120])
            #expect(try await open.press("record", ["kind": "lecture", "hours": "25", "title": "x"]).status == 409)
        }
    }

    @Test func `each look is put on record`() async throws {
        try await LiveOffice.open { live in
            let open = try await OpenCase(live)
            _ = try await open.page()
            _ = try await open.page()
            _ = try await open.page("office")
            let looks = try await live.office.database.accesses(to: open.number)
            #expect(looks.map(\.viewer) == ["office", "adviser"])
            #expect(looks.allSatisfy { $0.way == .link })
        }
    }
}

extension HTTPReply {
    /// The value of a hidden field of the page.
    func hidden(_ name: String) -> String {
        guard let start = text.range(of: "name=\"\(name)\" value=\"")?.upperBound,
            let end = text[start...].firstIndex(of: "\"")
        else { return "" }
        return String(text[start..<end])
    }
}

extension LiveOffice {
    /// Sends a form as a browser does, without following the redirect.
    func submit(
        _ path: String, _ fields: [String: String], headers: [String: String] = [:]
    ) async throws -> HTTPReply {
        let allowed = CharacterSet.alphanumerics
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }.joined(separator: "&")
        let type = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await post(path, Array(body.utf8), headers: type.merging(headers) { $1 })
    }
}
