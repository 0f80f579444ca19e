import Domain
import Synchronization

/// What askers said in the last minute, so that a question that comes in pieces can be read whole.
///
/// Kept in memory only, and raw, since masked words match less: a restart forgets a minute, nothing more.
final class RecentWords: Sendable {
    private struct Key: Hashable {
        let conversation: Conversation
        let sender: SenderID
    }

    private struct Piece {
        let at: Timestamp
        let text: String
        let wasAnswered: Bool
    }

    private let pieces = Mutex<[Key: [Piece]]>([:])

    /// Seconds in which pieces that got no answer are read together with what follows.
    static let seconds: Int64 = 60
    /// The most askers that are remembered; beyond it everything is forgotten at once.
    private static let askers = 4_096
    /// The most pieces of one asker.
    private static let kept = 5

    /// What this asker said before: unanswered within the minute, and whatever came within `fresh` seconds.
    func before(_ message: InboundMessage, fresh: Int64, at now: Timestamp) -> (texts: [String], freshSince: Timestamp?)
    {
        let key = Key(conversation: message.conversation, sender: message.sender)
        let found = pieces.withLock { $0[key] } ?? []
        let open = now.adding(seconds: -Self.seconds)
        let since = now.adding(seconds: -fresh)
        let kept = found.filter { $0.at <= now && ($0.at >= since && fresh > 0 || !$0.wasAnswered && $0.at >= open) }
        return (kept.map(\.text), kept.first { $0.at >= since && fresh > 0 && $0.wasAnswered }?.at)
    }

    /// Remembers what was just said; an answer ends what came before it.
    func note(_ message: InboundMessage, wasAnswered: Bool, at now: Timestamp) {
        guard !message.text.isEmpty else { return }
        let key = Key(conversation: message.conversation, sender: message.sender)
        pieces.withLock { pieces in
            if pieces.count >= Self.askers { pieces.removeAll(keepingCapacity: true) }
            let before = wasAnswered ? [] : pieces[key]?.filter { $0.at >= now.adding(seconds: -Self.seconds) } ?? []
            let piece = Piece(at: now, text: message.text, wasAnswered: wasAnswered)
            pieces[key] = Array((before + [piece]).suffix(Self.kept))
        }
    }
}
