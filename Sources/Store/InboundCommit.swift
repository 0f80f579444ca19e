package import Domain
import GRDB
import Sealing

extension CounselDatabase {
    /// Stores one message and all that follows from it, in one transaction; a repeat gets its first answer again.
    ///
    /// `decide` and `compose` are pure and run inside the transaction, so that two messages of one asker cannot decide
    /// on the same state. Overheard talk that triggers nothing leaves only a count. `casework` comes first: what one of
    /// ours does about cases is not decided like a question. `owing` says what a reply becomes where the answer to the
    /// webhook may come too late for it; that is stored along with it.
    package func commitInbound(
        _ record: InboundRecord,
        owing: @escaping Owing = { _ in nil },
        casework: @escaping @Sendable (CaseLookup) throws -> InboundEffects? = { _ in nil },
        decide: @escaping @Sendable (DialogueState) -> Decision,
        compose: @escaping @Sendable (Decision, CaseReference?, CaseLookup) throws -> InboundEffects
    ) async throws -> Acknowledgement {
        let record = KeyedRecord(record, vault)
        let vault = vault
        return try await commits.perform { db in
            if let stored = try db.repeatedAcknowledgement(of: record.message, record.key, owing) { return stored }
            if record.record.village == nil && record.key.isGroup { try db.noteUnbound(record) }
            if let effects = try casework(CaseLookup(db: db)) {
                let kind: Decision.Kind = effects.reply == nil ? .silent : .answer
                return try db.write(record, Decision(kind, because: .casework), nil, effects, vault, owing)
            }
            let state = try db.dialogueState(for: record)
            let decision = decide(state)
            if decision.kind == .silent && !decision.isWorthALine {
                try db.countOverheard(record)
                return Acknowledgement(decision: .silent)
            }
            let reference = try db.caseReference(for: decision, state, record)
            let effects = try compose(decision, reference, CaseLookup(db: db))
            return try db.write(record, decision, reference, effects, vault, owing)
        }
    }
}

/// A record with everything that the key is needed for, done before the transaction begins.
struct KeyedRecord: Sendable {
    let record: InboundRecord
    let key: AskerKey
    /// The masked words.
    let text: String
    /// The words as they came, sealed; nil where masking had nothing to hide.
    let sealed: [UInt8]?

    var message: InboundMessage { record.message }
    var receivedAt: Timestamp { record.receivedAt }

    init(_ record: InboundRecord, _ vault: Vault) {
        self.record = record
        let message = record.message
        key = vault.key(of: message.conversation, message.sender)
        switch message.content {
        case .text(let words):
            let masked = Masking.masked(words)
            text = masked ?? words
            let salt = "\(key.asker) \(message.id)"
            sealed = masked.map { _ in vault.seal(words, for: SealedUse.words, salt: salt) }
        case .unsupported(let kind):
            text = "[\(kind)]"
            sealed = nil
        }
    }
}

extension Decision {
    /// Whether silence is logged: only where it is about somebody's case.
    fileprivate var isWorthALine: Bool { reason == .takenOver }

    /// Whether it is about the asker's open case without asking for a human.
    fileprivate var concernsOpenCase: Bool {
        switch reason {
        case .takenOver, .solved, .withdrawn: true
        default: false
        }
    }
}

