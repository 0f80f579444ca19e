import Domain
import Foundation
import GRDB
import Sealing

extension Database {
    /// Writes the rows of a decided message, the referenced one first.
    func write(
        _ record: KeyedRecord, _ decision: Decision, _ reference: CaseReference?, _ effects: InboundEffects,
        _ vault: Vault, _ owing: Owing
    ) throws -> Acknowledgement {
        if effects.erases {
            try erase(record.key.channel, record.key.asker, origin: .chat, at: record.receivedAt, vault)
        }
        for step in effects.steps { try write(step, at: record.receivedAt) }
        for begun in effects.takeovers {
            try writeTakeover(
                begun.takeover, ended: nil, of: begun.asker, in: record.message.conversation, caseNumber: nil,
                at: record.receivedAt)
        }
        for judgement in effects.judgements { try write(judgement, at: record.receivedAt) }
        for done in effects.screenings { try write(done, at: record.receivedAt) }
        if let since = effects.withholdsSince { try withholdReplies(to: record.key, since: since) }
        let number = effects.steps.first?.change.file.number ?? reference?.number
        let interaction = try insertInteraction(record, decision, number, effects)
        if let record = effects.record {
            _ = try insertServiceRecord(record, source: "message/\(interaction)")
        }
        for message in effects.outbox {
            try insertOutbox(message, at: record.receivedAt, caseNumber: number)
        }
        try writeDialogue(record, decision, effects)
        try updateIntake(effects.intake, of: record.key)
        try keepReplyAddress(of: record)
        try releaseHeldMessages(for: record)
        var acknowledgement = Acknowledgement(
            decision: decision.kind, interaction: interaction, caseNumber: number, reply: effects.reply)
        if let owed = effects.reply.flatMap(owing) {
            try owe(owed, for: interaction)
            acknowledgement.isOwed = true
        }
        return acknowledgement
    }

    private func insertInteraction(
        _ record: KeyedRecord, _ decision: Decision, _ number: Int64?, _ effects: InboundEffects
    ) throws -> Int64 {
        let key = record.key
        var answer: String?
        if case .answer(let id) = decision.speech { answer = id.text }
        try cachedStatement(
            sql: """
                INSERT INTO interaction (channel, conversation, isGroup, sender, messageId, village, receivedAt,
                    isAddressed, text, sealed, decision, reason, intent, topic, answer, score, evidence, catalogDigest,
                    reply, mentionsAsker, caseNumber, choices)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            key.channel, key.conversation, key.isGroup, key.asker, record.message.id.text,
            record.record.village?.text, record.receivedAt.milliseconds, record.message.isAddressed, record.text,
            record.sealed.map { Data($0) }, decision.kind.rawValue, decision.reason.rawValue,
            decision.candidate?.intent.text ?? decision.emergency?.rule, decision.candidate?.topic.text, answer,
            decision.candidate?.score, decision.candidate.map(Self.evidence), record.record.catalogDigest,
            effects.reply?.text, effects.reply?.mentions.isEmpty == false, number, effects.reply?.storedChoices,
        ])
        return lastInsertedRowID
    }

    /// The rules that spoke for the candidate, as the admin wrote them.
    private static func evidence(_ candidate: Candidate) -> String {
        candidate.evidence.map(\.rule).joined(separator: " / ")
    }

    func insertOutbox(
        _ draft: OutboxDraft, at now: Timestamp, caseNumber: Int64?, lateReplyTo interaction: Int64? = nil,
        notBefore: Timestamp? = nil
    ) throws {
        try cachedStatement(
            sql: """
                INSERT INTO outbox (destination, sealed, purpose, asker, createdAt, notBefore, state, caseNumber,
                    lateReplyTo)
                VALUES (?1 || '/' || chatKey(?1, ?2, ?3), sealed(?4, 'outbox message'), ?5, personKey(?1, ?6), ?7, ?10,
                    'pending', ?8, ?9)
                """
        ).execute(arguments: [
            draft.message.channel.text, draft.message.to, draft.message.kind == .group,
            try OutboxMessageText.encode(draft.message), draft.purpose.rawValue,
            (draft.asker ?? draft.message.asker)?.text, now.milliseconds, caseNumber, interaction,
            (notBefore ?? now.adding(seconds: Int64(draft.delaySeconds))).milliseconds,
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
    private func withholdReplies(to key: AskerKey, since: Timestamp) throws {
        try cachedStatement(
            sql: """
                UPDATE outbox SET state = 'withheld', settledAt = createdAt, lastError = 'read with what came after'
                WHERE destination = ? AND state = 'pending' AND purpose = 'reply' AND asker = ? AND createdAt >= ?
                """
        ).execute(arguments: ["\(key.channel)/\(key.conversation)", key.asker, since.milliseconds])
    }

    private func writeDialogue(
        _ record: KeyedRecord, _ decision: Decision, _ effects: InboundEffects
    ) throws {
        let key = record.key.arguments
        if case .answer(let answer) = decision.speech {
            try cachedStatement(
                sql: """
                    INSERT INTO lastAnswer (channel, conversation, isGroup, answer, at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET at = excluded.at
                    """
            ).execute(arguments: [
                record.key.channel, record.key.conversation, record.key.isGroup, answer.text,
                record.receivedAt.milliseconds,
            ])
        }
        if effects.menu != nil || effects.asksBack || effects.asksToErase {
            let choices = effects.menu.map { $0.choices.map(\.text).joined(separator: " ") }
            try cachedStatement(
                sql: """
                    INSERT INTO dialogue (channel, conversation, isGroup, asker, menu, menuExpiresAt, askedBackAt,
                        erasureAskedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET menu = excluded.menu, menuExpiresAt = excluded.menuExpiresAt,
                        askedBackAt = excluded.askedBackAt, erasureAskedAt = excluded.erasureAskedAt
                    """
            ).execute(
                arguments: key + [
                    choices, effects.menu?.expiresAt.milliseconds,
                    effects.asksBack ? record.receivedAt.milliseconds : nil,
                    effects.asksToErase ? record.receivedAt.milliseconds : nil,
                ])
        } else if decision.kind != .silent {
            // Whatever was asked back is answered, or forgotten.
            try cachedStatement(
                sql: "DELETE FROM dialogue WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ?"
            ).execute(arguments: key)
        }
    }
}
