@testable import Channels

/// What a body is written in, with the ways in which it can be bad.
enum WireFormat {
    case json, xml

    /// Media types that are not this one.
    var strangeType: String { self == .json ? "text/xml" : "application/json" }

    /// An id as it stands in a body.
    func literal(_ id: String) -> String { self == .json ? "\"\(id)\"" : id }

    /// Ids as they stand in a body that are none.
    var badIDs: [String] {
        switch self {
        case .json: ["\"\"", "null", "1.5", "1e3", "true", "[]", #""a\nb""#]
        case .xml: ["", "a\nb", "<item>1</item>", "\u{7F}"]
        }
    }

    /// Bytes that may stand in no text.
    var dirt: [[UInt8]] {
        let bytes: [[UInt8]] = [
            [0xFF], [0xC0, 0x80], [0xE6, 0xB3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x00], [0x08],
        ]
        switch self {
        case .json:
            return bytes + [
                [0x0A], Array(#"\u0000"#.utf8), Array(#"\ud800"#.utf8), Array(#"\udc00\ud800"#.utf8),
                Array(#"\x"#.utf8),
            ]
        case .xml: return bytes + [[0xEF, 0xBF, 0xBE], Array("]]>".utf8)]
        }
    }

    /// Bodies that nest ten thousand deep, alone and within a good one.
    func deep(_ good: [UInt8]) -> [[UInt8]] {
        switch self {
        case .json:
            let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
            return [
                Array(deep.utf8), Array("{\"deep\":\(deep),".utf8) + good.dropFirst(),
            ]
        case .xml:
            let deep = String(repeating: "<a>", count: 5_000) + String(repeating: "</a>", count: 5_000)
            return [Array(deep.utf8), Array("<xml>\(deep)".utf8) + good.dropFirst("<xml>".utf8.count)]
        }
    }

    /// A good body with so many members more; with the last of them twice when it is to be refused.
    func crowded(_ good: [UInt8], by count: Int, twice: Bool) -> [UInt8] {
        let names = (0..<count).map { "k\($0)" } + (twice ? ["k\(count - 1)"] : [])
        switch self {
        case .json: return Array(("{" + names.map { "\"\($0)\":1," }.joined()).utf8) + good.dropFirst()
        case .xml:
            return Array(("<xml>" + names.map { "<\($0)/>" }.joined()).utf8) + good.dropFirst("<xml>".utf8.count)
        }
    }
}
