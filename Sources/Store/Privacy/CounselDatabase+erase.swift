package import Domain
import Foundation
import GRDB
import Sealing

extension CounselDatabase {
    /// Whose records are meant.
    package enum Person: Sendable, Equatable {
        /// Somebody of a channel, by the platform's id, in all conversations.
        case sender(SenderID, ChannelID)
        /// Whoever opened that case.
        case asker(ofCase: Int64)
    }

    /// Forgets a person: words, hashes, addresses, menus and messages not yet sent; the counts stay.
    ///
    /// Afterwards the file and its log hold none of it. Throws `StoreError.notFound` when there is no such case.
    package func erase(_ person: Person, origin: Erasure.Origin, at now: Timestamp) async throws -> Erasure {
        let vault = vault
        let erasure = try await commits.perform { db in
            switch person {
            case .sender(let sender, let channel):
                return try db.erase(
                    channel.text, vault.personKey(channel.text, sender.text), origin: origin, at: now, vault)
            case .asker(let number):
                let row = try Row.fetchOne(
                    db, sql: "SELECT channel, asker FROM legalCase WHERE number = ?", arguments: [number])
                guard let row, row["asker"] != ErasedMark.person else { throw StoreError.notFound }
                return try db.erase(row["channel"], row["asker"], origin: origin, at: now, vault)
            }
        }
        try await emptyLog()
        return erasure
    }

