import Testing

@testable import Channels

struct JSONTemplateTests {
    private let filling = JSONTemplate.Filling(
        text: "你好 {{to}} \"引号\"", to: "g-1", sender: "u-1", replyTo: "m-1", mentions: ["a", "b"])

    @Test(arguments: [
        (#""{{text}}""#, #""你好 {{to}} \"引号\"""#), (#""{{mentions}}""#, #"["a","b"]"#),
        (#""{{mentions.joined}}""#, #""a,b""#),
        (#"["{{to}}/{{sender}}/{{replyTo}}",1,true,null]"#, #"["g-1/u-1/m-1",1,true,null]"#),
        (#"{"k":"{{unknown}} {{to"}"#, #"{"k":"{{unknown}} {{to"}"#), (#""{{{{to}}}}""#, #""{{g-1}}""#),
    ])
    func `placeholders are filled once`(_ template: String, _ expected: String) throws {
        let filled = try JSONTemplate(template).filled(filling)

        #expect(String(decoding: filled.bytes, as: UTF8.self) == expected)
    }

    @Test func `a template must be JSON`() {
        #expect(throws: JSONReader.Failure.self) { try JSONTemplate("{{text}}") }
    }
}
