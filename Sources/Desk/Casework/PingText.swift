import Content
import Domain
import Understanding

/// What an adviser reads in a ping: the case in a few lines, and how to act.
struct PingText {
    private let desk: CaseDesk

    private var words: StaffWords { StaffWords(desk) }

    init(_ desk: CaseDesk) { self.desk = desk }

    /// About one case.
    func one(_ ping: CaseDesk.Ping, to people: [Person]) -> String {
        let file = ping.file
        var lines = ["【\(head(ping.reason)) \(file.number)】\(place(of: file))"]
        if ping.reason == .undelivered {
            lines.append(words.line(.noteUndelivered))
            return lines.joined(separator: "\n")
        }
        let talk = ping.words
        let said = talk.said.isEmpty ? [file.summary] : Array(talk.said.suffix(3))
        lines += said.map { "问：\(Masking.summary($0, characters: 90))" }
        if let answered = talk.answered { lines.append(Masking.summary(answered, characters: 60)) }
        if let replied = talk.replied { lines.append("机器人已说：\(Masking.summary(replied, characters: 40))") }
        if let match = match(file) { lines.append("对得上的答案：\(match)") }
        lines += notes(ping)
        if ping.file.state.isOpen && ping.reason != .emergencyTaken {
            let number = file.number
            lines.append(words.line(.noteCommands, number))
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
        lines.append(words.line(.noteListCommands))
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
            lines.append(words.line(.noteEmergency, file.number))
            if file.danger == .childAbuse { lines.append(words.line(.noteReportDuty)) }
        case .emergencyTaken:
            lines.append(words.line(.noteEmergencyTaken, file.number, person: file.owner ?? ""))
        case .answerDue: lines.append(words.line(.noteAnswerDue))
        case .withdrawn: lines.append(words.line(.noteWithdrawn))
        case .passedOn, .handedOver: lines.append(words.line(.notePassedOn))
        case .repeated: lines.append(words.line(.noteRepeated))
        case .reopened: lines.append(words.line(.noteReopened))
        default: break
        }
        if let due = dueText(file), ping.reason != .emergencyTaken, file.state.isOpen { lines.append("请在\(due)。") }
        return lines
    }

    private func dueText(_ file: LegalCase) -> String? {
        if let promise = file.promise(.answer) { return "\(WhenText.of(promise.dueAt, from: desk.now))前答复" }
        return file.promise(.acknowledge).map { "\(WhenText.of($0.dueAt, from: desk.now))前接" }
    }

    private func head(_ reason: CaseChange.PingReason) -> String {
        let line: StaffReply =
            switch reason {
            case .new: .pingNew
            case .reminder: .pingReminder
            case .passedOn, .handedOver: .pingPassedOn
            case .repeated: .pingRepeated
            case .answerDue: .pingAnswerDue
            case .added: .pingAdded
            case .reopened: .pingReopened
            case .withdrawn: .pingWithdrawn
            case .emergency: .pingEmergency
            case .emergencyAgain: .pingEmergencyAgain
            case .emergencyTaken: .pingEmergencyTaken
            case .undelivered: .pingUndelivered
            }
        return words.line(line)
    }
}
