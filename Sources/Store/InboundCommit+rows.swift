import Domain
import GRDB

extension Database {
    /// Writes the rows of a decided message, the referenced one first.
    func write(
        _ record: InboundRecord, _ decision: Decision, _ reference: CaseReference?, _ effects: InboundEffects
    ) throws -> Acknowledgement {
        if let reference { try write(reference, record, decision, effects) }
        let interaction = try insertInteraction(record, decision, reference, effects)
        for message in effects.outbox {
            try insertOutbox(message, at: record.receivedAt, caseNumber: reference?.number)
        }
        try writeDialogue(record, decision, effects)
        try keepReplyAddress(of: record)
        try releaseHeldMessages(for: record)
        return Acknowledgement(
            decision: decision.kind, interaction: interaction, caseNumber: reference?.number, reply: effects.reply)
    }

    private func insertInteraction(
        _ record: InboundRecord, _ decision: Decision, _ reference: CaseReference?, _ effects: InboundEffects
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
            effects.reply?.text, effects.reply?.mentions.first?.text, reference?.number, effects.reply?.storedChoices,
        ])
        return lastInsertedRowID
    }

    /// The rules that spoke for the candidate, as the admin wrote them.
    private static func evidence(_ candidate: Candidate) -> String {
        candidate.evidence.map(\.rule).joined(separator: " / ")
    }

    private func write(
        _ reference: CaseReference, _ record: InboundRecord, _ decision: Decision, _ effects: InboundEffects
    ) throws {
        let now = record.receivedAt.milliseconds
        if reference.isNew, let opening = effects.opening {
            let conversation = record.message.conversation
            try cachedStatement(
                sql: """
                    INSERT INTO legalCase (number, channel, conversation, isGroup, asker, village, openedAt, state,
                        urgency, topic, summary, owner)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                reference.number, conversation.channel.text, conversation.id.text, conversation.kind == .group,
                record.message.sender.text, record.village?.text, now,
                effects.outbox.isEmpty ? CaseState.open.rawValue : CaseState.notified.rawValue,
                opening.urgency.rawValue, decision.candidate?.topic.text, opening.summary, opening.owner?.text,
            ])
            try cachedStatement(sql: "INSERT INTO promise (caseNumber, kind, dueAt) VALUES (?, 'acknowledge', ?)")
                .execute(arguments: [reference.number, opening.acknowledgeBy.milliseconds])
        }
        if !reference.isNew && decision.kind == .emergency {
            try cachedStatement(sql: "UPDATE legalCase SET urgency = 'emergency' WHERE number = ?")
                .execute(arguments: [reference.number])
        }
        let kind = reference.isNew ? "opened" : decision.reason == .solved ? "resolved" : "message"
        let insertEvent = "INSERT INTO caseEvent (caseNumber, at, kind, person, note) VALUES (?, ?, ?, ?, ?)"
        try cachedStatement(sql: insertEvent).execute(arguments: [
            reference.number, now, kind, nil, Masking.summary(record.message.text),
        ])
        if decision.reason == .solved { try resolve(reference.number, at: now) }
        if reference.isNew, !effects.outbox.isEmpty {
            try cachedStatement(sql: insertEvent).execute(arguments: [
                reference.number, now, "notified", effects.opening?.owner?.text, nil,
            ])
        }
    }

    private func resolve(_ number: Int64, at now: Int64) throws {
        try cachedStatement(sql: "UPDATE legalCase SET state = 'resolved', closedAt = ? WHERE number = ?")
            .execute(arguments: [now, number])
        try cachedStatement(sql: "UPDATE promise SET keptAt = ? WHERE caseNumber = ? AND keptAt IS NULL")
            .execute(arguments: [now, number])
    }

    func insertOutbox(
        _ message: OutboundMessage, at now: Timestamp, caseNumber: Int64?, lateReplyTo interaction: Int64? = nil
    ) throws {
        try cachedStatement(
            sql: """
                INSERT INTO outbox (destination, message, createdAt, notBefore, state, caseNumber, lateReplyTo)
                VALUES (?, ?, ?, ?, 'pending', ?, ?)
                """
        ).execute(arguments: [
            message.destination, try OutboxMessageText.encode(message), now.milliseconds, now.milliseconds, caseNumber,
            interaction,
        ])
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
