import Sealing

/// Text as it stands in an address.
enum URLText {
    /// The text with everything escaped that is not unreserved (RFC 3986, 2.3).
    static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                out.append(byte)
            default: out += "%\(Hexadecimal.text(of: [byte]).uppercased())".utf8
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
