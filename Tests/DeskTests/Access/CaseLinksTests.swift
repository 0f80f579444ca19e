import Desk
import Domain
import Sealing
import TestSupport
import Testing

struct CaseLinksTests {
    private let links = CaseLinks(
        secret: Secret("a secret of some length"), publicURL: "https://fagu.example/", hours: 48)
    private let clock = ManualClock()

    private func token(_ number: Int64 = 1024, _ person: PersonID = "adviser-chaotian-01") -> String {
        String(links.path(case: number, for: person, at: clock.now).split(separator: "/").last ?? "")
    }

    @Test func `a link leads to its case and names its person`() throws {
        let url = links.url(case: 1024, for: "adviser-chaotian-01", at: clock.now)
        #expect(url.hasPrefix("https://fagu.example/c/1024/"))
        let grant = try #require(links.open(token(), case: 1024, at: clock.now))
        #expect(grant.person == "adviser-chaotian-01")
        #expect(grant.expiresAt.milliseconds - grant.madeAt.milliseconds == 48 * 3_600_000)
    }

    @Test func `the characters of a token need no escaping, and it ends in a letter or digit`() {
        for person in ["a", "ab", "abc", "office-1"] {
            let token = token(7, PersonID(person))
            #expect(token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
            #expect(token.last.map { $0.isLetter || $0.isNumber } == true)
        }
    }

    @Test func `a token opens no other case`() {
        #expect(links.open(token(), case: 1025, at: clock.now) == nil)
    }

    @Test func `a token is over after its hours, and does not begin before it was made`() {
        let token = token()
        clock.advance(seconds: 48 * 3_600 - 60)
        #expect(links.open(token, case: 1024, at: clock.now) != nil)
        clock.advance(seconds: 60)
        #expect(links.open(token, case: 1024, at: clock.now) == nil)
        clock.set("2026-11-23T09:00:00+08:00")
        #expect(links.open(token, case: 1024, at: clock.now) == nil)
    }

    @Test func `no changed character is taken`() {
        let token = token()
        for index in token.indices {
            var changed = token
            changed.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            #expect(links.open(changed, case: 1024, at: clock.now) == nil)
        }
    }

    @Test(arguments: ["", "x", "====", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", String(repeating: "A", count: 5_000)])
    func `what is no token opens nothing`(_ text: String) {
        #expect(links.open(text, case: 1024, at: clock.now) == nil)
    }

    @Test func `another secret opens nothing`() {
        let others = CaseLinks(secret: Secret("another secret, too"), publicURL: "https://fagu.example")
        #expect(others.open(token(), case: 1024, at: clock.now) == nil)
    }
}

struct FormSealTests {
    private let seal = FormSeal(secret: Secret("a secret of some length"))
    private let clock = ManualClock()

    @Test func `a form is taken from whom it was shown to, for what it was made`() {
        let value = seal.value("case 1024", for: "holder", at: clock.now)
        #expect(seal.accepts(value, "case 1024", for: "holder", at: clock.now))
        #expect(!seal.accepts(value, "case 1024", for: "other", at: clock.now))
        #expect(!seal.accepts(value, "case 1025", for: "holder", at: clock.now))
        #expect(!seal.accepts(value, "case 102", for: "4holder", at: clock.now))
    }

    @Test func `a form is good for a day`() {
        let value = seal.value("x", for: "y", at: clock.now)
        clock.advance(seconds: 24 * 3_600)
        #expect(seal.accepts(value, "x", for: "y", at: clock.now))
        clock.advance(seconds: 60)
        #expect(!seal.accepts(value, "x", for: "y", at: clock.now))
    }

    @Test(arguments: ["", ".", "1.2.3", "99999999999.00", "a.b", "-1.ff"])
    func `what is no seal is refused`(_ value: String) {
        #expect(!seal.accepts(value, "x", for: "y", at: clock.now))
    }
}
