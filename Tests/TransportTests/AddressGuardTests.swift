import Domain
import Foundation
import Testing

@testable import Transport

struct AddressGuardTests {
    // IANA's special-purpose registries: the first and last address of a range, and its neighbours outside.
    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "fc00::1", "fd12::1",
        "fe80::1", "ff02::1", "2001:db8::1", "2001::1", "2001:1ff::1", "3fff::1", "100::1", "::7f00:1",
    ])
    func `a special address is not public`(text: String) throws {
        let address = try bytes(of: text)
        #expect(!AddressGuard.isPublic(address))
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.255.255", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::", "2400:3200::1",
        "2001:200::1", "2606:4700::1111", "3ffe::1",
    ])
    func `an Internet address is public`(text: String) throws {
        let address = try bytes(of: text)
        #expect(AddressGuard.isPublic(address))
    }

    @Test(arguments: [[], [1, 1, 1], [UInt8](repeating: 1, count: 15)])
    func `what is no IP address is not public`(bytes: [UInt8]) {
        #expect(!AddressGuard.isPublic(bytes))
    }

    // "localhost" shows that the guard looks at what the name led to.
    @Test(.timeLimit(.minutes(5)), arguments: ["127.0.0.1", "localhost"])
    func `the transport does not connect to a private address when it must not`(host: String) async throws {
        try await between(echoPath, limits: limits { $0.allowsPrivateAddresses = false }) { server, transport in
            let error = await #expect(throws: TransportError.self) {
                try await transport.send(HTTPCall(.get, url: server.url(host: host)))
            }
            #expect(error == TransportError(.connect, "address refused"))
            #expect(server.connections == 0)
        }
    }

    private func bytes(of text: String) throws -> [UInt8] {
        let isIPv6 = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        try #require(inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &bytes) == 1)
        return bytes
    }
}
