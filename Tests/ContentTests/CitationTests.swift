import Testing

@testable import Content

struct CitationTests {
    @Test(arguments: [
        ("民法典 1077", "民法典", 1_077, 0, "《民法典》第1077条"),
        ("刑法 133之一", "刑法", 133, 1, "《刑法》第133条之一"),
        ("刑法 120之六", "刑法", 120, 6, "《刑法》第120条之六"),
        ("刑法 1之十", "刑法", 1, 10, "《刑法》第1条之十"),
        ("工伤保险条例  14", "工伤保险条例", 14, 0, "《工伤保险条例》第14条"),
    ])
    func `a citation is read and shown`(_ text: String, _ law: String, _ article: Int, _ inserted: Int, _ shown: String)
        throws
    {
        let citation = try #require(Citation(text))

        #expect(citation.law == law)
        #expect(citation.article == article)
        #expect(citation.inserted == inserted)
        #expect(citation.description == shown)
    }

    @Test(arguments: [
        "", " ", "民法典", "1077", " 1077", "民法典1077", "民法典 第1077条", "民法典 +5", "民法典 -5", "民法典 １０７７", "民法典 10.5",
        "民法典 ", "刑法 133之", "刑法 之一", "刑法 133之一之二", "刑法 133之1", "刑法 133之十一", "刑法 99999999999999999999",
    ])
    func `anything else is refused`(_ text: String) {
        #expect(Citation(text) == nil)
    }
}
