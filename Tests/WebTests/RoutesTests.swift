import Channels
import Desk
import Domain
import Foundation
import Store
import TestSupport
import Testing

struct RoutesTests {
    @Test func `a signed message is answered over HTTP, and again the same way`() async throws {
        try await LiveOffice.open { live in
            let envelope = try live.office.envelope("老板欠我工资咋个办", id: "m-1")
            let first = try await live.post("/webhooks/neutral", envelope.body, headers: envelope.headers)
            let second = try await live.post("/webhooks/neutral", envelope.body, headers: envelope.headers)

            #expect(first.status == 200)
            #expect(first.contentType?.hasPrefix("application/json") == true)
            #expect(first.text.contains(#""decision":"answer""#))
            #expect(first.text.contains("短答wages"))
            #expect(second.text == first.text.replacing(#""duplicate":false"#, with: #""duplicate":true"#))
        }
    }

    @Test func `refusals have the contract's status and say nothing more`() async throws {
        try await LiveOffice.open { live in
            let envelope = try live.office.envelope("在吗", id: "m-1")
            var forged = envelope.headers
            forged["x-counsel-signature"] = "sha256=" + String(repeating: "0", count: 64)
            var plain = envelope.headers
            plain["content-type"] = "text/plain"

            #expect(try await live.post("/webhooks/nope", envelope.body, headers: envelope.headers).status == 404)
            #expect(try await live.post("/webhooks/neutral", envelope.body, headers: forged).status == 401)
            #expect(try await live.post("/webhooks/neutral", envelope.body, headers: plain).status == 415)
            #expect(try await live.post("/webhooks/neutral", envelope.body).status != 200)
            let big = try await live.post(
                "/webhooks/neutral", [UInt8](repeating: 0x61, count: 70_000), headers: envelope.headers)
            #expect(big.status == 413)
            #expect(big.text == #"{"error":{"code":"too-large","message":"the body is too large"}}"#)
            #expect(try await live.get("/healthz").status == 200)
        }
    }

    @Test(
        arguments: [
            ("not json", Array("{\"messageId\":".utf8)), ("NUL", Array("{\"messageId\":\"a\\u0000\"}".utf8)),
            ("invalid UTF-8", [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D]),
            ("a bomb of arrays", [UInt8](repeating: 0x5B, count: 60_000)), ("empty", []),
            ("one character", [UInt8](repeating: 0x22, count: 60_000)),
        ] as [(String, [UInt8])])
    func `a signed body that is no message is malformed, and the server goes on`(name: String, body: [UInt8])
        async throws
    {
        try await LiveOffice.open { live in
            let receiver = try #require(live.office.channels.receivers["neutral"])
            let envelope = receiver.seal(body, at: live.office.clock.now)
            let reply = try await live.post("/webhooks/neutral", body, headers: envelope.headers)

            #expect(reply.status == 400, "\(name)")
            #expect(!reply.text.contains("messageId"))
            #expect(try await live.get("/healthz").text == "ok\n")
            #expect(try await live.office.database.outboxStatus().depth == 0)
        }
    }

    @Test func `readiness names each condition`() async throws {
        try await LiveOffice.open { live in
            let ready = try await live.get("/readyz")
            #expect(ready.status == 200)
            #expect(ready.text == "database: ok\ncatalog: ok\noutbox: ok\n")

            let envelope = try live.office.envelope("转人工", id: "m-1")
            _ = try await live.post("/webhooks/neutral", envelope.body, headers: envelope.headers)
            live.office.clock.advance(seconds: 16 * 60)
            let stuck = try await live.get("/readyz")
            #expect(stuck.status == 503)
            #expect(stuck.text.contains("outbox: fail"))
        }
    }

    @Test func `a database that takes no writes turns readiness red and answers nothing`() async throws {
        try await LiveOffice.open { live in
            try live.office.database.spoil()
            let envelope = try live.office.envelope("老板欠我工资咋个办", id: "m-1")
            let reply = try await live.post("/webhooks/neutral", envelope.body, headers: envelope.headers)

            #expect(reply.status == 503)
            #expect(reply.retryAfterSeconds == 5)
            #expect(!reply.text.contains("短答"))
            #expect(try await live.get("/readyz").status == 503)
        }
    }

    @Test func `metrics tell depth, digest and uptime`() async throws {
        try await LiveOffice.open { live in
            let text = try await live.get("/metrics").text
            #expect(text.contains("counsel_catalog_info{digest=\"\(live.office.knowledge.current.digest)\"} 1.0"))
        }
    }

    @Test func `reloading swaps good files and keeps the old ones before bad`() async throws {
        try await LiveOffice.open { live in
            let before = live.office.knowledge.current.digest
            try live.office.folder.write("# 一行注释\nintents: []\n", to: "intents/more.yaml")
            let good = try await live.post("/-/reload")
            #expect(good.status == 200)
            let after = live.office.knowledge.current.digest
            #expect(after != before)
            #expect(good.text.contains(after))

            try live.office.folder.write("intents: [", to: "intents/more.yaml")
            let bad = try await live.post("/-/reload")
            #expect(bad.status == 422)
            #expect(bad.text.contains("more.yaml:"))
            #expect(live.office.knowledge.current.digest == after)
            let envelope = try live.office.envelope("老板欠我工资咋个办", id: "m-1")
            #expect(try await live.post("/webhooks/neutral", envelope.body, headers: envelope.headers).status == 200)
        }
    }

    @Test func `with a token only its bearer may reload, without one only this machine`() async throws {
        try await LiveOffice.open(adminToken: "t-1") { (live: LiveOffice) async throws in
            #expect(try await live.post("/-/reload").status == 401)
            #expect(try await live.post("/-/reload", headers: ["Authorization": "Bearer t-2"]).status == 401)
            #expect(try await live.post("/-/reload", headers: ["Authorization": "Bearer t-1"]).status == 200)
        }
        try await LiveOffice.open { (live: LiveOffice) async throws in
            #expect(try await live.post("/-/reload", headers: ["X-Forwarded-For": "203.0.113.9"]).status == 401)
        }
    }

    @Test func `the front page is Chinese and names the version`() async throws {
        try await LiveOffice.open { live in
            let page = try await live.get("/")
            #expect(page.contentType == "text/html; charset=utf-8")
            #expect(page.text.contains("法律小助手在值班"))
            #expect(page.text.contains(live.office.knowledge.current.digest))
        }
    }
}
