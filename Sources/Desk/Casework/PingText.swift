import Content
import Domain
import Understanding

/// What an adviser reads in a ping: the case in a few lines, and how to act.
struct PingText {
    private let desk: CaseDesk

    init(_ desk: CaseDesk) { self.desk = desk }

    /// About one case.
    func one(_ ping: CaseDesk.Ping, to people: [Person]) -> String {
        let file = ping.file
        var lines = ["【\(head(ping.reason)) \(file.number)】\(place(of: file))"]
        if ping.reason == .undelivered {
            lines.append("您的话没能送到提问人那里，请直接到群里说，或者打电话联系。")
            return lines.joined(separator: "\n")
        }
        let words = ping.words
        let said = words.said.isEmpty ? [file.summary] : Array(words.said.suffix(3))
        lines += said.map { "问：\(Masking.summary($0, characters: 90))" }
        if let answered = words.answered { lines.append(Masking.summary(answered, characters: 60)) }
        if let replied = words.replied { lines.append("机器人已说：\(Masking.summary(replied, characters: 40))") }
        if let match = match(file) { lines.append("对得上的答案：\(match)") }
        lines += notes(ping)
        if ping.file.state.isOpen && ping.reason != .emergencyTaken {
            let number = file.number
            lines.append("引用本条回复就是答复；也可以发：接 \(number)、答 \(number) 内容、问 \(number) 内容、转 \(number) 名字、结 \(number)")
            for person in people {
                guard let link = desk.link(number, person.id, desk.now) else { continue }
                lines.append(people.count == 1 ? link : "\(person.name)：\(link)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// About several cases at once.
    func list(_ pings: [CaseDesk.Ping]) -> String {
        var lines = ["【\(pings.count)件待办】"]
        for ping in pings.prefix(Self.listed) {
            let file = ping.file
            let words = Masking.summary(ping.words.said.last ?? file.summary, characters: 30)
            var line = "\(file.number) \(place(of: file))：\(words)"
            if let due = dueText(file) { line += "（\(due)）" }
            if let link = desk.link(file.number, ping.person.id, desk.now) { line += "\n\(link)" }
            lines.append(line)
        }
        if pings.count > Self.listed {
            lines.append("另有 \(pings.dropFirst(Self.listed).map { "\($0.file.number)" }.joined(separator: "、"))")
        }
        lines.append("发：接 编号、答 编号 内容、问 编号 内容、转 编号 名字、结 编号")
        return lines.joined(separator: "\n")
    }

    /// Cases shown in full in a list.
    private static let listed = 8

    private func place(of file: LegalCase) -> String {
        file.village.flatMap { desk.directory.villages[$0]?.name } ?? "未登记的群（\(file.conversation.address)）"
    }

    private func match(_ file: LegalCase) -> String? {
        let catalog = desk.knowledge.compiled.catalog
        let topic = file.topic.flatMap { catalog.topics[$0] }
        guard let answer = file.answer, let title = catalog.answers[answer]?.title else { return topic }
        return "《\(title)》\(answer)" + (topic.map { "（\($0)）" } ?? "")
    }

    private func notes(_ ping: CaseDesk.Ping) -> [String] {
        let file = ping.file
        var lines: [String] = []
        switch ping.reason {
        case .emergency, .emergencyAgain:
            lines.append("请马上到群里看，先确认人是否安全，该报警的先报警。第一个发“接 \(file.number)”的人牵头。")
            if file.danger == .childAbuse { lines.append(Self.reportDuty) }
        case .emergencyTaken:
            lines.append("\(name(file.owner))已经接了，其他人可以等他的消息。")
        case .answerDue: lines.append("您接了还没有答复。")
        case .withdrawn: lines.append("提问人说不问了，这件不用再办。")
        case .passedOn, .handedOver: lines.append("这件转到您这里了。")
        case .repeated: lines.append("一路没有人接，请您安排。")
        case .reopened: lines.append("提问人说没解决，请再看看。")
        default: break
        }
        if let due = dueText(file), ping.reason != .emergencyTaken, file.state.isOpen { lines.append("请在\(due)。") }
        return lines
    }

    /// What the village committee must do by law: the Law on the Protection of Minors, article 11 paragraph 2.
    private static let reportDuty =
        "涉及未成年人：村（居）委会发现未成年人受侵害、疑似受侵害的，应当立即向公安、民政、教育等部门报告（未成年人保护法第11条），不能私了。请提醒村干部马上报告，并记下报告的时间和单位。"

    private func dueText(_ file: LegalCase) -> String? {
        if let promise = file.promise(.answer) { return "\(WhenText.of(promise.dueAt, from: desk.now))前答复" }
        return file.promise(.acknowledge).map { "\(WhenText.of($0.dueAt, from: desk.now))前接" }
    }

    private func name(_ person: PersonID?) -> String {
        person.flatMap { desk.directory.people[$0]?.name } ?? "同事"
    }

    private func head(_ reason: CaseChange.PingReason) -> String {
        switch reason {
        case .new: "待接咨询"
        case .reminder: "还没有人接"
        case .passedOn, .handedOver: "转给您的咨询"
        case .repeated: "没人接的咨询"
        case .answerDue: "该答复了"
        case .added: "咨询补充"
        case .reopened: "没解决"
        case .withdrawn: "已撤回"
        case .emergency: "紧急"
        case .emergencyAgain: "紧急，还没有人接"
        case .emergencyTaken: "紧急，已有人接"
        case .undelivered: "没送到"
        }
    }
}
