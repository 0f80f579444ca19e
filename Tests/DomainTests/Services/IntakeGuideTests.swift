import Testing

@testable import Domain

struct IntakeGuideTests {
    private static let form = IntakeForm(
        service: "aid", names: ["法律援助", "法援"], topic: "aid", opening: "开场",
        questions: [
            .init(id: "matter", label: "事项", ask: "哪一样", kind: .choice(["讨工资", "赡养费", "都不是"])),
            .init(id: "who", label: "称呼", ask: "怎么称呼", kind: .name),
            .init(id: "phone", label: "电话", ask: "电话", kind: .phone, isPrivate: true),
        ],
        verdicts: [
            .init(id: "covered", when: ["matter": [1, 2]], say: "可以申请"), .init(id: "other", when: [:], say: "请人看"),
        ])
    private static let other = IntakeForm(
        service: "talk", names: ["调解"], topic: "talk", opening: "开场",
        questions: [.init(id: "story", label: "经过", ask: "什么事", kind: .words)])
    private let later = Timestamp(seconds: 1_800)

    private func guide(isGroup: Bool = false) -> IntakeGuide {
        IntakeGuide([Self.form, Self.other], isGroup: isGroup, expiresAt: later)
    }

    private func dialogue(_ step: Int, _ answers: [IntakeAnswer] = []) -> IntakeDialogue {
        IntakeDialogue(service: "aid", step: step, answers: answers, expiresAt: later)
    }

    @Test(arguments: ["登记法律援助", "我要登记法援", "麻烦帮我登记一下法律援助吧", "登记：法援。", "我想登记法律援助,谢谢"])
    func `a service is asked for by one of its names`(text: String) {
        #expect(guide().request(in: text) == .ask(dialogue(0), Self.form, begins: true))
    }

    @Test(arguments: ["登记结婚要带什么", "结婚登记", "去哪里登记调解", "法律援助怎么登记", "登记失业", "调解"])
    func `other talk of registering starts nothing`(text: String) {
        #expect(guide().request(in: text) == nil)
    }

    @Test func `the bare word asks which`() {
        #expect(guide().request(in: "我要登记一下") == .list)
    }

    @Test(arguments: [("1", 1), ("第二个", 2), ("选三", 3), ("赡养", 2), ("讨工资的事", 1)])
    func `a choice is made by number or by word`(_ text: String, _ number: Int) throws {
        guard case .ask(let next, _, false)? = guide().answer(dialogue(0), with: text, text) else {
            return #expect(Bool(false), "not taken")
        }
        #expect(next.step == 1)
        #expect(next.answers.map(\.choice) == [number])
    }

    @Test(arguments: ["4", "不晓得", "讨", ""])
    func `what is no choice is asked again`(_ text: String) {
        #expect(guide().answer(dialogue(0), with: text, text) == .again(dialogue(0), Self.form))
    }

    @Test(arguments: ["算了", "取消", "不登记了", "算了，不办了", "取消吧"])
    func `it can be left at any question`(_ text: String) {
        for step in 0..<3 { #expect(guide().answer(dialogue(step), with: text, text) == .cancelled(Self.form)) }
    }

    @Test func `what is kept of a name and a number is masked`() throws {
        guard case .ask(let named, _, _)? = guide().answer(dialogue(1), with: "王小明", "王小明"),
            case .done(let intake, _, let verdict)? = guide().answer(
                IntakeDialogue(
                    service: "aid", step: 2,
                    answers: [IntakeAnswer(question: "matter", label: "事项", choice: 2, words: "赡养费")] + named.answers,
                    expiresAt: later), with: "13912345678", "13912345678")
        else { return #expect(Bool(false), "not taken") }
        #expect(intake.line == "事项：赡养费；称呼：王**；电话：139****5678")
        #expect(verdict?.id == "covered")
        #expect(intake.verdict == "covered")
    }

    @Test func `a telephone may be declined, and is not asked before neighbours`() throws {
        guard case .done(let intake, _, let verdict)? = guide().answer(dialogue(2), with: "不留", "不留") else {
            return #expect(Bool(false), "not taken")
        }
        #expect(intake.answers.map(\.words) == ["没有留"])
        #expect(verdict?.id == "other")
        #expect(guide().answer(dialogue(2), with: "好的", "好的") == .again(dialogue(2), Self.form))
        guard case .done? = guide(isGroup: true).answer(dialogue(1), with: "王小明", "王小明") else {
            return #expect(Bool(false), "the private question was asked in a group")
        }
    }

    @Test func `a form that is gone leaves the message to others`() {
        let gone = IntakeDialogue(service: "gone", step: 0, expiresAt: later)
        #expect(guide().answer(gone, with: "1", "1") == nil)
        #expect(guide().leave(gone) == nil)
        #expect(guide().answer(dialogue(9), with: "1", "1") == nil)
    }
}
