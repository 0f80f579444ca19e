import Domain
import GRDB

extension Database {
    /// Writes the rows of a decided message, the referenced one first.
    func write(
        _ record: InboundRecord, _ decision: Decision, _ reference: CaseReference?, _ effects: InboundEffects
    ) throws -> Acknowledgement {
        if let step = effects.step { try write(step, at: record.receivedAt) }
        if let since = effects.withholdsSince { try withholdReplies(to: record.message, since: since) }
        let number = effects.step?.change.file.number ?? reference?.number
        let interaction = try insertInteraction(record, decision, number, effects)
        for message in effects.outbox {
            try insertOutbox(message, at: record.receivedAt, caseNumber: number)
        }
        try writeDialogue(record, decision, effects)
        try keepReplyAddress(of: record)
        try releaseHeldMessages(for: record)
        return Acknowledgement(
            decision: decision.kind, interaction: interaction, caseNumber: number, reply: effects.reply)
    }

    private func insertInteraction(
        _ record: InboundRecord, _ decision: Decision, _ number: Int64?, _ effects: InboundEffects
    ) throws -> Int64 {
        let message = record.message
        let text: String
        switch message.content {
        case .text(let words): text = Masking.mask(words)
        case .unsupported(let kind): text = "[\(kind)]"
        }
        var answer: String?
        if case .answer(let id) = decision.speech { answer = id.text }
        try cachedStatement(
            sql: """
                INSERT INTO interaction (channel, conversation, isGroup, sender, messageId, village, receivedAt,
                    isAddressed, text, decision, reason, intent, topic, answer, score, evidence, catalogDigest, reply,
                    replyMention, caseNumber, choices)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            message.conversation.channel.text, message.conversation.id.text, message.conversation.kind == .group,
            message.sender.text, message.id.text, record.village?.text, record.receivedAt.milliseconds,
            message.isAddressed, text, decision.kind.rawValue, decision.reason.rawValue,
            decision.candidate?.intent.text ?? decision.emergency?.rule, decision.candidate?.topic.text, answer,
            decision.candidate?.score, decision.candidate.map(Self.evidence), record.catalogDigest,
            effects.reply?.text, effects.reply?.mentions.first?.text, number, effects.reply?.storedChoices,
        ])
        return lastInsertedRowID
    }

    /// The rules that spoke for the candidate, as the admin wrote them.
    private static func evidence(_ candidate: Candidate) -> String {
        candidate.evidence.map(\.rule).joined(separator: " / ")
    }

    func insertOutbox(
        _ message: OutboundMessage, at now: Timestamp, caseNumber: Int64?, lateReplyTo interaction: Int64? = nil
    ) throws {
        try insertOutbox(
            OutboxDraft(message, for: .reply), at: now, caseNumber: caseNumber, lateReplyTo: interaction)
    }

    func insertOutbox(
        _ draft: OutboxDraft, at now: Timestamp, caseNumber: Int64?, lateReplyTo interaction: Int64? = nil
    ) throws {
        try cachedStatement(
            sql: """
                INSERT INTO outbox (destination, message, purpose, asker, createdAt, notBefore, state, caseNumber,
                    lateReplyTo)
                VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?)
                """
        ).execute(arguments: [
            draft.message.destination, try OutboxMessageText.encode(draft.message), draft.purpose.rawValue,
            draft.asker?.text, now.milliseconds, now.milliseconds, caseNumber, interaction,
        ])
        let outbox = lastInsertedRowID
        for ping in draft.pings {
            try cachedStatement(
                sql: "INSERT INTO ping (outbox, caseNumber, person, reason, way, at) VALUES (?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [
                outbox, ping.caseNumber, ping.person.text, ping.reason.rawValue, ping.way, now.milliseconds,
            ])
        }
    }

    /// Takes back replies to this asker that wait and are overtaken by what comes now.
    private func withholdReplies(to message: InboundMessage, since: Timestamp) throws {
        try cachedStatement(
            sql: """
                UPDATE outbox SET state = 'withheld', settledAt = createdAt, lastError = 'read with what came after'
                WHERE destination = ? AND state = 'pending' AND purpose = 'reply' AND asker = ? AND createdAt >= ?
                """
        ).execute(arguments: [message.conversation.address, message.sender.text, since.milliseconds])
    }

    private func writeDialogue(
        _ record: InboundRecord, _ decision: Decision, _ effects: InboundEffects
    ) throws {
        let conversation = record.message.conversation
        if case .answer(let answer) = decision.speech {
            try cachedStatement(
                sql: """
                    INSERT INTO lastAnswer (channel, conversation, isGroup, answer, at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET at = excluded.at
                    """
            ).execute(arguments: [
                conversation.channel.text, conversation.id.text, conversation.kind == .group, answer.text,
                record.receivedAt.milliseconds,
            ])
        }
        let key: StatementArguments = [
            conversation.channel.text, conversation.id.text, conversation.kind == .group, record.message.sender.text,
        ]
        if effects.menu != nil || effects.asksBack {
            let choices = effects.menu.map { $0.choices.map(\.text).joined(separator: " ") }
            try cachedStatement(
                sql: """
                    INSERT INTO dialogue (channel, conversation, isGroup, asker, menu, menuExpiresAt, askedBackAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET menu = excluded.menu, menuExpiresAt = excluded.menuExpiresAt,
                        askedBackAt = excluded.askedBackAt
                    """
            ).execute(
                arguments: key + [
                    choices, effects.menu?.expiresAt.milliseconds,
                    effects.asksBack ? record.receivedAt.milliseconds : nil,
                ])
        } else if decision.kind != .silent {
            // Whatever was asked back is answered, or forgotten.
            try cachedStatement(
                sql: "DELETE FROM dialogue WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ?"
            ).execute(arguments: key)
        }
    }
}
