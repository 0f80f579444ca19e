import Desk
import Domain
import TestSupport
import Testing

/// Requests that no gateway sends.
struct HostileRequestTests {
    @Test(arguments: [
        "/webhooks/..%2f..%2fetc%2fpasswd", "/webhooks/%2e%2e/%2e%2e/config/demo.yaml", "/%2e%2e/%2e%2e/etc/passwd",
        "/webhooks/neutral%00", "/webhooks/neutral%0d%0aSet-Cookie:%20a=b",
        "/webhooks/evil-label%22%7d%0aevil_metric%201",
        "/c/..%2f..%2f1001/token", "/webhooks/neutral?x=%0d%0aX-Evil:%201", "/webhooks/%ff%fe", "/-/reload/../metrics",
    ])
    func `no path leads to a file, and none comes back in a reply, a metric or a header`(_ path: String) async throws {
        try await LiveOffice.open { live in
            let reply = try await live.get(path)
            let metrics = try await live.get("/metrics").text

            #expect((400..<500).contains(reply.status) || reply.text.contains("counsel_"))
            #expect(!reply.text.contains("root:"))
            #expect(!reply.text.lowercased().contains("evil") && !metrics.lowercased().contains("evil"))
            #expect(try await live.get("/healthz").status == 200)
        }
    }

    @Test func `reloading asks for the whole token`() async throws {
        try await LiveOffice.open(adminToken: "right-token") { live in
            for token in ["", "right", "right-toke", "right-tokenx", "RIGHT-TOKEN", "wrong-token"] {
                let reply = try await live.post("/-/reload", headers: ["authorization": "Bearer " + token])
                #expect(reply.status == 401)
            }
            let reply = try await live.post("/-/reload", headers: ["authorization": "Bearer right-token"])
            #expect(reply.status == 200)
        }
    }
}
