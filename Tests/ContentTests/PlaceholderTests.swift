import Testing

@testable import Content

struct PlaceholderTests {
    @Test(arguments: [
        ("电话{{service.court.phone}}。", ["service.court.phone 3"]),
        ("{{a}}和{{ b }}", ["a 1", "b 7"]),
        ("没有", []), ("{a}", []), ("}}{{a}}", ["a 3"]),
        ("找{{adviser.name}，电话", ["adviser.name}，电话 2"]),
        ("{{}}", [" 1"]), ("{{a", ["a 1"]),
    ])
    func `gaps are found with their columns, open ones too`(_ line: String, _ found: [String]) {
        #expect(Placeholder.all(in: line).map { "\($0.name) \($0.column)" } == found)
    }

    @Test(arguments: [
        ("找{{name}}，电话{{ phone }}", "找张三，电话110"), ("{{gone}}好", "好"), ("{{name}}{{name}}", "张三张三"),
        ("{{name", "{{name"), ("", ""), ("没有", "没有"), ("第一行\n{{name}}\n第三行", "第一行\n张三\n第三行"),
    ])
    func `gaps are filled, and left out without a value`(_ text: String, _ filled: String) {
        let values = ["name": "张三", "phone": "110"]

        #expect(Placeholder.fill(text) { values[$0] } == filled)
    }

    @Test func `what fills a gap is not filled again`() {
        #expect(Placeholder.fill("{{a}}") { $0 == "a" ? "{{b}}" : "!" } == "{{b}}")
    }
}
