import Testing

@testable import Channels

struct JSONReaderTests {
    @Test func `every kind of value is read`() throws {
        let text = #" { "a" : [ 1 , -0.5e+3, true, false, null ], "法": {"": "x"}, "e": [], "o": {} } "#

        let expected: JSONValue = [
            "a": [.number("1"), .number("-0.5e+3"), true, false, .null], "法": ["": "x"], "e": [], "o": [:],
        ]
        #expect(try read(text) == expected)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u6cd5\u5F8b""#, "法律"), (#""a\ud83d\ude00b""#, "a😀b"),
        (#""\u007f\u00e9""#, "\u{7f}é"), (#""法\n律""#, "法\n律"), (#""""#, ""), ("\"\u{2028}/\"", "\u{2028}/"),
    ])
    func `strings are decoded`(_ literal: String, _ text: String) throws {
        #expect(try read(literal) == .string(text))
    }

    @Test(arguments: ["0", "-0", "10", "9223372036854775808", "0.10", "1E5", "1e-5", "-12.5e+10"])
    func `numbers stay as written`(_ literal: String) throws {
        #expect(try read(literal) == .number(literal))
    }

    @Test(
        arguments: [
            ("", .truncated), (" ", .truncated), ("[", .truncated), ("[1", .truncated), (#"{"a""#, .truncated),
            (#""a"#, .truncated), (#""\u12"#, .truncated), (#""\"#, .truncated), ("tru", .truncated), ("-", .truncated),
            ("1.", .truncated), ("[1,]", .unexpected), ("[,1]", .unexpected), (#"{"a":1,}"#, .unexpected),
            ("{a:1}", .unexpected), ("{'a':1}", .unexpected), ("[1 2]", .unexpected), ("tRue", .unexpected),
            ("NaN", .unexpected), ("+1", .unexpected), (".5", .unexpected), ("\u{FEFF}1", .unexpected),
            ("01", .badNumber), ("-01", .badNumber), ("1.e5", .badNumber), ("1e+ ", .badNumber), ("-a", .badNumber),
            (#""\x""#, .badEscape), (#""\u12g4""#, .badEscape), (#""\ud800""#, .loneSurrogate),
            (#""\udc00""#, .loneSurrogate), (#""\ud800\u0041""#, .loneSurrogate), (#""\ud800\ud800""#, .loneSurrogate),
            ("\"\n\"", .controlCharacter), ("\"a\\n\t\"", .controlCharacter), (#""\u0000""#, .nul), ("\"\0\"", .nul),
            ("\"\\n\0\"", .nul), (#"{"a":1,"a":1}"#, .duplicateKey), (#"{"a":1,"\u0061":2}"#, .duplicateKey),
            ("1 1", .trailingData), ("{}}", .trailingData), ("[] x", .trailingData), ("nulll", .trailingData),
        ] as [(String, JSONReader.Failure.Reason)])
    func `what is not strict JSON is refused`(_ text: String, _ reason: JSONReader.Failure.Reason) {
        let failure = #expect(throws: JSONReader.Failure.self) { try read(text) }
        #expect(failure?.reason == reason)
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0x80], [0xE6, 0xB3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
    func `bytes that are not UTF-8 are refused, before and after an escape`(_ bytes: [UInt8]) {
        for start in ["\"", "\"\\n"] {
            let failure = #expect(throws: JSONReader.Failure.self) {
                try JSONReader.read(Array(start.utf8) + bytes + Array("\"".utf8))
            }
            #expect(failure?.reason == .badUTF8)
        }
    }

    @Test func `depth is counted in arrays and objects alike`() throws {
        let fits = String(repeating: #"{"a":["#, count: 16) + String(repeating: "]}", count: 16)

        #expect(throws: Never.self) { try read(fits) }
        let failure = #expect(throws: JSONReader.Failure.self) { try read("[\(fits)]") }
        #expect(failure?.reason == .tooDeep)
        #expect(throws: Never.self) { try JSONReader.read(Array("[\(fits)]".utf8), depthLimit: 33) }
    }

    @Test func `a failure says where`() {
        let failure = #expect(throws: JSONReader.Failure.self) { try read(#"{"a":1,"b":x}"#) }
        #expect(failure?.offset == 11)
    }

    @Test func `what is written is read back`() throws {
        let value: JSONValue = ["法\"\\\u{1}\n": ["a/b", .number("1e3"), true, .null, "😀"], "b": [:]]

        #expect(try JSONReader.read(value.bytes) == value)
    }

    @Test func `only what must be escaped is escaped`() {
        let value: JSONValue = .string("法/律\u{2028}😀\u{7f}\"\\\n\u{1f}")

        #expect(String(decoding: value.bytes, as: UTF8.self) == "\"法/律\u{2028}😀\u{7f}\\\"\\\\\\n\\u001f\"")
    }

    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }
}
