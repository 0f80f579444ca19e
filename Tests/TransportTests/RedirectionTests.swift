import Domain
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct RedirectionTests {
    /// Redirects /0 to /1, /1 to /2 and so on up to /`last`.
    private func chain(to last: Int) -> LoopbackServer.Script {
        { request, wire in
            let number = Int(request.line.dropFirst("GET /".count)) ?? 0
            if number < last {
                wire.reply("302 Found", ["Location: /\(number + 1)"], body: "not this")
            } else {
                wire.reply(body: "here")
            }
            return .keep
        }
    }

    @Test func `a GET follows three redirects within its origin`() async throws {
        try await between(chain(to: 3)) { server, transport in
            let header = HTTPCall.Header("X-Sign", "abc")
            let reply = try await transport.send(HTTPCall(.get, url: server.url("/0"), headers: [header]))

            #expect(reply == HTTPReply(status: 200, body: Array("here".utf8)))
            #expect(server.requests.map(\.line) == ["GET /0", "GET /1", "GET /2", "GET /3"])
            #expect(server.requests.allSatisfy { $0.values(of: "X-Sign") == ["abc"] })
            #expect(server.connections == 1)
        }
    }

    @Test func `the fourth redirect is refused`() async throws {
        try await between(chain(to: 4)) { server, transport in
            #expect(await transport.failure(of: HTTPCall(.get, url: server.url("/0"))) == .refusedRedirect)
            #expect(server.requests.count == 4)
        }
    }

    // localhost and 127.0.0.1 are the same machine but not the same origin.
    @Test(arguments: [
        "http://localhost:{port}/", "http://127.0.0.1:1/", "https://127.0.0.1:{port}/", "//localhost:{port}/",
        "file:///etc/passwd", "ftp://127.0.0.1:{port}/", "http://127.0.0.1:{port}@localhost/",
    ])
    func `a redirect to another origin is refused`(location: String) async throws {
        try await between { request, wire in
            let port = request.values(of: "Host").first?.split(separator: ":").last ?? ""
            wire.reply("302 Found", ["Location: \(location.replacing("{port}", with: port))"])
            return .keep
        } _: { server, transport in
            #expect(await transport.failure(of: HTTPCall(.get, url: server.url())) == .refusedRedirect)
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: ["302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"])
    func `a POST is never sent again`(status: String) async throws {
        try await between { _, wire in
            wire.reply(status, ["Location: /other"])
            return .keep
        } _: { server, transport in
            let reply = try await transport.send(HTTPCall(url: server.url(), body: [1]))

            #expect(status.hasPrefix("\(reply.status) "))
            #expect(server.requests.count == 1)
        }
    }

    @Test func `redirects share one timeout`() async throws {
        try await between { _, wire in
            guard wire.isQuiet(milliseconds: 100) else { return .close }
            wire.reply("302 Found", ["Location: /again"])
            return .keep
        } _: { server, transport in
            let call = HTTPCall(.get, url: server.url(), timeoutMilliseconds: 250)
            #expect(await transport.failure(of: call) == .timeout)
        }
    }

    @Test(arguments: ["304 Not Modified", "300 Multiple Choices", "302 Found"])
    func `a 3xx that leads nowhere is an answer`(status: String) async throws {
        try await between { _, wire in
            wire.reply(status)
            return .keep
        } _: { server, transport in
            let reply = try await transport.send(HTTPCall(.get, url: server.url()))
            #expect(status.hasPrefix("\(reply.status) "))
        }
    }
}
