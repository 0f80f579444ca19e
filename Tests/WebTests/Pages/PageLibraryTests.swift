import Testing

@testable import Web

struct PageLibraryTests {
    @Test func `no template lets text through unescaped`() {
        #expect(!PageLibrary.sources.isEmpty)
        for (name, source) in PageLibrary.sources {
            #expect(!source.contains("{{{"), "\(name)")
            #expect(!source.contains("{{&"), "\(name)")
            #expect(!source.contains("<script"), "\(name)")
            #expect(!source.contains("style=\""), "\(name): the page's policy forbids inline styles")
            // An attribute without quotation marks would end at the first space of a value.
            #expect(!source.contains("={{"), "\(name)")
        }
    }

    @Test func `text is harmless between tags and inside attributes`() {
        let escaped = EscapedHTML().escapeText("<b a=\"1\" c='2'>&\u{0}\u{202E}")
        #expect(escaped == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;")
    }

    @Test func `an accent behind a quotation mark does not keep it from being escaped`() {
        struct Model {
            let heading: String
            let text: String
        }
        let accent = "\u{301}"
        let page = PageLibrary().render(
            "message", title: "\"" + accent, Model(heading: "<" + accent + "img", text: "\"" + accent + " onfocus=x"))
        let wild = "\"" + accent
        #expect(!page.unicodeScalars.contains(wild.unicodeScalars))
        #expect(page.contains("&quot;" + accent + " onfocus=x"))
        #expect(page.contains("&lt;" + accent + "img"))
    }

    @Test func `a value that is missing leaves nothing behind`() {
        struct Model {
            let heading: String?
            let text = "x"
        }
        #expect(!PageLibrary().render("message", title: "t", Model(heading: nil)).contains("nil"))
    }
}