extension Database {
    fileprivate func dialogueState(for record: KeyedRecord) throws -> DialogueState {
        let key = record.key.arguments
        var state = DialogueState()
        let dialogue = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT menu, menuExpiresAt, askedBackAt, erasureAskedAt FROM dialogue
                    WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ?
                    """), arguments: key)
        if let dialogue {
            if let menu: String = dialogue["menu"], let expires: Int64 = dialogue["menuExpiresAt"] {
                state.menu = DialogueState.Menu(
                    choices: menu.split(separator: " ").map { IntentID(String($0)) },
                    expiresAt: Timestamp(milliseconds: expires))
            }
            state.askedBackAt = (dialogue["askedBackAt"] as Int64?).map(Timestamp.init(milliseconds:))
            state.erasureAskedAt = (dialogue["erasureAskedAt"] as Int64?).map(Timestamp.init(milliseconds:))
        }
        state.intake = try intakeDialogue(of: record.key)
        try addCases(to: &state, record, key)
        for answer in record.record.possibleAnswers {
            let given = try Int64.fetchOne(
                cachedStatement(
                    sql: """
                        SELECT at FROM lastAnswer WHERE channel = ? AND conversation = ? AND isGroup = ? AND answer = ?
                        """),
                arguments: [record.key.channel, record.key.conversation, record.key.isGroup, answer.text])
            if let given { state.recentAnswers[answer] = Timestamp(milliseconds: given) }
        }
        return state
    }

    fileprivate func countOverheard(_ record: KeyedRecord) throws {
        try cachedStatement(
            sql: """
                INSERT INTO overheard (hour, channel, conversation, messages) VALUES (?, ?, ?, 1)
                ON CONFLICT DO UPDATE SET messages = messages + 1
                """
        ).execute(arguments: [record.receivedAt.chinaHour, record.key.channel, record.key.conversation])
    }

    /// The asker's open case, or else the one closed last; and whether a human speaks with the asker.
    private func addCases(to state: inout DialogueState, _ record: KeyedRecord, _ key: StatementArguments) throws {
        let cases = try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT number, state, closedAt, rating FROM legalCase
                    WHERE channel = ? AND conversation = ? AND isGroup = ? AND asker = ?
                    ORDER BY number DESC LIMIT 20
                    """), arguments: key)
        for row in cases {
            guard let caseState = CaseState(rawValue: row["state"]) else { continue }
            var found = DialogueState.OpenCase(number: row["number"], state: caseState)
            if caseState.isOpen {
                state.openCase = found
            } else if state.closedCase == nil, let closedAt: Int64 = row["closedAt"] {
                let limit = Timestamp(milliseconds: closedAt).adding(minutes: Self.ratingMinutes)
                found.awaitsRating = caseState == .resolved && row["rating"] == nil && record.receivedAt < limit
                state.closedCase = found
            }
        }
        let quietAt = try takeover(of: record.key)?.quietAt
        state.humanSpeaksUntil = quietAt.flatMap { record.receivedAt < $0 ? $0 : nil }
    }

    /// How long after closing a bare number counts as how content the asker is.
    private static let ratingMinutes = 3 * 1_440

    /// The asker's case that the decision belongs to, or the number that the next case will have.
    fileprivate func caseReference(
        for decision: Decision, _ state: DialogueState, _ record: KeyedRecord
    ) throws -> CaseReference? {
        if let open = state.openCase {
            guard decision.needsHuman || decision.concernsOpenCase else { return nil }
            return CaseReference(number: open.number, file: try legalCase(open.number))
        }
        if let closed = state.closedCase, decision.reason == .rated || decision.reason == .unsolved {
            return CaseReference(number: closed.number, file: try legalCase(closed.number))
        }
        guard decision.needsHuman else { return nil }
        return CaseReference(number: try nextCaseNumber(), earlierWords: try earlierWords(before: record))
    }

    /// What the asker last said in this conversation within the hour.
    private func earlierWords(before record: KeyedRecord) throws -> String? {
        let key = record.key
        return try String.fetchOne(
            cachedStatement(
                sql: """
                    SELECT text FROM interaction
                    WHERE sender = ? AND +receivedAt > ? AND channel = ? AND conversation = ? AND isGroup = ?
                    ORDER BY receivedAt DESC, id DESC LIMIT 1
                    """),
            arguments: [
                key.asker, record.receivedAt.adding(minutes: -60).milliseconds, key.channel, key.conversation,
                key.isGroup,
            ])
    }
}
