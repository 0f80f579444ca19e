import Domain
import Testing

@testable import Content

struct LawRegisterTests {
    private let day = CivilDate(daysSince1970: 20_780)

    private var register: LawRegister {
        LawRegister([
            law("中华人民共和国民法典", ["民法典"], articles: 1_260),
            law("中华人民共和国刑法", ["刑法"], articles: 452, inserted: ["133-1"]),
            law("中华人民共和国合同法", ["合同法"], .repealed, articles: 428, replacedBy: "民法典"),
            law("中华人民共和国婚姻法", ["婚姻法"], .repealed, articles: 51),
            law("某某法", ["某法"], .notYet, articles: 10),
            law("新法", [], effective: day.next, articles: 10),
            law("今日法", [], effective: day, articles: 10),
            law("待录法", [], amended: day, articles: 10),
            law("后来的民法典", ["民法典"], articles: 1),
        ])
    }

    private func law(
        _ title: String, _ short: [String], _ status: Law.Status = .inForce, effective: CivilDate? = nil,
        amended: CivilDate? = nil, articles: Int, inserted: Set<String> = [], replacedBy: String? = nil
    ) -> Law {
        Law(
            title: title, short: short, status: status, effective: effective, articles: articles, inserted: inserted,
            replacedBy: replacedBy, amended: amended)
    }

    @Test(arguments: ["民法典 1", "民法典 1260", "中华人民共和国民法典 1077", "刑法 133之一", "刑法 452", "今日法 1"])
    func `a good citation meets no objection`(_ text: String) throws {
        let citation = try #require(Citation(text))

        #expect(register.objection(to: citation, on: day) == nil)
    }

    @Test(arguments: [
        ("没有法 1", "citation-unknown-law", "不存在"),
        ("合同法 52", "citation-repealed", "已废止，现在看民法典"),
        ("婚姻法 32", "citation-repealed", "已废止"),
        ("某法 1", "citation-not-yet", "尚未生效"),
        ("新法 1", "citation-not-yet", "尚未生效"),
        ("民法典 1261", "citation-no-article", "不存在"),
        ("刑法 133之二", "citation-no-article", "不存在"),
        ("民法典 1077之一", "citation-no-article", "不存在"),
        ("民法典 0", "citation-no-article", "不存在"),
    ])
    func `a bad citation meets the objection that fits`(_ text: String, _ rule: String, _ words: String) throws {
        let citation = try #require(Citation(text))
        let objection = try #require(register.objection(to: citation, on: day))

        #expect(objection.rule == rule)
        #expect(objection.message.contains(words))
    }

    @Test func `a citation read before the statute's present text is out of date, one read since is not`() throws {
        let citation = try #require(Citation("今日法 1"))
        let dayBefore = CivilDate(daysSince1970: day.daysSince1970 - 1)

        #expect(register.amendment(to: citation, since: dayBefore, on: day) == day)
        #expect(register.amendment(to: citation, since: day, on: day) == nil)
        #expect(register.amendment(to: citation, since: dayBefore, on: dayBefore) == nil)
    }

    @Test func `a statute whose new text nobody entered yet is out of date whenever it was read`() throws {
        let citation = try #require(Citation("待录法 1"))

        #expect(register.amendment(to: citation, since: day.next, on: day) == day)
        #expect(register.objection(to: citation, on: day) == nil)
        #expect(register.amendment(to: try #require(Citation("没有法 1")), since: day, on: day) == nil)
    }

    @Test func `of two statutes with one name the earlier stands`() {
        #expect(register["民法典"]?.articles == 1_260)
        #expect(register["没有法"] == nil)
    }
}
