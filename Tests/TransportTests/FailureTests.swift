import Domain
import Foundation
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct FailureTests {
    @Test func `a closed port is a failure to connect`() async throws {
        let (socket, port) = try Wire.bound()  // held, so that nobody else listens there
        defer { close(socket) }
        let transport = try CurlTransport()

        #expect(await transport.failure(of: HTTPCall(url: "http://127.0.0.1:\(port)/")) == .connect)
        await transport.shutdown()
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive "])
    func `a connection that ends too early is an interruption`(sent: String) async throws {
        try await between { _, wire in
            wire.write(sent)
            return .close
        } _: { server, transport in
            #expect(await transport.failure(of: HTTPCall(url: server.url())) == .interrupted)
        }
    }

    @Test func `a server that speaks no HTTP is no mistake of ours`() async throws {
        try await between { _, wire in
            wire.write("SSH-2.0-OpenSSH_9.2\r\n")
            return .close
        } _: { server, transport in
            #expect(await transport.failure(of: HTTPCall(url: server.url())) == .other)
        }
    }

    @Test func `errors say nothing of the call`() async throws {
        let secret = "s3cr3t"
        let (socket, port) = try Wire.bound()
        defer { close(socket) }
        let transport = try CurlTransport()
        for url in ["http://127.0.0.1:\(port)/\(secret)", "file:///\(secret)", "http://\(secret) /"] {
            let error = await #expect(throws: TransportError.self) {
                try await transport.send(HTTPCall(url: url, body: Array(secret.utf8)))
            }
            #expect(error?.description.contains(secret) == false)
            #expect(error?.description.contains("127.0.0.1") == false)
        }
        await transport.shutdown()
    }

    @Test func `a failed exchange leaves the transport usable`() async throws {
        try await between { request, wire in
            guard request.line == "GET /good" else { return .close }
            wire.reply(body: "good")
            return .keep
        } _: { server, transport in
            for _ in 0..<5 {
                #expect(await transport.failure(of: HTTPCall(.get, url: server.url("/bad"))) == .interrupted)
                let reply = try await transport.send(HTTPCall(.get, url: server.url("/good")))
                #expect(reply.text == "good")
            }
        }
    }
}
