import Testing

@testable import Domain

struct MenuWordTests {
    private let names = ["离婚怎么办", "离婚财产怎么分", "孩子归谁"]

    @Test(arguments: [("财产", 1), ("孩子的事", 2), ("就是财产嘛", 1), ("问孩子归谁", 2), ("离婚财产怎么分", 1)])
    func `a word that one name alone holds is that choice`(_ text: String, _ place: Int) {
        #expect(MenuWord.read(text, among: names) == place)
    }

    @Test(arguments: ["离婚", "分", "工资", "", "的事", "我想问的其实是离婚以后财产怎么分这个事情"])
    func `a word of several names, of none, or a whole sentence is no choice`(_ text: String) {
        #expect(MenuWord.read(text, among: names) == nil)
    }

    @Test func `a pending menu is answered by word, and forgotten after its time`() {
        var fixture = DecisionFixture()
        fixture.circumstances.isAddressed = false
        fixture.state.menu = DialogueState.Menu(
            choices: ["wages", "contract"], expiresAt: fixture.now.adding(minutes: 1))
        fixture.heard.normalized = "contract"
        #expect(fixture.decide().candidate?.intent == "contract")
        #expect(fixture.decide().reason == .menuChoice)

        fixture.now = fixture.now.adding(minutes: 1)
        #expect(fixture.decide().kind == .silent)
    }

    @Test func `spoken to, the bot takes the choice that a short message touches alone`() {
        var fixture = DecisionFixture()
        fixture.state.menu = DialogueState.Menu(
            choices: ["wages", "contract"], expiresAt: fixture.now.adding(minutes: 1))
        fixture.heard.normalized = "工钱那个事"
        fixture.heard.candidates = [fixture.weak("other"), fixture.weak("wages")]
        #expect(fixture.decide().candidate?.intent == "wages")

        fixture.heard.candidates = [fixture.weak("wages"), fixture.weak("contract")]
        #expect(fixture.decide().reason != .menuChoice)

        fixture.heard.candidates = [fixture.weak("wages")]
        fixture.circumstances.isAddressed = false
        #expect(fixture.decide().reason != .menuChoice)
    }

    @Test func `the same menu is not offered twice`() {
        var fixture = DecisionFixture()
        fixture.heard.candidates = [fixture.weak("wages"), fixture.weak("contract")]
        fixture.state.menu = DialogueState.Menu(
            choices: ["contract", "wages"], expiresAt: fixture.now.adding(minutes: 1))
        #expect(fixture.decide().kind == .escalate)

        fixture.heard.candidates.append(fixture.weak("injury"))
        #expect(fixture.decide().reason == .close)
    }
}
