import Domain
import Testing

@testable import Transport

@Suite(.enabled(if: OpenSSLServer.tool != nil, "openssl is not installed"), .timeLimit(.minutes(5)))
struct TLSTests {
    private func failure(host: String, trusting: Bool) async throws -> TransportError.Code? {
        let server = try OpenSSLServer()
        defer { server.stop() }
        let transport = try CurlTransport(limits { $0.authoritiesFile = trusting ? server.certificate : nil })
        let failure = await transport.failure(of: HTTPCall(.get, url: "https://\(host):\(server.port)/"))
        await transport.shutdown()
        return failure
    }

    @Test func `a self-signed certificate is refused`() async throws {
        #expect(try await failure(host: "localhost", trusting: false) == .tls)
    }

    @Test func `a certificate of a named authority is taken`() async throws {
        #expect(try await failure(host: "localhost", trusting: true) == nil)
    }

    @Test func `a certificate for another name is refused`() async throws {
        #expect(try await failure(host: "127.0.0.1", trusting: true) == .tls)
    }
}
