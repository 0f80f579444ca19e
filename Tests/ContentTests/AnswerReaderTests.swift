import Domain
import Testing

@testable import Content

struct AnswerReaderTests {
    private let log = FindingLog()

    private static let whole = """
        ---
        id: marriage/cooling-off
        title: 离婚要等三十天
        cites: [民法典 1077, 刑法 133之一]
        reviewed: 2026-11-20
        review-by: 2027-11-20
        sensitivity: public
        next: [court]
        ---
        三十天里哪个反悔都可以撤回。
        找{{adviser.name}}。

        ## 怎么办
        1. 记住日期。
        2. 打{{service.court.phone}}。

        ## 带什么
        - 身份证

        """

    private func read(_ text: String) -> Answer? {
        AnswerReader(log: log).read(
            SourceFile(path: "faq/marriage/cooling-off.md", text: text), as: "marriage/cooling-off")
    }

    @Test(arguments: ["\n", "\r\n"])
    func `an answer is read, whatever its line ends`(_ lineEnd: String) throws {
        let answer = try #require(read(Self.whole.replacing("\n", with: lineEnd)))

        #expect(answer.id == "marriage/cooling-off")
        #expect(answer.title == "离婚要等三十天")
        #expect(answer.cites.map(\.value.description) == ["《民法典》第1077条", "《刑法》第133条之一"])
        #expect(answer.cites.map(\.location.description).first == "faq/marriage/cooling-off.md:4:9")
        #expect(answer.reviewed.description == "2026-11-20")
        #expect(answer.reviewBy.description == "2027-11-20")
        #expect(answer.sensitivity == .public)
        #expect(answer.next.map(\.value) == ["court"])
        #expect(answer.short == "三十天里哪个反悔都可以撤回。\n找{{adviser.name}}。")
        #expect(
            answer.sections == [
                Answer.Section(title: "怎么办", text: "1. 记住日期。\n2. 打{{service.court.phone}}。"),
                Answer.Section(title: "带什么", text: "- 身份证"),
            ])
        #expect(answer.placeholders.map(\.value) == ["adviser.name", "service.court.phone"])
        #expect(answer.placeholders.map { "\($0.location.line):\($0.location.column)" } == ["11:2", "15:5"])
        #expect(log.findings.isEmpty)
    }

    @Test(arguments: [
        "", "离婚要等三十天", "---\nid: a\n没有结束", "id: a\n---\n", "\n---\nid: a\n---\n", "----\nid: a\n---\n",
    ])
    func `a file without a head is refused`(_ text: String) {
        #expect(read(text) == nil)
        #expect(log.brief == ["answer-head 1:1"])
    }

    @Test(arguments: [
        ("id: marriage/cooling-off", "id: marriage/other", "answer-id 2:5"),
        ("cites: [民法典 1077", "cites: [民法典 第1077条", "citation-shape 4:9"),
        ("sensitivity: public", "sensitivity: secret", "unknown-value 7:14"),
        ("next: [court]", "colour: [red]", "unknown-key 8:1"),
        ("三十天里哪个反悔都可以撤回。\n找{{adviser.name}}。\n", "", "answer-short 10:1"),
    ])
    func `a mistake is told at its place, and the rest is read`(_ from: String, _ to: String, _ finding: String) {
        #expect(read(Self.whole.replacing(from, with: to)) != nil)
        #expect(log.brief == [finding])
    }

    @Test(arguments: [
        ("title: 离婚要等三十天\n", "", "missing-key 2:1"),
        ("reviewed: 2026-11-20", "reviewed: 去年", "bad-date 5:11"),
        ("review-by: 2027-11-20", "review-by: 2027-02-29", "bad-date 6:12"),
        ("title: 离婚要等三十天", "title: [离婚", "yaml-syntax 3:8"),
    ])
    func `what an answer cannot do without is told, and the answer refused`(
        _ from: String, _ to: String, _ finding: String
    ) {
        #expect(read(Self.whole.replacing(from, with: to)) == nil)
        #expect(log.brief == [finding])
    }

    @Test func `an answer whose sensitivity is not said is private`() throws {
        let answer = try #require(read(Self.whole.replacing("sensitivity: public\n", with: "")))

        #expect(answer.sensitivity == .private)
        #expect(log.rules == ["missing-key"])
    }

    @Test func `an answer without headings is its short text`() throws {
        let text = Self.whole.split(separator: "\n## ", omittingEmptySubsequences: false)[0]
        let answer = try #require(read(String(text)))

        #expect(answer.sections.isEmpty)
        #expect(answer.short.hasPrefix("三十天"))
        #expect(log.findings.isEmpty)
    }

    @Test func `a draft needs no days and is never fit to be sent`() throws {
        let head = "id: marriage/cooling-off\ntitle: 离婚\nsensitivity: private\nstatus: draft\n"
        let draft = try #require(read("---\n\(head)---\n"))

        #expect(draft.isDraft)
        #expect(draft.reviewBy == CivilDate(daysSince1970: 0))
        #expect(log.findings.isEmpty)
        let dated = try #require(read("---\n\(head)reviewed: 2026-11-20\nreview-by: 2027-11-20\n---\n好\n"))
        #expect(dated.reviewBy == CivilDate(daysSince1970: 0))
    }

    @Test func `a status that nobody knows is an error, and no answer goes out under it`() throws {
        let text = Self.whole.replacing("sensitivity: public", with: "sensitivity: public\nstatus: fertig")
        #expect(try #require(read(text)).isDraft)
        #expect(log.findings.map(\.rule) == ["unknown-value"])
        #expect(log.findings.first?.location.line == 8)
    }
}
