import Domain
import Testing

@testable import Transport

struct HTTPCallCheckTests {
    @Test(arguments: [
        ("http://example.org", "http", "example.org", "80"),
        ("https://Example.ORG/a?b#c", "https", "example.org", "443"),
        ("HTTP://user@127.0.0.1:8080/", "http", "127.0.0.1", "8080"),
        ("https://[::1]:8443/", "https", "[::1]", "8443"),
    ])
    func `an origin is scheme, host and port`(url: String, scheme: String, host: String, port: String) throws {
        let origin = try Origin(of: url)

        #expect(origin.scheme == scheme)
        #expect(origin.host == host)
        #expect(origin.port == port)
    }

    @Test(arguments: [
        "", "example.org", "/path", "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "http://",
        "http://example.org/a b", "http://example.org/\r\nX: y", "http://example.org/\0", "javascript:0",
        "http://example.org:99999/", " http://example.org/",
    ])
    func `other addresses are refused before anything is sent`(url: String) {
        #expect(throws: TransportError(.badURL, "not an http or https address")) { try HTTPCall(url: url).check() }
    }

    @Test(arguments: [
        ("X-A", "b\r\nX-C: d"), ("X-A", "b\nc"), ("X-A", "b\rc"), ("X-A", "b\0c"), ("X-A\r\nX-C", "d"), ("X A", "b"),
        ("X-A:", "b"), ("", "b"), ("X-你", "b"),
    ])
    func `a header field cannot become two`(name: String, value: String) {
        let call = HTTPCall(url: "http://example.org/", headers: [HTTPCall.Header(name, value)])
        #expect(throws: TransportError(.badURL, "header field refused")) { try call.check() }
    }

    @Test(arguments: [("X-A", "b\tc"), ("x_a.1", ""), ("X-Name", "张大姐")])
    func `an honest header field passes`(name: String, value: String) throws {
        let call = HTTPCall(url: "http://example.org/", headers: [HTTPCall.Header(name, value)])
        #expect(try call.check().host == "example.org")
    }

    @Test func `a GET with a body is refused, since it would be dropped`() {
        #expect(throws: TransportError.self) { try HTTPCall(.get, url: "http://example.org/", body: [1]).check() }
    }

    @Test(.timeLimit(.minutes(5)))
    func `the transport checks before it connects`() async throws {
        try await between(echoPath) { server, transport in
            let bad = HTTPCall.Header("X-A", "b\r\n\r\nGET /smuggled HTTP/1.1")
            #expect(await transport.failure(of: HTTPCall(url: server.url(), headers: [bad])) == .badURL)
            #expect(await transport.failure(of: HTTPCall(.get, url: "file:///etc/passwd")) == .badURL)
            #expect(await transport.failure(of: HTTPCall(.get, url: "ftp://127.0.0.1:\(server.port)/")) == .badURL)
            #expect(server.connections == 0)
        }
    }
}
