import TestSupport
import Testing

@testable import Channels

struct XMLReaderTests {
    private func read(_ text: String) throws(XMLReader.Failure) -> FlatXML { try XMLReader.read(Array(text.utf8)) }

    @Test func `elements with text, sections and nothing are read`() throws {
        let xml = try read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <xml>
            <A><![CDATA[甲 <b>&amp;]]></A> <B>1</B><C/><D></D><E> x </E>
            </xml>

            """)

        #expect(xml.root == "xml")
        #expect(xml.elements.map(\.name) == ["A", "B", "C", "D", "E"])
        #expect(xml["A"] == "甲 <b>&amp;" && xml["B"] == "1" && xml["C"] == "" && xml["D"] == "" && xml["E"] == " x ")
        #expect(xml["F"] == nil)
    }

    @Test func `elements within an element are read, and lists repeat their names`() throws {
        let xml = try read(
            "<xml><From><UserId>u</UserId><Name><![CDATA[张]]></Name></From><L><item>1</item><item>2</item></L></xml>")

        #expect(xml["From", "UserId"] == "u" && xml["From", "Name"] == "张" && xml["L", "item"] == "1")
        #expect(xml["From"] == nil && xml["From", "Alias"] == nil && xml["X", "UserId"] == nil)
    }

    @Test(arguments: [
        ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"), ("&#20064;&#x4E60;&#x1F600;", "习习😀"),
        ("a\r\nb\rc&#13;d", "a\nb\nc\rd"),
        ("甲<![CDATA[乙]]>丙<![CDATA[]]>", "甲乙丙"), ("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"), ("&amp;lt;", "&lt;"),
        ("𰻝👨‍👩‍👧‍👦⚖️1️⃣", "𰻝👨‍👩‍👧‍👦⚖️1️⃣"), ("]]", "]]"), ("\u{FFFD}", "\u{FFFD}"),
    ])
    func `text is decoded`(_ inside: String, _ text: String) throws {
        #expect(try read("<xml><A>\(inside)</A></xml>")["A"] == text)
    }

    @Test(
        arguments: [
            ("", .truncated), ("<", .truncated), ("<xml", .truncated), ("<xml>", .truncated), ("<xml><A>", .truncated),
            ("<xml><A><![CDATA[x", .truncated), ("<?xml version=", .truncated), ("<xml></xml", .truncated),
            ("x", .unexpected), ("<xml></xml> x", .trailingData), ("<xml></xml><xml></xml>", .trailingData),
            ("<xml></yml>", .unexpected), ("<xml><A></B></xml>", .unexpected), ("<xml><A>]]></A></xml>", .unexpected),
            ("<xml a=\"1\"></xml>", .unexpected), ("<xml><!-- x --></xml>", .badName), ("<xml><?p x?></xml>", .badName),
            ("<!DOCTYPE xml><xml></xml>", .badName), ("<1></1>", .badName), ("<法></法>", .badName), ("<></>", .badName),
            (" <?xml version=\"1.0\"?><xml></xml>", .badName), ("<xml>x</xml>", .mixedContent),
            ("<xml>x<A></A></xml>", .mixedContent), ("<xml><![CDATA[ ]]><A></A></xml>", .mixedContent),
            ("<xml><A>&nbsp;</A></xml>", .badReference), ("<xml><A>&x;</A></xml>", .badReference),
            ("<xml><A>&</A></xml>", .badReference), ("<xml><A>&#0;</A></xml>", .badReference),
            ("<xml><A>&#xD800;</A></xml>", .badReference), ("<xml><A>&#x110000;</A></xml>", .badReference),
            ("<xml><A>&#;</A></xml>", .badReference), ("<xml><A>&#12a;</A></xml>", .badReference),
            ("<xml><A>&#99999999999999999999;</A></xml>", .badReference), ("<xml><A>\u{0}</A></xml>", .badCharacter),
            ("<xml><A>\u{8}</A></xml>", .badCharacter), ("<xml><A>\u{FFFE}</A></xml>", .badCharacter),
            ("<xml><A><![CDATA[\u{1B}]]></A></xml>", .badCharacter), ("<xml><A>1</A><A>1</A></xml>", .duplicateName),
        ] as [(String, XMLReader.Failure.Reason)])
    func `what is not flat XML is refused`(_ text: String, _ reason: XMLReader.Failure.Reason) {
        let failure = #expect(throws: XMLReader.Failure.self) { try read(text) }
        #expect(failure?.reason == reason)
        #expect((0...text.utf8.count).contains(failure?.offset ?? -1))
    }

    @Test func `entities are never declared, so that nothing can be blown up or fetched`() {
        let bomb =
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><xml><A>&b;</A></xml>"
        let fetch = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><xml><A>&f;</A></xml>"

        #expect(throws: XMLReader.Failure.self) { try read(bomb) }
        #expect(throws: XMLReader.Failure.self) { try read(fetch) }
    }

    @Test func `eight levels are read, the ninth and the ten thousandth are refused`() throws {
        let nested = { (depth: Int) in
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(try read(nested(8)).root == "a")
        for depth in [9, 10_000] {
            #expect(#expect(throws: XMLReader.Failure.self) { try read(nested(depth)) }?.reason == .tooDeep)
        }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        for dirt in [[0xFF], [0xC0, 0x80], [0xE6, 0xB3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]] {
            let failure = #expect(throws: XMLReader.Failure.self) {
                try XMLReader.read(Array("<xml><A>".utf8) + dirt + Array("</A></xml>".utf8))
            }
            #expect(failure?.reason == .badUTF8)
        }
    }

    @Test func `thousands of elements and long texts are read quickly`() throws {
        let many = "<xml>" + (0..<20_000).map { "<a\($0)>1</a\($0)>" }.joined() + "</xml>"
        let long = "<xml><A><![CDATA[" + String(repeating: "法", count: 300_000) + "]]></A></xml>"

        #expect(try read(many).elements.count == 20_000)
        #expect(try read(long)["A"]?.count == 300_000)
    }

    @Test func `what was written is read the same, whatever it says`() throws {
        for text in ["", "12", "007", " ", "]]>", "]]]]>>", "<xml>", "&amp;", "𰻝😀", "a\nb", "-1", "１"] {
            #expect(try XMLReader.read(FlatXML(["A": text, "B": "x"]).bytes)["A"] == text)
        }
        #expect(
            String(decoding: FlatXML(["CreateTime": "1", "B": "1"]).bytes, as: UTF8.self)
                == "<xml><CreateTime>1</CreateTime><B><![CDATA[1]]></B></xml>")
        #expect(try XMLReader.read(FlatXML(["A": "a\u{0}\u{8}\u{FFFF}b"]).bytes)["A"] == "ab")
    }

    @Test func `spoilt texts never crash the reader`() {
        var dice = SeededGenerator(seed: 11)
        let good = Array("<xml><A><![CDATA[甲]]></A><B>&lt;&#20064;</B><C><D/></C></xml>".utf8)
        for _ in 0..<5_000 {
            var bytes = good
            for _ in 0...Int.random(in: 0...3, using: &dice) {
                bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
            }
            _ = try? XMLReader.read(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &dice))))
        }
    }
}
