import Domain
import Foundation
import GRDB

/// A service's questions and what was answered, as rows.
extension Database {
    /// The questions that this asker is being asked there, nil when none waits.
    func intakeDialogue(of key: AskerKey) throws -> IntakeDialogue? {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT service, step, answers, expiresAt FROM serviceDialogue
                    WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ?
                    """), arguments: key.arguments)
        guard let row else { return nil }
        return IntakeDialogue(
            service: row["service"], step: row["step"], answers: try Self.answers(row["answers"]),
            expiresAt: Timestamp(milliseconds: row["expiresAt"]))
    }

    /// Keeps the question that now waits, or forgets it.
    func updateIntake(_ update: IntakeUpdate, of key: AskerKey) throws {
        switch update {
        case .keep: return
        case .put(let dialogue):
            try cachedStatement(
                sql: """
                    INSERT INTO serviceDialogue (channel, conversation, isGroup, asker, service, step, answers, expiresAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET service = excluded.service, step = excluded.step,
                        answers = excluded.answers, expiresAt = excluded.expiresAt
                    """
            ).execute(
                arguments: key.arguments + [
                    dialogue.service, dialogue.step, try Self.text(of: dialogue.answers),
                    dialogue.expiresAt.milliseconds,
                ])
        case .end:
            try cachedStatement(
                sql: "DELETE FROM serviceDialogue WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ?"
            ).execute(arguments: key.arguments)
        }
    }

    /// Stores what a service learned with the case that it took up.
    func writeIntake(_ intake: CaseIntake, of number: Int64) throws {
        try cachedStatement(sql: "INSERT INTO caseIntake (caseNumber, service, answers, verdict) VALUES (?, ?, ?, ?)")
            .execute(arguments: [number, intake.service, try Self.text(of: intake.answers), intake.verdict])
    }

    /// What a service learned when it took the case up; nil when none did, or when it was erased.
    func intake(of number: Int64) throws -> CaseIntake? {
        let row = try Row.fetchOne(
            cachedStatement(sql: "SELECT service, answers, verdict FROM caseIntake WHERE caseNumber = ?"),
            arguments: [number])
        guard let row else { return nil }
        return CaseIntake(
            service: row["service"], answers: try Self.answers(row["answers"]), verdict: row["verdict"])
    }

    private static func text(of answers: [IntakeAnswer]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(answers), as: UTF8.self)
    }

    private static func answers(_ text: String) throws -> [IntakeAnswer] {
        try JSONDecoder().decode([IntakeAnswer].self, from: Data(text.utf8))
    }
}
