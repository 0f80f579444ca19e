import Testing

@testable import Domain

struct InterpretationTests {
    @Test(arguments: [
        ([Signal.question], true), ([.help], true), ([.question, .firstPerson, .legalVague], true), ([], false),
        ([.firstPerson], false), ([.question, .hearsay], false), ([.question, .pastNarration], false),
        ([.help, .notice], false), ([.question, .advertisement], false), ([.question, .rhetorical], false),
        ([.question, .joke], false), ([.question, .thanks], false), ([.help, .addressedToOther], false),
    ])
    func `something is asked unless it is merely told`(_ signals: [Signal], _ isQuestion: Bool) {
        #expect(Interpretation(normalized: "…", signals: Set(signals)).isQuestion == isQuestion)
    }
}
