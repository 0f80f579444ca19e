import Domain
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct CurlTransportTests {
    @Test func `a reply has status, media type and body`() async throws {
        try await between { _, wire in
            wire.reply("200 OK", ["Content-Type: application/json"], body: #"{"ok":true}"#)
            return .keep
        } _: { server, transport in
            let reply = try await transport.send(HTTPCall(.get, url: server.url()))

            #expect(reply.status == 200)
            #expect(reply.contentType == "application/json")
            #expect(reply.retryAfterSeconds == nil)
            #expect(reply.text == #"{"ok":true}"#)
        }
    }

    @Test func `a chunked body is put together`() async throws {
        try await between { _, wire in
            wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            wire.write("4\r\n你\n\r\n3\r\n好\r\n0\r\n\r\n")
            return .keep
        } _: { server, transport in
            let reply = try await transport.send(HTTPCall(url: server.url()))
            #expect(reply.text == "你\n好")
        }
    }

    @Test(arguments: ["204 No Content", "404 Not Found", "500 Oh", "503 Later"])
    func `any status is an answer`(status: String) async throws {
        try await between { _, wire in
            wire.reply(status)
            return .keep
        } _: { server, transport in
            let reply = try await transport.send(HTTPCall(url: server.url()))

            #expect(status.hasPrefix("\(reply.status) "))
            #expect(reply.body.isEmpty)
        }
    }

    @Test func `Retry-After is read`() async throws {
        try await between { _, wire in
            wire.reply("429 Too Many Requests", ["Retry-After: 17"])
            return .keep
        } _: { server, transport in
            let reply = try await transport.send(HTTPCall(url: server.url()))

            #expect(reply.status == 429)
            #expect(reply.retryAfterSeconds == 17)
        }
    }

    @Test func `a POST arrives as it was given`() async throws {
        let body = [UInt8](0...255)
        let headers = [HTTPCall.Header("X-Sign", "abc, def"), HTTPCall.Header("X-Empty", "")]
        try await between(echoPath) { server, transport in
            _ = try await transport.send(HTTPCall(url: server.url("/a?b=c"), headers: headers, body: body))

            let request = try #require(server.requests.first)
            #expect(request.line == "POST /a?b=c")
            #expect(request.body == body)
            #expect(request.values(of: "X-Sign") == ["abc, def"])
            #expect(request.values(of: "X-Empty") == [""])
            #expect(request.values(of: "User-Agent") == ["counsel"])
            #expect(request.values(of: "Content-Type").isEmpty, "libcurl would call it a form")
        }
    }

    @Test func `the caller's media type is sent once`() async throws {
        let header = HTTPCall.Header("content-type", "application/json")
        try await between(echoPath) { server, transport in
            _ = try await transport.send(HTTPCall(url: server.url(), headers: [header], body: Array("{}".utf8)))

            #expect(server.requests.first?.values(of: "Content-Type") == ["application/json"])
        }
    }

    @Test func `an empty POST and a GET have no body`() async throws {
        try await between(echoPath) { server, transport in
            _ = try await transport.send(HTTPCall(url: server.url()))
            _ = try await transport.send(HTTPCall(.get, url: server.url()))

            #expect(server.requests.map(\.line) == ["POST /", "GET /"])
            #expect(server.requests.map { $0.values(of: "Content-Length") } == [["0"], []])
        }
    }

    @Test func `a large body is sent without asking first`() async throws {
        let body = [UInt8](repeating: 7, count: 2_000_000)
        try await between(echoPath) { server, transport in
            _ = try await transport.send(HTTPCall(url: server.url(), body: body))

            #expect(server.requests.first?.body.count == body.count)
            #expect(server.requests.first?.values(of: "Expect").isEmpty == true)
        }
    }

    @Test func `nothing of a call is left for the next one`() async throws {
        let secret = HTTPCall.Header("Authorization", "secret")
        try await between(echoPath) { server, transport in
            _ = try await transport.send(HTTPCall(url: server.url(), headers: [secret], body: Array("secret".utf8)))
            _ = try await transport.send(HTTPCall(url: server.url()))

            #expect(server.requests.last?.head.contains("secret") == false)
            #expect(server.requests.last?.body == [])
        }
    }

    @Test func `cookies are not kept`() async throws {
        try await between { _, wire in
            wire.reply("200 OK", ["Set-Cookie: a=b; Path=/"])
            return .keep
        } _: { server, transport in
            for _ in 0..<2 { _ = try await transport.send(HTTPCall(.get, url: server.url())) }

            #expect(server.requests.last?.values(of: "Cookie") == [])
        }
    }

    @Test func `a connection is used again`() async throws {
        try await between(echoPath) { server, transport in
            for number in 0..<20 {
                let reply = try await transport.send(HTTPCall(.get, url: server.url("/\(number)")))
                #expect(reply.text == "GET /\(number)")
            }
            #expect(server.connections == 1)
        }
    }

    @Test func `a connection that the server closed meanwhile is replaced`() async throws {
        try await between { _, wire in
            wire.reply(body: "ok")  // without "Connection: close"
            return .close
        } _: { server, transport in
            for _ in 0..<3 {
                let reply = try await transport.send(HTTPCall(url: server.url()))
                #expect(reply.text == "ok")
                await server.saw(.closed)
            }
            #expect(server.connections == 3)
        }
    }

    @Test func `many calls at once share few connections and keep their replies apart`() async throws {
        try await between(echoPath, limits: limits { $0.maximumInFlight = 4 }) { server, transport in
            let replies = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<200 {
                    let url = server.url("/\(number)")
                    group.addTask { (number, try await transport.send(HTTPCall(.get, url: url)).text) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }

            #expect(replies == Dictionary(uniqueKeysWithValues: (0..<200).map { ($0, "GET /\($0)") }))
            #expect((1...4).contains(server.connections))
            #expect(server.requests.count == 200)
        }
    }
}