    /// The record of erasures, newest first.
    package func erasures(limit: Int) async throws -> [Erasure] {
        try await writer.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM erasure ORDER BY id DESC LIMIT ?", arguments: [limit]).map {
                Erasure(
                    id: $0["id"], at: Timestamp(milliseconds: $0["at"]),
                    origin: Erasure.Origin(rawValue: $0["origin"]) ?? .command, interactions: $0["interactions"],
                    cases: $0["cases"], messages: $0["messages"])
            }
        }
    }

    /// Writes the log back into the file and cuts it to nothing, so that no older page of it can be read.
    package func emptyLog() async throws {
        try await writer.writeWithoutTransaction { db in
            guard try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" else { return }
            _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Writes the whole file anew, so that not even the gaps within its pages hold anything old; needs as much space again.
    package func rewrite() async throws {
        try await writer.vacuum()
        try await emptyLog()
    }
}

/// What stands where something was erased.
enum ErasedMark {
    static let person = "erased"
    static let words = "[已删除]"
}

extension Database {
    /// Takes a person out of every table; `asker` is the keyed hash.
    @discardableResult
    func erase(
        _ channel: String, _ asker: String, origin: Erasure.Origin, at now: Timestamp, _ vault: Vault
    ) throws -> Erasure {
        let numbers = try Int64.fetchAll(
            self, sql: "SELECT number FROM legalCase WHERE asker = ? AND channel = ?", arguments: [asker, channel])
        let chats = try String.fetchAll(
            self,
            sql: "SELECT DISTINCT conversation FROM interaction WHERE sender = ? AND channel = ? AND isGroup = 0",
            arguments: [asker, channel])
        // Before the rows lose their sender, by whom warnings find what they quote.
        try eraseWarnings(channel, asker, at: now)
        for number in numbers { try eraseCase(number, at: now) }
        try execute(
            sql: """
                DELETE FROM owedReply WHERE interaction IN (SELECT id FROM interaction WHERE sender = ? AND channel = ?)
                """, arguments: [asker, channel])
        try execute(
            sql: """
                UPDATE interaction SET sender = ?, messageId = ? || '-' || id, text = ?, sealed = NULL, reply = NULL,
                    evidence = NULL, conversation = iif(isGroup, conversation, ?)
                WHERE sender = ? AND channel = ?
                """,
            arguments: [
                ErasedMark.person, ErasedMark.person, ErasedMark.words, ErasedMark.person, asker, channel,
            ])
        let interactions = changesCount
        try execute(
            sql: "UPDATE OR REPLACE feedback SET sender = ?, words = NULL WHERE sender = ?",
            arguments: [ErasedMark.person, asker])
        try execute(
            sql: """
                UPDATE takeover SET asker = ?, conversation = iif(isGroup, conversation, ?),
                    endedAt = coalesce(endedAt, ?), endReason = coalesce(endReason, 'erased')
                WHERE asker = ? AND channel = ?
                """, arguments: [ErasedMark.person, ErasedMark.person, now.milliseconds, asker, channel])
        for table in ["replyAddress", "heldMessage", "serviceDialogue", "dialogue"] {
            try execute(sql: "DELETE FROM \(table) WHERE asker = ? AND channel = ?", arguments: [asker, channel])
        }
        for chat in chats {
            try execute(
                sql: "DELETE FROM lastAnswer WHERE channel = ? AND conversation = ?", arguments: [channel, chat])
            try execute(
                sql: "DELETE FROM overheard WHERE channel = ? AND conversation = ?", arguments: [channel, chat])
        }
        let messages = try eraseMessages(channel, asker, cases: numbers, at: now)
        try execute(
            sql: """
                INSERT INTO erasure (at, origin, proof, interactions, cases, messages) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                now.milliseconds, origin.rawValue, vault.pseudonym("erasure", channel, asker), interactions,
                numbers.count, messages,
            ])
        return Erasure(
            id: lastInsertedRowID, at: now, origin: origin, interactions: interactions, cases: numbers.count,
            messages: messages)
    }

    /// Takes the words out of what is kept of messages that told of warnings and may quote the person, and what the
    /// office noted on warnings that count their questions: nobody can tell whose words a note holds.
    private func eraseWarnings(_ channel: String, _ asker: String, at now: Timestamp) throws {
        try execute(
            sql: """
                UPDATE warning SET note = NULL WHERE note IS NOT NULL AND id IN (
                    SELECT warning FROM interaction
                        JOIN warningQuestion ON warningQuestion.interaction = interaction.id
                    WHERE sender = ? AND channel = ?)
                """, arguments: [asker, channel])
        try execute(
            sql: """
                UPDATE outbox SET sealed = NULL, lastError = 'erased', settledAt = coalesce(settledAt, ?),
                    state = iif(state IN ('pending', 'claimed'), 'withheld', state)
                WHERE sealed IS NOT NULL AND id IN (
                    SELECT outbox FROM interaction
                        JOIN warningQuestion ON warningQuestion.interaction = interaction.id
                        JOIN warningPing ON warningPing.warning = warningQuestion.warning
                    WHERE sender = ? AND channel = ?)
                """, arguments: [now.milliseconds, asker, channel])
    }

    /// Takes the words and the asker out of a case; an open one is withdrawn, and what was promised is void.
    private func eraseCase(_ number: Int64, at now: Timestamp) throws {
        try execute(
            sql: """
                UPDATE legalCase SET asker = ?, askerSealed = NULL, summary = ?,
                    conversation = iif(isGroup, conversation, ?)
                WHERE number = ?
                """, arguments: [ErasedMark.person, ErasedMark.words, ErasedMark.person, number])
        try execute(
            sql: """
                UPDATE legalCase SET state = 'withdrawn', closedAt = ?
                WHERE number = ? AND state NOT IN ('resolved', 'withdrawn')
                """, arguments: [now.milliseconds, number])
        if changesCount > 0 {
            try execute(
                sql: "INSERT INTO caseEvent (caseNumber, at, kind) VALUES (?, ?, 'withdrawn')",
                arguments: [number, now.milliseconds])
        }
        try execute(sql: "UPDATE caseEvent SET note = NULL WHERE caseNumber = ?", arguments: [number])
        try execute(sql: "DELETE FROM caseIntake WHERE caseNumber = ?", arguments: [number])
        try execute(
            sql: "UPDATE promise SET endedAt = ?, outcome = 'void' WHERE caseNumber = ? AND endedAt IS NULL",
            arguments: [now.milliseconds, number])
    }

    /// Takes the words out of what was or is to be sent to the person, or about their cases, and sends none of it.
    private func eraseMessages(_ channel: String, _ asker: String, cases: [Int64], at now: Timestamp) throws -> Int {
        try execute(
            sql: """
                UPDATE outbox SET sealed = NULL, lastError = 'erased', settledAt = coalesce(settledAt, ?),
                    state = iif(state IN ('pending', 'claimed'), 'withheld', state)
                WHERE sealed IS NOT NULL AND asker = ? AND destination >= ? AND destination < ?
                """, arguments: [now.milliseconds, asker, channel + "/", channel + "0"])
        var buried = changesCount
        for number in cases {
            try execute(
                sql: """
                    UPDATE outbox SET sealed = NULL, lastError = 'erased', settledAt = coalesce(settledAt, ?1),
                        state = iif(state IN ('pending', 'claimed'), 'withheld', state)
                    WHERE sealed IS NOT NULL
                        AND (caseNumber = ?2 OR id IN (SELECT outbox FROM ping WHERE caseNumber = ?2))
                    """, arguments: [now.milliseconds, number])
            buried += changesCount
        }
        try execute(sql: "UPDATE outbox SET asker = NULL WHERE asker = ?", arguments: [asker])
        return buried
    }
}
