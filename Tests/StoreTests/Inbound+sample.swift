import Domain

extension InboundRecord {
    /// A message of one villager in one group.
    static func sample(
        _ text: String = "老板欠我工资", id: MessageID = "m-1", sender: SenderID = "u-1", kind: Conversation.Kind = .group,
        at seconds: Int64 = 1_795_400_000, answers: [AnswerID] = ["a/wages"]
    ) -> InboundRecord {
        InboundRecord(
            message: InboundMessage(
                conversation: Conversation(channel: "neutral", id: "g-1", kind: kind), sender: sender, id: id,
                content: .text(text), mentionsBot: true),
            village: "v-1", receivedAt: Timestamp(seconds: seconds), catalogDigest: "d-1", possibleAnswers: answers)
    }
}

extension Decision {
    static let wages = Decision(
        .answer, because: .clear, say: .answer("a/wages"),
        candidate: Candidate(intent: "labor.wages", topic: "labor", name: "拖欠工资", answer: "a/wages", score: 0.8))
    static let human = Decision(.escalate, because: .askedForHuman, say: .line(.human))
    static let overheard = Decision(.silent, because: .overheard)
}

extension InboundEffects {
    static func reply(_ text: String) -> InboundEffects {
        InboundEffects(reply: Acknowledgement.Reply(text: text, mentions: ["u-1"], isAnswer: true))
    }

    /// A case with one ping.
    static func opening(_ number: Int64?, record: InboundRecord = .sample()) -> InboundEffects {
        let number = number ?? 0
        var change = CaseChange(
            LegalCase(
                number: number, conversation: record.message.conversation, asker: record.message.sender,
                village: record.village, summary: "老板欠我工资", openedAt: record.receivedAt, state: .notified,
                owner: "adviser"))
        change.note(.opened, note: "老板欠我工资")
        change.note(.notified, "adviser")
        change.promise(CasePromise(.acknowledge, person: "adviser", dueAt: Timestamp(seconds: 1_795_407_200)))
        return InboundEffects(
            reply: Acknowledgement.Reply(text: "编号\(number)", mentions: ["u-1"]),
            steps: [
                CaseStep(
                    change,
                    outbox: [
                        OutboxDraft(
                            OutboundMessage(channel: "robot", to: "town", text: "待接咨询 \(number)"), for: .ping,
                            pings: [.init(caseNumber: number, person: "adviser", reason: .new)])
                    ])
            ])
    }
}
