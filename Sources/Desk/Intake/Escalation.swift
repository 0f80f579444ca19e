import Content
import Domain
import Understanding

/// What a human is told, and who it is.
struct Escalation {
    let knowledge: Knowledge
    let message: InboundMessage
    let village: Village?
    let decision: Decision
    let earlierWords: String?
    let now: Timestamp

    private var directory: Directory { knowledge.directory }
    private var isEmergency: Bool { decision.kind == .emergency }

    /// Who is asked, in order, as far as they can be reached.
    private var chain: [Person] { directory.chain(for: village).filter { !$0.contacts.isEmpty } }

    /// The case as it is opened.
    var opening: InboundEffects.CaseOpening {
        InboundEffects.CaseOpening(
            urgency: isEmergency ? .emergency : .normal, summary: Masking.summary(message.text),
            owner: chain.first?.id, acknowledgeBy: acknowledgeBy)
    }

    /// By when somebody must have taken it: working time of who is asked first; an emergency knows no closing time.
    private var acknowledgeBy: Timestamp {
        let standards = directory.standards
        if isEmergency { return now.adding(minutes: standards.emergencyMinutes) }
        let working = chain.first?.hours.adding(
            minutes: standards.firstResponseMinutes, to: now, calendar: directory.calendar)
        return working ?? now.adding(minutes: standards.firstResponseMinutes)
    }

    /// The pings: to the first who can be reached; in an emergency to everyone on the chain at once.
    func pings(caseNumber: Int64, isNew: Bool) -> [OutboundMessage] {
        let asked = isEmergency ? chain : Array(chain.prefix(1))
        let text = text(caseNumber: caseNumber, isNew: isNew)
        var byRobot: [(contact: Person.Contact, mentions: [String])] = []
        // People behind one robot are mentioned in one message, not called one by one.
        for contact in asked.compactMap(\.contacts.first) {
            if let index = byRobot.firstIndex(where: {
                $0.contact.channel == contact.channel && $0.contact.to == contact.to
            }) {
                byRobot[index].mentions += contact.mention.map { [$0] } ?? []
            } else {
                byRobot.append((contact, contact.mention.map { [$0] } ?? []))
            }
        }
        return byRobot.map { contact, mentions in
            OutboundMessage(channel: contact.channel, to: contact.to, text: text, mentions: mentions)
        }
    }

    private func text(caseNumber: Int64, isNew: Bool) -> String {
        let head = isEmergency ? "紧急" : isNew ? "待接咨询" : "咨询补充"
        let place = village?.name ?? "未登记的群（\(message.conversation.address)）"
        let asker = message.senderName.map { "\($0)：" } ?? ""
        var lines = ["【\(head) \(caseNumber)】\(place)", asker + Masking.summary(message.text)]
        if let earlierWords { lines.append("之前说过：\(Masking.summary(earlierWords))") }
        if let candidate = decision.candidate {
            lines.append("可能问的是：\(candidate.name)（\(knowledge.compiled.catalog.topics[candidate.topic] ?? "")）")
        }
        lines.append("机器人：\(Self.explain(decision.reason))")
        if isEmergency {
            lines.append("请马上到群里看，先确认人是否安全。")
        } else if isNew {
            let due = acknowledgeBy
            let (_, month, day) = due.chinaDate.parts
            lines.append("请在\(month)月\(day)日\(due.clock)前到群里答复。")
        }
        return lines.joined(separator: "\n")
    }

    /// Why a human is asked, in the adviser's words.
    private static func explain(_ reason: Decision.Reason) -> String {
        switch reason {
        case .askedForHuman: "对方要找人"
        case .unsolved: "已答复，对方说没解决"
        case .stale: "有答案但该复核了，没有发"
        case .danger: "已发紧急电话和自救提示"
        case .erase: "对方要求删除咨询记录，请核实后办理"
        default: "没有把握，没有作答"
        }
    }
}
