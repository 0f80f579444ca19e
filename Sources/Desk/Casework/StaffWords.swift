import Content
import Domain

/// What one of ours is told after acting on a case.
struct StaffWords {
    private let desk: CaseDesk

    init(_ desk: CaseDesk) { self.desk = desk }

    static func unknown(_ number: Int64) -> String { "没有 \(number) 这件，或者不归您办。" }

    /// Whoever is in no directory may not act.
    static let stranger = "这是顾问办案用的命令，您现在不在顾问名册里。要问事情，直接说就行；您要是顾问，请找区司法局登记。"

    func done(_ action: Casework.Action, _ change: CaseChange) -> String {
        let file = change.file
        let number = file.number
        if change.entries.contains(where: { $0.kind == .undelivered }) {
            return "\(number) 记下了，但这个群发不出消息，请您直接到群里说。"
        }
        switch action {
        case .take, .takeUp:
            let due = file.promise(.answer).map { "，请在\(WhenText.of($0.dueAt, from: desk.now))前答复" } ?? ""
            return "\(number) 您接了\(due)。发：答 \(number) 内容"
        case .answer: return "\(number) 的答复已经交给提问人。办完了发：结 \(number)"
        case .askBack: return "\(number) 已经替您问了。对方一回话就告诉您。"
        case .handOver(let person): return "\(number) 已转给\(name(person))。"
        case .close: return "\(number) 已办结。"
        case .release: return "\(number)：小助手可以接着跟提问人说话了。"
        }
    }

    func refused(_ refusal: CaseRefusal, _ number: Int64) -> String {
        switch refusal {
        case .unknown: Self.unknown(number)
        case .closed: "\(number) 已经办结了。还要办，发：重办 \(number)"
        case .taken(let person): "\(number) 已经由\(name(person))接了。要换您来办，请对方发：转 \(number) 您的名字"
        case .notFor(let person): "\(number) 不能转给\(name(person))：要回避，或者联系不上。"
        case .nothingToDo: "\(number) 现在用不着这样做。"
        case .outdated: "\(number) 刚刚有变化，请再看一眼再办。"
        }
    }

    private func name(_ person: PersonID) -> String { desk.directory.people[person]?.name ?? "别人" }
}
