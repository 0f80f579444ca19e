/// Tells public Internet addresses from all others (IANA IPv4 and IPv6 Special-Purpose Address Registries).
enum AddressGuard {
    /// Whether 4 or 16 bytes in network order are an address of the public Internet.
    static func isPublic(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: isPublicIPv4(address)
        case 16: isPublicIPv6(address)
        default: false
        }
    }

    private static func isPublicIPv4(_ address: [UInt8]) -> Bool {
        switch (address[0], address[1], address[2]) {
        case (0, _, _), (10, _, _), (127, _, _): false  // this network, private, loopback
        case (100, 64...127, _): false  // shared between carrier and customer
        case (169, 254, _): false  // link-local, where clouds keep their metadata
        case (172, 16...31, _), (192, 168, _): false  // private
        case (192, 0, 0), (192, 0, 2), (198, 51, 100), (203, 0, 113): false  // protocols, documentation
        case (192, 88, 99), (198, 18...19, _): false  // 6to4 relays, benchmarks
        case (224..., _, _): false  // multicast, reserved, broadcast
        default: true
        }
    }

    private static func isPublicIPv6(_ address: [UInt8]) -> Bool {
        // An IPv4 address in IPv6's clothes is judged as what it is.
        for prefix in [mapped, translated] where address.starts(with: prefix) {
            return isPublicIPv4(Array(address[12...]))
        }
        if address.starts(with: sixToFour) { return isPublicIPv4(Array(address[2..<6])) }
        guard address[0] & 0xE0 == 0x20 else { return false }  // outside of 2000::/3 nothing is public
        if address.starts(with: [0x20, 0x01, 0x0D, 0xB8]) { return false }  // documentation
        if address.starts(with: [0x3F, 0xFF]) && address[2] & 0xF0 == 0 { return false }  // documentation
        return !(address.starts(with: [0x20, 0x01]) && address[2] & 0xFE == 0)  // Teredo, protocols
    }

    /// ::ffff:0:0/96
    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    /// 64:ff9b::/96
    private static let translated = [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
    /// 2002::/16
    private static let sixToFour: [UInt8] = [0x20, 0x02]
}
